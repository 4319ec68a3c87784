"""The demands of a restore on a file before it may replace the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
from alembic import command
from alembic.config import Config as Migrations
from flask import current_app
from sqlalchemy import create_engine

from portal.database_file import APPLICATION_ID
from portal.db import Base, migrate
from portal.engine import engine_options, tune
from portal.health import known_schemas

# Tables that every version had: by these a database is known that was made before its file said whose it is.
ALWAYS_THERE = frozenset(
    {"municipality", "location", "user_account", "role", "household", "client", "trajectory", "assignment"}
    | {"contact_moment", "audit_line"}
)


def check(source: Path, copy: Path) -> None:
    """Check that a copy of the source is a database of Wegwijs: whole, of a known version, and without a row that
    points at nothing.

    Raises ClickException with what is wrong, and sqlite3.DatabaseError for what SQLite cannot read.
    """
    with closing(sqlite3.connect(copy)) as connection:
        if why := _whose(connection) or _damage(connection) or _version(connection):
            raise click.ClickException(f"{source} {why}. Nothing was changed.")


def _whose(connection: sqlite3.Connection) -> str:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark not in (0, APPLICATION_ID):
        return f"is a database of another program (application id {mark:#010x})"
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "" if tables >= ALWAYS_THERE | {"alembic_version"} else "is no database of Wegwijs"


def _damage(connection: sqlite3.Connection) -> str:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return f"is damaged: {' '.join(verdict.split())}"
    tables = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
    return f"holds rows that point at nothing, in {', '.join(sorted(tables))}" if tables else ""


def _version(connection: sqlite3.Connection) -> str:
    found = [schema for (schema,) in connection.execute("SELECT version_num FROM alembic_version")]
    known = known_schemas()
    if len(found) != 1:
        return "does not say which version of Wegwijs made it"
    if found[0] in known:
        return ""
    return (
        f"was made by a newer version of Wegwijs: its schema is {found[0]}, and this version knows none after "
        f"{known[0]}. Put that version in place first"
    )


def schema_of(copy: Path) -> str:
    """The schema of a database that was checked."""
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def upgrade(copy: Path) -> None:
    """Bring a copy to the newest schema. Raises ClickException when its rows do not allow that."""
    url = f"sqlite:///{copy}"
    engine = create_engine(url, **engine_options(url))
    tune(engine)
    migrations = _migrations()
    migrations.attributes["engine"] = engine
    try:
        command.upgrade(migrations, "head")
    except Exception as error:
        raise click.ClickException(
            f"The copy could not be brought up to date ({type(error).__name__}: {' '.join(str(error).split())[:300]}). "
            "Nothing was changed."
        ) from error
    finally:
        engine.dispose()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def lacking(copy: Path) -> str:
    """The tables and columns of this version that a database does not have, in words; empty when it has all."""
    with closing(sqlite3.connect(copy)) as connection:
        found = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in Base.metadata.tables
        }
    gone = [
        f"{name}.{column.name}" if found[name] else name
        for name, table in sorted(Base.metadata.tables.items())
        for column in table.columns
        if column.name not in found[name]
    ]
    return ", ".join(dict.fromkeys(gone))


def _migrations() -> Migrations:
    return migrate.get_config(current_app.extensions["migrate"].directory)  # pyright: ignore[reportReturnType] - its types leave out the base, which is this
