"""Making a database ready: all of it or nothing, also when it is killed, and one at a time."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, func, select, text

from portal.config import ROOT
from portal.db import db
from portal.demo import loading
from portal.engine import engine_options, tune
from portal.health import known_schemas
from portal.organisation.models import Location
from portal.people.models.people import User
from portal.work import alone

pytestmark = pytest.mark.each_database


@pytest.fixture
def command(backend):
    """Runs a command on the database of the test, or another, in a process of its own."""

    @contextmanager
    def run(*words, url=None):
        with subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            env={**os.environ, "DATABASE_URL": url or backend.current_url, "PYTHONUNBUFFERED": "1"},
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            yield process
            if process.poll() is None:
                process.kill()

    return run


def hear(process, words):
    """Read on until the line with these words."""
    heard = []
    for line in process.stdout:
        heard.append(line)
        if words in line:
            return
    raise AssertionError("".join(heard))


@contextmanager
def somebody_else(engine):
    """Another command about the whole database runs as long as the block."""
    with engine.connect().execution_options(writing=True) as connection, alone(connection, lambda: None):
        yield


@pytest.mark.slow(seconds=40)
@pytest.mark.parametrize("part", ["2 of", "3 of"])
def test_a_demo_that_is_killed_halfway_is_not_there_and_the_next_one_begins(app, command, part):
    with command("prepare") as process:
        hear(process, part)
        process.kill()
    with somebody_else(db.engine):  # whoever was killed is gone for the database too
        assert db.session.scalar(select(func.count(User.id))) == 0
        assert db.session.scalar(select(func.count(Location.id))) == 0
    with command("prepare") as process:
        hear(process, "1 of")


def test_a_demo_that_fails_at_its_end_is_not_there(app, clock, monkeypatch):
    parts = loading._parts
    monkeypatch.setattr(loading, "_parts", lambda at: [*parts(at)[:2], ("the last", lambda: 1 / 0)])
    with pytest.raises(ZeroDivisionError):
        loading.load_demo(clock())
    assert db.session.scalar(select(func.count(User.id))) == 0
    assert db.session.scalar(select(func.count(Location.id))) == 0


def test_who_loads_the_demo_second_waits_and_says_so(app, command, make):
    make.location()
    with somebody_else(db.engine), command("prepare") as process:
        hear(process, "waiting until it is done")
        process.kill()


@pytest.fixture
def empty(backend, tmp_path):
    """The address of a database without tables."""
    if backend.name == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'empty.sqlite'}"
        return
    backend.admin.execute("CREATE DATABASE empty")
    yield backend.url("empty").render_as_string(False)
    backend.admin.execute("DROP DATABASE empty WITH (FORCE)")


def schema(url):
    engine = create_engine(url, **engine_options(url))
    tune(engine)
    with engine.connect() as connection:
        found = list(connection.scalars(text("SELECT version_num FROM alembic_version")))
    engine.dispose()
    return found


@pytest.mark.slow
def test_two_upgrades_at_once_both_end_well(backend, empty, command):
    with command("db", "upgrade", url=empty) as one, command("db", "upgrade", url=empty) as other:
        assert (one.wait(), other.wait()) == (0, 0), one.stdout.read() + other.stdout.read()
    assert schema(empty) == known_schemas()[:1]


@pytest.mark.slow
def test_an_upgrade_waits_for_another_for_as_long_as_it_takes_and_says_so(backend, empty, command):
    with command("db", "upgrade", url=empty) as first:
        assert first.wait() == 0
    engine = create_engine(empty, **engine_options(empty))
    tune(engine)
    with somebody_else(engine), command("db", "upgrade", url=empty) as process:
        hear(process, "waiting until it is done")
        process.kill()
    with command("db", "upgrade", url=empty) as process:
        assert process.wait() == 0
    engine.dispose()


@pytest.mark.one_database("sqlite")
def test_a_new_file_and_its_folder_are_for_their_owner_alone(backend, empty, command, tmp_path):
    with command("db", "upgrade", url=empty) as process:
        assert process.wait() == 0
    folder = tmp_path / "new"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
