"""Engine set-up: how the portal is connected to its database, SQLite or PostgreSQL."""

import sqlite3
from collections.abc import Generator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, DisconnectionError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from portal import database_file

BUSY_MILLISECONDS = 5000
# How soon who waits to write on SQLite looks again.
AGAIN_SECONDS = 0.001
# The part of SQLite's error code that says what is wrong; the rest says how.
PRIMARY_CODE = 0xFF
# So much of the file a connection to SQLite may keep at hand.
SQLITE_CACHE_KIB = 16_000
# The database is in memory or on a disk without a head: what an index finds costs hardly more than what is in a row.
# To compile a statement takes longer than any of ours runs.
POSTGRESQL_PLANS = ("random_page_cost = 1.1", "jit = off")
CONNECT_SECONDS = 3
# A server that says nothing at all for so long says nothing more; no statement of a page takes as long.
SILENT_SECONDS = 15
# The codes of SQLite and PostgreSQL (by class) that are not about the statement, but about the database as a whole.
SQLITE_AWAY = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB),
}
POSTGRESQL_AWAY = {"08", "40", "53", "55", "57", "58", "XX"}
READ_ONLY = "25006"


def engine_options(url: str) -> dict[str, object]:
    """Connection pool of one process: 4 threads and a little room. A connection that stays knows its tables and its
    statements; one that is made anew reads them first.

    `hide_parameters`: an error of the database never tells what somebody typed.
    """
    pool: dict[str, object] = {"hide_parameters": True, "pool_size": 8, "max_overflow": 8}
    if url.startswith("sqlite"):
        held = {"factory": database_file.HeldConnection, "check_same_thread": False}
        return pool | {"connect_args": held | {"timeout": BUSY_MILLISECONDS / 1000}}
    return pool | {"pool_pre_ping": True, "connect_args": {"connect_timeout": CONNECT_SECONDS}}


def path_of(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for another."""
    return Path(engine.url.database or "").absolute() if engine.dialect.name == "sqlite" else None


def nobody_can_be_in(engine: Engine, error: DatabaseError) -> bool:
    """Whether an error says that there is no SQLite database, or none that can be read."""
    path = path_of(engine)
    code = getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE
    return path is not None and (code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or not path.exists())


def is_away(error: SQLAlchemyError) -> bool:
    """Whether an error says that the database is not there, or cannot be read or written, whatever it was asked."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, NoConnectionFree | DisconnectionError)
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code is None or code & PRIMARY_CODE in SQLITE_AWAY
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return isinstance(error.orig, psycopg.OperationalError)
    return state[:2] in POSTGRESQL_AWAY or state == READ_ONLY


def is_busy(error: OperationalError) -> bool:
    """Whether the database only had no room. Somebody else still writes, as during a large import, or PostgreSQL ended
    one of two that waited for each other."""
    written = getattr(error.orig, "sqlite_errorname", None) in ("SQLITE_BUSY", "SQLITE_LOCKED")
    return written or getattr(error.orig, "sqlstate", None) in ("40P01", "40001", "55P03")


class PatientConnection(psycopg.Connection[Any]):
    """A connection to PostgreSQL that gives up on a silent server: one that hangs keeps a phone, and a thread, waiting
    for ever."""

    patience: float | None = SILENT_SECONDS

    def wait(self, gen: Any, *given: Any, **named: Any) -> Any:
        """The result of `gen` at its end. Raises psycopg.OperationalError, and is closed, after the silence."""
        return super().wait(self._listening(gen) if self.patience else gen, *given, **named)

    def _listening(self, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        assert self.patience is not None
        try:
            wanted, until = next(steps), monotonic() + self.patience
            while True:
                heard = yield wanted
                if heard:
                    until = monotonic() + self.patience
                elif monotonic() > until:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("the server is silent")
                wanted = steps.send(heard)
        except StopIteration as end:
            return end.value


def tune(engine: Engine) -> None:
    """Make SQLite keep its promises: WAL, foreign keys, waiting writers, whole transactions.

    Reading begins DEFERRED; `unit_of_work` asks for IMMEDIATE, so that a writer waits its turn
    instead of failing halfway. `synchronous=FULL`: a stored visit survives a power cut.
    """
    if engine.dialect.name != "sqlite":
        _tune_postgresql(engine)
        return

    @event.listens_for(engine, "connect")
    def _connect(connection, _record):
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={BUSY_MILLISECONDS}",
            "foreign_keys=ON",
            f"cache_size=-{SQLITE_CACHE_KIB}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "checkout")
    def _checkout(connection, _record, _proxy):
        # Whoever had the file open would go on in it, and all would be lost when the portal stops.
        if connection.is_elsewhere():
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection):
        if connection.get_execution_options().get("writing"):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN DEFERRED")


def _tune_postgresql(engine: Engine) -> None:
    """Wait for a server, and for whoever holds a row, no longer than on SQLite."""

    @event.listens_for(engine, "connect")
    def _connect(connection, _record):
        # The dialect makes connections of its own; this one differs in how it waits, and in nothing it holds.
        connection.__class__ = PatientConnection
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
        for setting in POSTGRESQL_PLANS:
            connection.execute(f"SET {setting}")
        connection.autocommit = False


def _begin_writing(connection: Any) -> None:
    """Wait for the turn to write on SQLite, and take it.

    SQLite itself would look again after ever longer, up to a tenth of a second. Nobody would write meanwhile, and who
    came later would go first.
    """
    driver = connection.connection.driver_connection
    until = monotonic() + BUSY_MILLISECONDS / 1000
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while monotonic() < until:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                    break
            sleep(AGAIN_SECONDS)
        # Too late, or something else is wrong: SQLAlchemy says so in its own words.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
