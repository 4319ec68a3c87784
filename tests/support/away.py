"""A database that is away, in the ways it can be, and the log that counts it."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask

from portal import create_app
from portal.db import db
from portal.web import logs
from tests.make import Maker
from tests.pages import PageClient
from tests.support.clock import Clock
from tests.support.databases import settings
from tests.support.own_portal import OwnPortal
from tests.support.visits import session_of


class Timers:
    """In place of the timer of the log: they run when the test says so."""

    def __init__(self, monkeypatch):
        self.waiting = []
        monkeypatch.setattr(logs, "Timer", self)
        monkeypatch.setattr(logs, "away", logs.Away().count)

    def __call__(self, seconds, function, given):
        assert seconds == 60
        return SimpleNamespace(start=lambda: self.waiting.append(lambda: function(*given)))

    def a_minute_later(self):
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            each()


def lines(capsys):
    """The lines of the log about a database that is away."""
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    return [line for line in found if line["event"] == "database_away"]


def visited(folder: Path, template: str) -> Any:
    """A portal with a file of its own, and `visitor`, an admin who speaks English."""
    own: Any = OwnPortal(folder, template)
    own.app.test_client_class, own.app.extensions["clock"] = PageClient, Clock()
    with own.app.app_context():
        make = Maker(own.app, Clock())
        kept = session_of(make.admin(locale="en"), None, Clock()())
        db.session.remove()
    own.visitor = own.app.test_client()
    with own.visitor.session_transaction() as session:
        session.update(kept)
    assert "Notices" in own.visitor.page("/meldingen").text
    return own


def on_port(port: int) -> Flask:
    """A portal whose PostgreSQL should be at this port."""
    app = create_app(settings(f"postgresql+psycopg://nobody@127.0.0.1:{port}/nothing"))
    app.test_client_class, app.extensions["clock"] = PageClient, Clock()
    return app


def remove(own):
    own.path.unlink()


def rename(own):
    own.path.rename(own.path.with_name("elsewhere"))


def replace_by_nonsense(own):
    own.path.unlink()
    own.path.write_bytes(b"\x89PNG" * 5000)
