"""A backup that the keeper of the machine can rely on: it is whole, or there is none and one clear line."""

import os
import resource
import subprocess
import sys

import pytest

from portal.config import ROOT
from tests.support.own_portal import OwnPortal, names

on_sqlite = pytest.mark.one_database("sqlite")  # PostgreSQL brings tools of its own


@pytest.fixture
def portal(backend, tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    return OwnPortal(folder, backend.template)


@on_sqlite
def test_a_backup_is_whole_and_for_its_owner_alone(portal):
    portal.add("Team Vroeger")
    kept = portal.backup()
    assert names(kept) == {"Team Vroeger"}
    assert kept.stat().st_mode & 0o077 == 0


@on_sqlite
def test_a_backup_never_overwrites_another(portal, tmp_path):
    kept = tmp_path / "kept.sqlite"
    kept.write_text("earlier")
    assert portal.run("backup", kept).exit_code == 1
    assert kept.read_text() == "earlier"


@on_sqlite
@pytest.mark.parametrize("place", ["nowhere/kept", "a-file/kept", "/proc/kept"])
def test_a_backup_to_a_place_that_takes_none_is_one_clear_line(portal, tmp_path, place):
    (tmp_path / "a-file").touch()
    answer = portal.run("backup", tmp_path / place)
    assert (answer.exit_code, len(answer.output.splitlines())) == (1, 1)
    assert "No backup was made" in answer.output


@on_sqlite
def test_a_backup_to_a_full_place_is_one_clear_line_and_leaves_nothing(portal, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    child = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "backup", str(full / "kept.sqlite")],
        env={**os.environ, "DATABASE_URL": portal.url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert (child.returncode, child.stdout, len(child.stderr.splitlines())) == (1, "", 1), child.stderr
    assert "No backup was made" in child.stderr
    assert list(full.iterdir()) == []


@on_sqlite
def test_where_there_is_no_database_there_is_nothing_to_back_up(portal, tmp_path):
    portal.path.unlink()
    answer = portal.run("backup", tmp_path / "kept")
    assert (answer.exit_code, "There is no database" in answer.output) == (1, True)
    assert list(portal.folder.iterdir()) == []


def test_on_postgresql_the_command_names_the_tools_that_do_it(backend, app, tmp_path):
    answer = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "kept")])
    if backend.name == "postgresql":
        assert answer.exit_code == 1
        assert "pg_dump" in answer.output
    else:
        assert answer.exit_code == 0
