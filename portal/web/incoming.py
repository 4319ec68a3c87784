"""Every request is first held to what the portal and its database can hold, before anything reads it. First its size: a
stranger sends little, a form as much as people can type, only an import a file. Then values no database can hold (keys
of over nine digits, NUL): PostgreSQL refuses what SQLite takes."""

import re
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter

from portal.access import Action, may
from portal.db import KEY_DIGITS
from portal.web.acting import this_actor

F = TypeVar("F", bound=Callable[..., object])

# Bytes of a body. The longest form, the content of a handover, is some 180,000 when each letter takes four bytes
# and each byte three signs; a stranger sends an address, a password and a token.
FORM_BYTES = 256 * 1024
STRANGERS_BYTES = 16 * 1024
# Each box that is ticked is one: some 340 municipalities for a location of all of them.
MOST_FIELDS = 1000
# Characters. A server takes no longer address anyway.
LONGEST_QUERY = 4096
_NAME = re.compile(r"[\w.-]{1,80}", re.ASCII)


class KeyConverter(IntegerConverter):
    """`<int:...>` in an address: a number that can be a key. Any other address is not there."""

    regex = rf"\d{{1,{KEY_DIGITS}}}"


def takes_files(action: Action) -> Callable[[F], F]:
    """Let a route receive a file, of those who may do this."""

    def mark(view: F) -> F:
        view.takes_files = action  # type: ignore[attr-defined]
        return view

    return mark


def init_incoming(app: Flask, file_bytes: int) -> None:
    """Guard the addresses and what is sent. Comes before everything that reads a request or adds a route."""
    app.url_map.converters["int"] = KeyConverter
    # The most a route takes when nobody asked who sends it; `_bound` sets less for nearly all.
    app.config.update(MAX_CONTENT_LENGTH=file_bytes, MAX_FORM_MEMORY_SIZE=FORM_BYTES, MAX_FORM_PARTS=MOST_FIELDS)
    app.before_request(_bound)
    app.before_request(_refuse_unfit)


def most_bytes() -> int:
    """How large a body may be, by the route and by who sends it."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_public", view is None):
        return STRANGERS_BYTES
    action = getattr(view, "takes_files", None)
    if action is not None and may(this_actor(), action):
        return int(current_app.config["MAX_CONTENT_LENGTH"])
    return FORM_BYTES


def _bound() -> None:
    """Refuse a request of any kind that is too large, or does not say its size, before any of it is read. No browser
    sends a form without its size."""
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)
    if "Transfer-Encoding" in request.headers:
        abort(411)
    if request.content_length:
        request.max_content_length = most_bytes()
        if request.content_length > request.max_content_length:
            abort(413)


def _refuse_unfit() -> None:
    """Refuse more fields, and other names, than any page of ours sends; and a NUL, which nobody types."""
    sent: list[MultiDict[str, str]] = [request.args]
    if request.method not in ("GET", "HEAD"):
        sent.append(request.form)
        if sum(map(len, request.form.listvalues())) > MOST_FIELDS:
            abort(413)
        if not all(map(_NAME.fullmatch, (*request.form, *request.files))):
            abort(400)
    texts = [request.path, *(text for values in sent for name, given in values.lists() for text in (name, *given))]
    if any("\0" in text for text in texts):
        abort(404 if "\0" in request.path else 400)
