"""Production does not start with what would let everybody in; and a new one gets its first admin."""

import os
import subprocess
import sys

import pytest

from portal import Misconfigured, create_app
from portal.config import ROOT, Config
from portal.db import db
from portal.people.models.people import User
from tests.support.databases import settings

KEY = "a-secret-key-that-is-long-enough-for-production"


def environment(url):
    return {**os.environ, "WEGWIJS_ENV": "production", "SECRET_KEY": KEY, "DATABASE_URL": url, "FLASK_APP": "wsgi"}


def start(url, *command):
    return subprocess.run(
        [sys.executable, *command], env=environment(url), cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_production_refuses_to_start_with_a_demo_account_in_one_clear_line(app, backend, make):
    make.user(demo=True, email="vrijwilliger@example.org")
    started = start(backend.current_url, "-c", "import wsgi")
    assert started.returncode == 3, "a status that gunicorn does not answer by trying again"
    assert started.stdout == ""
    assert len(started.stderr.splitlines()) == 1
    assert "accounts of the demo" in started.stderr
    assert "vrijwilliger@" not in started.stderr


def test_production_starts_with_accounts_of_people(app, backend, make):
    make.user()
    assert create_app(settings(backend.current_url, production=True)) is not None


def test_elsewhere_the_demo_may_be_there(app, backend, make):
    make.user(demo=True)
    assert create_app(settings(backend.current_url)) is not None


@pytest.mark.one_database
def test_production_migrates_an_empty_database(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    migrated = start(url, "-m", "flask", "db", "upgrade")
    assert migrated.returncode == 0, migrated.stderr
    assert create_app(settings(url, production=True)) is not None


@pytest.mark.one_database
def test_production_says_it_when_the_database_does_not_answer():
    config = Config(
        database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing", secret_key=KEY, production=True, testing=True
    )
    with pytest.raises(Misconfigured, match="does not answer"):
        create_app(config)


def run(app, *args):
    return app.test_cli_runner().invoke(args=args)


def test_the_first_admin_comes_in_by_the_link_that_the_command_prints(app, client):
    answer = run(
        app, "user", "add", "Beheer@Example.org", "--first", "Bea", "--last", "Beheer", "--role", "functional_admin"
    )
    assert answer.exit_code == 0, answer.output
    (link,) = answer.output.splitlines()
    client.page(link.removeprefix("http://127.0.0.1:8000")).form().submit(
        password="fietsen door de regen", password_again="fietsen door de regen"
    )
    assert client.page("/beheer").heading == "Beheer"


def test_a_role_from_the_command_line_needs_its_place_before_anything_is_stored(app, make):
    make.location("Team Haarlem")
    person = ("--first", "Co", "--last", "Ordinator", "--role", "coordinator")
    assert run(app, "user", "add", "co@example.org", *person, "--location", "Team Nergens").exit_code == 2
    assert run(app, "user", "add", "co@example.org", *person).exit_code == 2
    assert db.session.query(User).count() == 0
    assert run(app, "user", "add", "co@example.org", *person, "--location", "Team Haarlem").exit_code == 0
    again = run(app, "user", "add", "co@example.org", *person, "--location", "Team Haarlem")
    assert (again.exit_code, again.output.splitlines()) == (2, ["Er is al een account met dit e-mailadres."])


def test_who_lost_the_last_password_gets_a_new_link_from_the_machine(app, make):
    make.admin(email="beheer@example.org")
    answer = run(app, "user", "link", "Beheer@example.org")
    assert (answer.exit_code, answer.output.count("/welkom/")) == (0, 1)
    assert run(app, "user", "link", "niemand@example.org").exit_code == 2
