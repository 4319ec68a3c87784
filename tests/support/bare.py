"""The yardstick of the bench: a bare Flask page that runs one query and renders as many bytes as asked.

Served by the same server with the same settings; `BENCH_DATABASE` names the database.
"""

import os
import sqlite3
from threading import local

from flask import Flask, render_template_string, request

app = Flask(__name__)
here = local()
PAGE = "<!doctype html><title>{{ title }}</title><p>{{ filling }}"


@app.get("/")
def page() -> str:
    """One query, one template, so many bytes."""
    if not hasattr(here, "connection"):
        here.connection = sqlite3.connect(os.environ["BENCH_DATABASE"])
    (title,) = here.connection.execute("SELECT name FROM location ORDER BY id LIMIT 1").fetchone()
    size = int(request.args["bytes"])
    fixed = len(PAGE) - len("{{ title }}") - len("{{ filling }}") + len(title.encode())
    return render_template_string(PAGE, title=title, filling="x" * max(size - fixed, 0))
