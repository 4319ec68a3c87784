"""Alembic's environment: the portal's engine and models."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from portal import database_file
from portal.db import Base, Moment
from portal.engine import path_of
from portal.work import alone


def _plain_moments(kind: str, item: object, _context: object) -> str | bool:
    """A migration must run for ten years: it names no class of the portal."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Apply the migrations on the bound database, all of them or none."""
    if context.is_offline_mode():
        raise SystemExit("Migrations need a database: run them with `flask --app wsgi db upgrade`.")
    # A restore hands in the copy that it brings up to date.
    engine = context.config.attributes.get("engine") or current_app.extensions["migrate"].db.engine
    if path := path_of(engine):
        database_file.make(path)
    with (
        engine.connect().execution_options(writing=True) as connection,
        _without_keys(connection),
        alone(connection, _say_waiting),
    ):
        # The migrations to run are chosen within its turn: somebody else may have run them meanwhile.
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=_plain_moments,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        _refuse_orphans(connection)


def _say_waiting() -> None:
    click.echo("Another command brings this database up to date or fills it; waiting until it is done.", err=True)


@contextmanager
def _without_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; with the keys on, the old one could not go while
    others point at it. They are off for the migration alone: whoever uses this connection next
    has them again. (Inside a transaction the switch does nothing, so it is turned outside one.)"""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    """Refuse rows that point at nothing, as the keys would have done, had they been on."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({row[0] for row in orphans}))
            raise IntegrityError(f"rows of {tables} would point at nothing", None, ValueError("FOREIGN KEY"))


run()
