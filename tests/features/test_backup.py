"""What the person who keeps the machine can rely on: a backup that comes back."""

import pytest

from portal.db import db
from portal.organisation.models import Location

on_sqlite = pytest.mark.one_database("sqlite")  # PostgreSQL brings tools of its own


@pytest.fixture
def run(app):
    """Runs a command of the portal; gives its exit status and what it printed."""
    return lambda *args: app.test_cli_runner().invoke(args=[str(each) for each in args])


def names():
    db.session.rollback()
    return {location.name for location in db.session.query(Location)}


@on_sqlite
def test_what_was_there_at_the_backup_comes_back_with_the_restore(make, run, tmp_path):
    make.location("Team Vroeger")
    kept = tmp_path / "kept.sqlite"
    answer = run("backup", kept)
    assert answer.exit_code == 0, answer.output
    assert kept.stat().st_mode & 0o077 == 0
    make.location("Team Later")
    assert run("restore", kept).exit_code == 0
    assert names() == {"Team Vroeger"}


@on_sqlite
def test_a_backup_never_overwrites_another(run, tmp_path):
    kept = tmp_path / "kept.sqlite"
    kept.write_text("earlier")
    assert run("backup", kept).exit_code == 1
    assert kept.read_text() == "earlier"


@on_sqlite
def test_a_file_that_is_no_backup_changes_nothing(make, run, tmp_path):
    make.location("Team Vroeger")
    wrong = tmp_path / "picture.sqlite"
    wrong.write_bytes(b"\x89PNG" * 200)
    answer = run("restore", wrong)
    assert answer.exit_code == 1
    assert "nothing was changed" in answer.output
    assert names() == {"Team Vroeger"}


def test_on_postgresql_the_command_names_the_tools_that_do_it(backend, run, tmp_path):
    answer = run("backup", tmp_path / "kept")
    if backend.name == "postgresql":
        assert answer.exit_code == 1
        assert "pg_dump" in answer.output
    else:
        assert answer.exit_code == 0
