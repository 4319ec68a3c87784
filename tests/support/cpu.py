"""The processor's time that a page takes: that of the portal's process, and of PostgreSQL's server for it."""

import importlib
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from flask import Flask
from sqlalchemy import Engine, text

from portal.db import db
from tests.support import bare

ROUNDS, AT_ONCE = 9, 3
NANOSECONDS = 1_000_000  # in a millisecond
Ask = Callable[[], int]


@dataclass(frozen=True)
class Took:
    """Milliseconds of a page, and of these the server's; and how many times it is what a bare page takes."""

    ms: float
    server_ms: float
    ratio: float


class Bare:
    """The bare page of `tests.support.bare` on a database, in this process."""

    def __init__(self, url: str) -> None:
        with patch.dict(os.environ, DATABASE_URL=url):
            self.module = importlib.reload(bare)
        self.client = self.module.app.test_client()
        with self.module.app.app_context():
            self.engine: Engine = self.module.db.engine

    def ask(self, size: int) -> Ask:
        """One request for a page of so many bytes."""
        return lambda: len(self.client.get(f"/?bytes={size}").data)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


class Meter:
    """Measures pages of a portal beside a bare one; they take turns, so that a busy machine slows both."""

    def __init__(self, app: Flask, bare_page: Bare) -> None:
        self.bare = bare_page
        with app.app_context():
            self.servers = [_server_of(engine) for engine in (db.engine, bare_page.engine)]

    def of(self, ask: Ask) -> Took:
        """The median of some rounds of a page that was opened before."""
        asks = ask, self.bare.ask(ask())
        for each in asks:
            each()
        turns = [[_spent(each, server) for each, server in zip(asks, self.servers, strict=True)] for _ in range(ROUNDS)]
        (own, server), (other, others) = (
            map(statistics.median, zip(*each, strict=True)) for each in zip(*turns, strict=True)
        )
        return Took(own + server, server, (own + server) / (other + others))


def _server_of(engine: Engine) -> Path | None:
    """Where the process of PostgreSQL that serves a pool of one connection says what it used; None on SQLite."""
    if engine.dialect.name != "postgresql":
        return None
    with engine.connect() as connection:
        return Path(f"/proc/{connection.scalar(text('SELECT pg_backend_pid()'))}/schedstat")


def _spent(ask: Ask, server: Path | None) -> tuple[float, float]:
    before, served = time.process_time(), _used(server)
    for _time in range(AT_ONCE):
        ask()
    return (time.process_time() - before) * 1000 / AT_ONCE, (_used(server) - served) / NANOSECONDS / AT_ONCE


def _used(server: Path | None) -> int:
    return int(server.read_text().split()[0]) if server else 0
