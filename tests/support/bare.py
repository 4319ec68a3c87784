"""The yardstick of the bench: a bare Flask page that runs one query and renders as many bytes as asked.

It is a first small Flask-SQLAlchemy page: one select of rows through the ORM, a loop in a template, no session, no
user, no language, no permission. A row is about 570 bytes, as in a plain table of 25 rows and 14 kB. The same server
serves it with the same settings; `DATABASE_URL` names the database.
"""

import os

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE_URL", "sqlite://")
db = SQLAlchemy(app)

ROW_BYTES = 570
PAGE = """<!doctype html><html lang="nl"><title>Rows</title><h1>Rows</h1><table>
{% for row in rows %}<tr id="row-{{ row.id }}"><th scope="row"><a href="/rows/{{ row.id }}">{{ row.street }} \
{{ row.house_number }}</a></th><td class="place">{{ row.postcode }} {{ row.city }}</td><td class="number">\
{{ row.adults }}</td><td class="number">{{ row.children }}</td><td class="number">{{ row.housed_on }}</td>\
<td>{{ row.case_manager or "" }}</td></tr>{{ filling }}
{% endfor %}</table>"""
TEMPLATE = app.jinja_env.from_string(PAGE)


class Household(db.Model):  # type: ignore[name-defined, misc]
    """The same table as the portal's, seen as plainly as can be."""

    __tablename__ = "household"
    id: Mapped[int] = mapped_column(primary_key=True)
    street: Mapped[str] = mapped_column(String)
    house_number: Mapped[str] = mapped_column(String)
    postcode: Mapped[str] = mapped_column(String)
    city: Mapped[str] = mapped_column(String)
    adults: Mapped[int]
    children: Mapped[int]
    housed_on: Mapped[str] = mapped_column(String)
    case_manager: Mapped[str | None] = mapped_column(String)


@app.get("/")
def page() -> str:
    """One query, one template, so many bytes."""
    wanted = int(request.args["bytes"])
    rows = db.session.scalars(select(Household).order_by(Household.id).limit(max(wanted // ROW_BYTES, 1))).all()
    html = TEMPLATE.render(rows=rows, filling=" " * (ROW_BYTES - 290))
    return html[:wanted].ljust(wanted)
