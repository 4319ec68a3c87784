"""What comes in is first held to what a database can hold: keys of nine digits, texts without NUL.

PostgreSQL refuses what SQLite takes; refused at the door, both answer the same, and never with a
fault.
"""

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

from portal.db import KEY_DIGITS


class KeyConverter(IntegerConverter):
    """`<int:...>` in an address: a number that can be a key. Any other address is not there."""

    regex = rf"\d{{1,{KEY_DIGITS}}}"


def init_incoming(app: Flask) -> None:
    """Guard the addresses and the texts. Comes before everything that reads a request or adds a route."""
    app.url_map.converters["int"] = KeyConverter
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    """Nobody types a NUL, and no text with one can be stored."""
    texts = [request.path]
    sent = [request.args] if request.method in ("GET", "HEAD") else [request.args, request.form]
    for values in sent:
        for name, given in values.lists():
            texts += [name, *given]
    if any("\0" in text for text in texts):
        abort(404 if "\0" in request.path else 400)
