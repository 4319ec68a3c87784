"""Backup of an SQLite database, while the portal runs or not, and putting one back."""

import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click
from flask.cli import with_appcontext

from portal import database_file
from portal.commands.plain import PlainCommand
from portal.commands.restoring import check, lacking, schema_of, upgrade
from portal.database_file import BESIDE
from portal.db import db
from portal.engine import PRIMARY_CODE, path_of
from portal.health import known_schemas


@click.command("backup", cls=PlainCommand)
@click.argument("target", type=click.Path(path_type=Path))
@with_appcontext
def backup(target: Path) -> None:
    """Copy the database to TARGET, whole and readable, while the portal goes on."""
    source = _database()
    if os.path.lexists(target):
        raise click.ClickException(f"{target} exists already; choose another name.")
    if not source.is_file():
        raise click.ClickException(f"There is no database at {source}; no backup was made.")
    try:
        with _gone_at_the_end(_partial(target)) as partial:
            _copy(source, partial)
            # A link never takes the place of a file that somebody else put there meanwhile.
            os.link(partial, target)
            _settle(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"No backup was made at {target}: {_words(error)}. Nothing is left.") from None
    click.echo(f"backup={target} bytes={target.stat().st_size}")


@click.command("restore", cls=PlainCommand)
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_appcontext
def restore(source: Path) -> None:
    """Put the backup SOURCE in place of the present database, all of it or nothing. Stop the portal and its jobs first.

    The former database is kept beside it; an older backup is brought up to date before it replaces anything.
    """
    target = _database()
    if target.exists() and target.samefile(source):
        raise click.ClickException(f"{source} is the database itself; nothing was changed.")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with database_file.alone(target), _gone_at_the_end(target.with_name(f"{target.name}.restoring")) as candidate:
            _prepare(source, candidate)
            former = _put_in_place(candidate, target)
    except database_file.InUse:
        raise click.ClickException(
            f"{target} is in use: stop the portal, its jobs and other commands first. Nothing was changed."
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"{source} was not restored: {_words(error)}. Nothing was changed.") from None
    click.echo(f"restored={target}" + (f" former={former}" if former else ""))


def _database() -> Path:
    """The file behind the engine."""
    path = path_of(db.engine)
    if path is None:
        raise click.ClickException("This is for SQLite. On PostgreSQL use pg_dump and pg_restore.")
    return path


def _partial(target: Path) -> Path:
    """A new file beside the target that only the owner may read: it holds every file of every household."""
    number, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent)
    os.close(number)
    return Path(name)


@contextmanager
def _gone_at_the_end(path: Path) -> Iterator[Path]:
    """A file to work in, of which nothing is left afterwards, also when the command is told to stop."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield path
    finally:
        signal.signal(signal.SIGTERM, before)
        for each in ("", "-lock", *BESIDE):
            with suppress(OSError):
                path.with_name(path.name + each).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use, as one file."""
    way = "mode=ro"
    if not os.access(source.parent, os.W_OK) and not source.with_name(f"{source.name}-wal").exists():
        way = "immutable=1"  # SQLite could keep nothing beside it, not even to read it
    origin, copy = sqlite3.connect(f"{source.absolute().as_uri()}?{way}", uri=True), sqlite3.connect(target)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        origin.close()
        copy.close()


def _prepare(source: Path, candidate: Path) -> None:
    """Make the candidate from the source: a database of this version. Raises ClickException when it is none."""
    for each in ("", *BESIDE):  # of a restore that was killed
        candidate.with_name(candidate.name + each).unlink(missing_ok=True)
    database_file.make(candidate)
    try:
        _copy(source, candidate)
        check(source, candidate)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise click.ClickException(f"{source} is no whole SQLite database: {error}. Nothing was changed.") from None
    schema, newest = schema_of(candidate), known_schemas()[0]
    if schema != newest:
        click.echo(f"{source} was made by an earlier version (schema {schema}); bringing the copy to {newest}.")
        upgrade(candidate)
    if missing := lacking(candidate):
        raise click.ClickException(f"{source} lacks {missing}; nothing was changed.")


def _put_in_place(candidate: Path, target: Path) -> Path | None:
    """Let the candidate take the place of the target in one step. Gives the name under which the target is kept beside
    it. Raises InUse when another program than the portal has it open."""
    former = None
    if target.exists():
        former = _name_for_former(target)
        whole = _fold(target)
        os.link(target, former)
        if not whole:
            for each in BESIDE:
                with suppress(FileNotFoundError):
                    target.with_name(target.name + each).rename(former.with_name(former.name + each))
    database_file.give_to_owner(candidate, target if former else target.parent)
    candidate.replace(target)
    _settle(target.parent)
    return former


def _fold(path: Path) -> bool:
    """Bring what SQLite keeps beside a database into its file, so that nothing of it is taken for the next one's.
    False when the file is no database. Raises InUse."""
    connection = sqlite3.connect(path, timeout=0)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & PRIMARY_CODE in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise database_file.InUse from None
        return False
    finally:
        connection.close()
    return True


def _name_for_former(target: Path) -> Path:
    stem = f"{target.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = (target.with_name(stem + more) for more in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _settle(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _words(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
