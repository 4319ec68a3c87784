"""A backup comes back, all of it or nothing; what is no backup changes nothing."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest

from portal import create_app
from portal.commands.restoring import lacking
from portal.config import ROOT
from portal.database_file import APPLICATION_ID, BESIDE
from portal.db import db
from tests.support.databases import settings
from tests.support.killing import killed_at_each_step
from tests.support.own_portal import OwnPortal, change, names

pytestmark = pytest.mark.one_database("sqlite")  # PostgreSQL brings tools of its own


@pytest.fixture
def portal(backend, tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    return OwnPortal(folder, backend.template)


@pytest.fixture
def kept(portal):
    """A backup with one location, of a portal that has one more."""
    portal.add("Team Vroeger")
    kept = portal.backup()
    portal.add("Team Later")
    return kept


def test_what_was_there_at_the_backup_comes_back_and_what_was_there_stays_beside_it(portal, kept):
    answer = portal.run("restore", kept)
    assert answer.exit_code == 0, answer.output
    assert names(portal.path) == {"Team Vroeger"}
    (former,) = portal.folder.glob("*.before-*")
    assert str(former) in answer.output
    assert names(former) == {"Team Vroeger", "Team Later"}
    assert {each.stat().st_mode & 0o777 for each in portal.folder.iterdir()} - {0o644} == {0o600}


def test_a_database_that_is_lost_comes_back(portal, kept):
    portal.path.unlink()
    production = create_app(settings(portal.url, production=True))
    assert production.test_cli_runner().invoke(args=["restore", str(kept)]).exit_code == 0
    assert names(portal.path) == {"Team Vroeger"}


def test_a_database_that_is_damaged_is_replaced_and_kept(portal, kept):
    portal.path.write_bytes(b"\x89PNG" * 5000)
    portal.path.with_name("wegwijs.sqlite-journal").write_bytes(b"of the damaged one")
    production = create_app(settings(portal.url, production=True))
    answer = production.test_cli_runner().invoke(args=["restore", str(kept)])
    assert answer.exit_code == 0, answer.output
    assert names(portal.path) == {"Team Vroeger"}
    assert b"\x89PNG" in {each.read_bytes()[:4] for each in portal.folder.glob("*.before-*")}
    assert not {f"wegwijs.sqlite{each}" for each in BESIDE} & {each.name for each in portal.folder.iterdir()}


def test_a_file_that_is_no_database_changes_nothing(portal, tmp_path):
    wrong = tmp_path / "picture.sqlite"
    wrong.write_bytes(b"\x89PNG" * 5000)
    portal.refuses(wrong, "no whole SQLite database")
    wrong.write_bytes(b"")
    portal.refuses(wrong, "is no database of Wegwijs")
    portal.refuses(portal.path, "is the database itself")


def test_a_database_of_another_program_changes_nothing(portal, tmp_path):
    other = change(tmp_path / "other.sqlite", "CREATE TABLE alembic_version (version_num)")
    change(other, "INSERT INTO alembic_version VALUES ('20261122_1200')", "CREATE TABLE location (name)")
    portal.refuses(other, "is no database of Wegwijs")
    change(other, "PRAGMA application_id = 0x0f055112")
    portal.refuses(other, "is a database of another program (application id 0x0f055112)")


def test_a_backup_of_a_newer_version_is_refused_by_name(portal, kept):
    change(kept, "UPDATE alembic_version SET version_num = '20991231_2359'")
    portal.refuses(kept, "was made by a newer version of Wegwijs: its schema is 20991231_2359")
    change(kept, "INSERT INTO alembic_version VALUES ('20261122_1200')")
    portal.refuses(kept, "does not say which version of Wegwijs made it")


def test_a_backup_with_rows_that_point_at_nothing_is_refused(portal, kept):
    change(kept, "INSERT INTO location_municipality (location_id, municipality_id) VALUES (4711, 4712)")
    portal.refuses(kept, "holds rows that point at nothing, in location_municipality")


def test_a_backup_that_is_damaged_inside_is_refused(portal, kept):
    change(kept, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'ix_contact_moment_author_id'")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:40_000] + b"\xff" * 9000 + whole[49_000:])
    portal.refuses(kept, "")


def test_a_backup_that_lacks_what_this_version_needs_is_refused(portal, kept):
    change(kept, "DROP TABLE goal", "ALTER TABLE notice DROP COLUMN path")
    portal.refuses(kept, "lacks goal, notice.path")


def test_an_older_backup_is_brought_up_to_date_before_it_replaces_anything(portal, kept):
    """Backups of before the file said whose it is are known by their tables."""
    earlier = create_app(settings(f"sqlite:///{kept}"))
    down = earlier.test_cli_runner().invoke(args=["db", "downgrade", "20261122_0900"])
    assert down.exit_code == 0, down.output
    with earlier.app_context():
        db.engine.dispose()
    change(kept, "PRAGMA application_id = 0")
    answer = portal.run("restore", kept)
    assert answer.exit_code == 0, answer.output
    assert "was made by an earlier version (schema 20261122_0900)" in answer.output.splitlines()[0]
    assert names(portal.path) == {"Team Vroeger"}
    with closing(sqlite3.connect(portal.path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert lacking(portal.path) == ""


def test_an_older_backup_whose_rows_cannot_be_brought_along_changes_nothing(portal, kept):
    earlier = create_app(settings(f"sqlite:///{kept}"))
    assert earlier.test_cli_runner().invoke(args=["db", "downgrade", "20261122_0900"]).exit_code == 0
    with earlier.app_context():
        db.engine.dispose()
    change(kept, "CREATE TABLE free_day (id INTEGER)")
    answer = portal.run("restore", kept)
    assert answer.exit_code == 1
    assert "could not be brought up to date" in answer.output
    assert names(portal.path) == {"Team Vroeger", "Team Later"}


def test_a_portal_that_runs_is_not_replaced_under_its_feet(portal, kept):
    """Also one that nobody visited yet, and the jobs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"DATABASE_URL": portal.url, "PORT": str(port), "WORKERS": "1", "FLASK_APP": "wsgi"}
    serve = ("gunicorn", "--config", "python:portal.serving", "wsgi:app")
    for command, running in ((serve, "Wegwijs: http"), (("flask", "jobs", "run"), "job_ran")):
        with subprocess.Popen(
            [sys.executable, "-m", *command],
            env=os.environ | environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                assert running in next((line for line in process.stdout or () if running in line), "it ended")
                if command is serve:
                    wait_for_a_worker(port)
                portal.refuses(kept, "is in use: stop the portal, its jobs and other commands first", busy=True)
            finally:
                process.terminate()
    assert portal.run("restore", kept).exit_code == 0


def wait_for_a_worker(port):
    """Until it answered something that needs no database."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", "/static/nothing.css")
        connection.getresponse().read()


def test_another_program_that_has_the_database_open_is_in_the_way_too(portal, kept):
    with closing(sqlite3.connect(portal.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("SELECT count(*) FROM location").fetchone()
        answer = portal.run("restore", kept)
        assert (answer.exit_code, "is in use" in answer.output) == (1, True)
    assert names(portal.path) == {"Team Vroeger", "Team Later"}
    assert not list(portal.folder.glob("*.before-*"))


def test_a_restore_that_is_killed_leaves_the_former_or_the_new_and_another_goes_through(portal, kept):
    both, steps = {"Team Vroeger", "Team Later"}, []
    now = portal.path.read_bytes()
    for step in killed_at_each_step(portal.folder, lambda: portal.run("restore", kept)):
        found = names(portal.path)
        steps.append(found)
        assert found in (both, {"Team Vroeger"}), step
        if found != both:
            assert both in [names(each) for each in portal.folder.glob("*.before-*")]
        for each in portal.folder.glob("*.before-*"):
            each.unlink()
        portal.path.write_bytes(now)
    assert both in steps
    assert {"Team Vroeger"} in steps
    assert names(portal.path) == {"Team Vroeger"}
    assert not list(portal.folder.glob("*restoring*"))
