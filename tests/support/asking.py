"""Asking every route of the portal as each person, without changing anything."""

from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.work import Work
from tests.make import Maker
from tests.pages import PageClient
from tests.support.one_database import for_the_file
from tests.support.page_rules import CSRF_FIELD
from tests.support.visits import cookie_of, session_of
from tests.support.world import ACTORS, World

TABLE = Path(__file__).parents[1] / "data" / "who_may_open_what.txt"


class Reached(Exception):
    """A command came to its end: whoever sent it was allowed to. Its work is taken back."""


def stop_at_the_end(monkeypatch: Any) -> None:
    """Let no POST change anything: everybody asks the same world. Lines of reading are written."""
    commit = Work.commit

    def stop(work: Work, event: str, subject: Any, **facts: Any) -> None:
        if not event.endswith((".opened", ".listed", ".fetched", ".downloaded")):
            work.session.flush()
            raise Reached
        commit(work, event, subject, **facts)

    monkeypatch.setattr(Work, "commit", stop)


def one_world() -> tuple[Any, ...]:
    """The fixtures `clock`, `app`, `make`, `world` and `stopped`: one world per database for all tests of a file, which
    no POST changes."""

    @pytest.fixture(scope="module")
    def world(make: Maker) -> World:
        return World(make)

    @pytest.fixture(autouse=True)
    def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
        stop_at_the_end(monkeypatch)

    return *for_the_file(), world, stopped


def table() -> dict[str, dict[str, str]]:
    """Route → the answer for each actor."""
    rows = [line.split() for line in TABLE.read_text().splitlines() if line.startswith(("GET", "POST"))]
    return {f"{method} {address}": dict(zip(ACTORS, answers, strict=True)) for method, address, *answers in rows}


class Visitor(PageClient):
    """A visitor whose pages are not read: only who gets which answer counts."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return Context().run(FlaskClient.open, self, *args, **kwargs)


def visitor(app: Flask, world: World, clock: Any, actor: str) -> Visitor:
    """Somebody of the world with a session of their own; a stranger has none."""
    return visitor_of(app, clock, None if actor == "stranger" else world.user[actor])


def visitor_of(app: Flask, clock: Any, user: Any) -> Visitor:
    """This person with a session of their own; nobody has none."""
    client = Visitor(app, app.response_class)
    if user is not None:
        cookie = cookie_of(app, session_of(user, None, clock()))
        client.set_cookie(cookie["name"], cookie["value"])
    return client


def send(client: Visitor, method: str, address: str, body: dict[str, Any]) -> TestResponse | None:
    """The answer; None when a command was reached and carried out."""
    if method == "GET":
        return client.open(address)
    try:
        return client.open(address, method=method, data={CSRF_FIELD: client.csrf_token(), **body})
    except Reached:
        return None
