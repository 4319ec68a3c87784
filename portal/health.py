"""Whether this process can do its work now: its database answers, has the schema of the code, and takes what is
written."""

import shutil
import sqlite3
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from portal.config import ROOT
from portal.db import db
from portal.engine import is_away, path_of

WITHIN_SECONDS = 3
# How long SQLite waits for who writes, well within that.
WRITER_MILLISECONDS = 1500
ROOM_BYTES = 50 * 1024 * 1024


class Looking:
    """One look at a time: whoever asks meanwhile gets the same answer, and none joins a look that hangs."""

    def __init__(self) -> None:
        self.lock, self.now = Lock(), Future[dict[str, str]]()
        self.now.set_result({})

    def within(self, app: Flask, seconds: float) -> dict[str, str]:
        """The result of each check, "ok" or what is wrong, within so many seconds."""
        with self.lock:
            if self.now.done():
                self.now = Future()
                Thread(target=_look_in_the_background, args=(app, self.now), daemon=True).start()
            now = self.now
        try:
            return now.result(seconds)
        except TooLate:
            return {"database": "silent"}


_looking = Looking()


def health() -> dict[str, str]:
    """The result of each check, "ok" or what is wrong, in bounded time whatever the database does. A check that could
    not be done is not there."""
    return _looking.within(current_app._get_current_object(), WITHIN_SECONDS)  # type: ignore[attr-defined]


def _look_in_the_background(app: Flask, answer: "Future[dict[str, str]]") -> None:
    try:
        with app.app_context():
            answer.set_result(_look())
    except BaseException as error:
        answer.set_exception(error)


def _look() -> dict[str, str]:
    try:
        with db.engine.connect() as connection:
            found = {"database": "ok", "schema": _schema(connection), "writing": _writing(connection)}
    except SQLAlchemyError as error:
        if not is_away(error):
            raise
        return {"database": "away"}
    return found | {"disk": _disk(path_of(db.engine))}


def _schema(connection: Connection) -> str:
    try:
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError as error:
        if is_away(error):
            raise
        connection.rollback()
        return "none"
    if found == known_schemas()[0]:
        return "ok"
    return "older" if found in known_schemas() else "unknown"


@cache
def known_schemas() -> list[str]:
    """The schemas this version of the portal knows, the newest first."""
    return [each.revision for each in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()]


def _writing(connection: Connection) -> str:
    """Takes the turn to write and gives it back; nothing is written."""
    connection.rollback()
    if connection.dialect.name != "sqlite":
        answer = text("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")
        return "refused" if connection.scalar(answer) else "ok"
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {WRITER_MILLISECONDS}")
    try:
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "busy" if error.sqlite_errorname.startswith("SQLITE_BUSY") else "refused"
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual}")
    return "ok"


def _disk(path: Path | None) -> str:
    """Whether there is room where the database of SQLite lies; the disk of a server is not ours to see."""
    return "ok" if path is None or shutil.disk_usage(path.parent).free >= ROOM_BYTES else "full"
