"""Listening to what is asked of the database, and to what is written in it for good."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from portal.db import db

WRITING = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements that run in the block, in their order; begin, commit and rollback are none."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    with _listening(app, before_cursor_execute=note):
        yield seen


@dataclass
class Written:
    """A transaction that stays: the statements that wrote, and the values of the audit lines among them."""

    statements: list[str] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def events(self) -> list[str]:
        """The events of its audit lines."""
        return [line["event"] for line in self.lines]


@contextmanager
def transactions(app: Flask) -> Iterator[list[Written]]:
    """The transactions of the block that wrote something and were committed, in their order; for one thread alone."""
    done: list[Written] = []
    running = [Written()]

    def note(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
        if statement.startswith(WRITING):
            running[0].statements.append(statement)
        if statement.startswith("INSERT INTO audit_line"):
            running[0].lines += context.compiled_parameters

    def keep(connection: Any) -> None:
        if running[0].statements:
            done.append(running[0])
        forget(connection)

    def forget(_connection: Any) -> None:
        running[0] = Written()

    with _listening(app, before_cursor_execute=note, commit=keep, rollback=forget):
        yield done


@contextmanager
def _listening(app: Flask, **listeners: Any) -> Iterator[None]:
    with app.app_context():
        engine: Engine = db.engine
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)
