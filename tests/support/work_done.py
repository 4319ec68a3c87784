"""How much work a database does for a page: a measure that no machine changes.

SQLite counts the steps of its virtual machine, PostgreSQL the rows that each part of a plan reads, over all its turns.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from portal.db import db

EVERY = 10  # steps between two looks of SQLite
READS = ("SELECT", "WITH")
REMOVED = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")


def work_of(call: Callable[[], Any]) -> int:
    """The work of all statements of a call."""
    return sum(works for _statement, works in works_of(call))


def works_of(call: Callable[[], Any]) -> list[tuple[str, int]]:
    """Each statement that a call asks, with its work, in their order."""
    count = _steps if db.engine.dialect.name == "sqlite" else _rows
    return count(db.engine, call)


def _steps(engine: Engine, call: Callable[[], Any]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []

    def tick() -> int:
        statement, steps = found[-1]
        found[-1] = statement, steps + EVERY
        return 0

    def begin(_connection: Any, cursor: Any, statement: str, *_others: Any) -> None:
        found.append((statement, 0))
        cursor.connection.set_progress_handler(tick, EVERY)
        used.append(cursor.connection)

    used: list[Any] = []
    with _before(engine, begin):
        call()
    for connection in used:
        connection.set_progress_handler(None, 0)
    return found


def _rows(engine: Engine, call: Callable[[], Any]) -> list[tuple[str, int]]:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_others: Any) -> None:
        if statement.startswith(READS):
            asked.append((statement, values))

    with _before(engine, note):
        call()
    with engine.connect() as connection:
        # A small table is read whole, for that is cheapest; here it stands for a large one.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [(statement, _read_by(plan_of(connection, statement, values))) for statement, values in asked]


def plan_of(connection: Any, statement: str, values: Any) -> dict[str, Any]:
    """The plan of PostgreSQL for a statement, with what each part of it read."""
    said = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values).scalar()
    return (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]


def _read_by(part: dict[str, Any]) -> int:
    read = part["Actual Rows"] + sum(part.get(name, 0) for name in REMOVED)
    return read * part["Actual Loops"] + sum(map(_read_by, part.get("Plans", ())))


@contextmanager
def _before(engine: Engine, listener: Any) -> Iterator[None]:
    event.listen(engine, "before_cursor_execute", listener)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", listener)
