"""Holds the words by which rows are found to what the rows themselves say."""

from typing import Any

from sqlalchemy import Connection, Engine, inspect, select

from portal import searched
from portal.db import Base
from portal.searched import COLUMNS, SearchWord

TABLES = {
    "client": "client",
    "number": "client",
    "user": "user_account",
    "handover": "warm_handover",
    "people": "warm_handover",
}


def stored(connection: Connection) -> set[tuple[Any, ...]]:
    """The words that are stored."""
    return {tuple(row) for row in connection.execute(select(*(SearchWord.__table__.c[name] for name in COLUMNS)))}


def as_the_rows_say(connection: Connection) -> set[tuple[Any, ...]]:
    """The words that should be stored, worked out from every row."""
    found: set[tuple[Any, ...]] = set()
    for kind in searched.kinds():
        keys = connection.scalars(select(Base.metadata.tables[TABLES[kind]].c.id)).all()
        found |= set(searched.wanted(connection, kind, keys))
    return found


def check(engine: Engine) -> None:
    """Raise AssertionError when a row would be found by another word than it has, or not by one that it has."""
    if not inspect(engine).has_table(SearchWord.__tablename__):
        return  # a test of the migrations left an older portal behind, which finds nobody by words
    with engine.connect() as connection:
        there, wanted = stored(connection), as_the_rows_say(connection)
    assert there == wanted, f"too many: {sorted(there - wanted)[:5]}, not there: {sorted(wanted - there)[:5]}"
