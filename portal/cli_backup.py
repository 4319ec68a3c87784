"""Backup and restore of an SQLite database, while the portal runs or not."""

import sqlite3
from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.db import db


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(target: Path) -> None:
    """Copy the database to TARGET, whole and readable, while the portal goes on."""
    if target.exists():
        raise click.ClickException(f"{target} exists already; choose another name.")
    partial = target.with_name(target.name + ".part")
    # Only the owner may read it: it holds every file of every household.
    partial.touch(mode=0o600)
    _copy(_database(), partial)
    partial.replace(target)
    click.echo(f"backup={target} bytes={target.stat().st_size}")


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_appcontext
def restore(source: Path) -> None:
    """Put the database of SOURCE back in place of the present one. Stop the portal first."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as connection:
        try:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            tables = connection.execute("SELECT 1 FROM alembic_version").fetchone()
        except sqlite3.DatabaseError:
            verdict, tables = "no database", None
    if verdict != "ok" or not tables:
        raise click.ClickException(f"{source} is no whole backup of Wegwijs; nothing was changed.")
    target = _database()
    _copy(source, target)
    click.echo(f"restored={target}")


def _database() -> Path:
    """The file behind the engine. Leaves no connection open: a restore needs the file for itself."""
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException("This is for SQLite. On PostgreSQL use pg_dump and pg_restore.")
    with db.engine.connect() as connection:
        path = connection.exec_driver_sql("PRAGMA database_list").one()[2]
    db.engine.dispose()
    return Path(path)


def _copy(source: Path, target: Path) -> None:
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        origin.close()
        copy.close()
