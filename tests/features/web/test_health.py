"""`/healthz`: whether people can be served, and if not, what is in the way."""

import socket
import sqlite3
from contextlib import closing

import pytest

from portal import health
from tests.support.away import Timers, on_port, remove, rename, replace_by_nonsense, visited

on_sqlite = pytest.mark.one_database("sqlite")
on_postgresql = pytest.mark.one_database("postgresql")


@pytest.fixture
def own(backend, tmp_path, monkeypatch):
    Timers(monkeypatch)
    return visited(tmp_path, backend.template)


def ready(portal):
    answer = portal.test_client().get("/healthz")
    assert portal.test_client().get("/healthz/alive").status_code == 200
    return answer.status_code, answer.json


def test_a_portal_that_can_do_its_work_is_ready(app):
    status, found = ready(app)
    assert (status, found["status"]) == (200, "ok")
    assert {"alive", "ready", "database", "schema", "writing", "disk"} <= found.keys()


@on_sqlite
@pytest.mark.parametrize(
    ("lose", "check", "says"),
    [
        (remove, "database", "away"),
        (rename, "database", "away"),
        (replace_by_nonsense, "database", "away"),
        (lambda own: own.change("UPDATE alembic_version SET version_num = '20261122_0935'"), "schema", "older"),
        (lambda own: own.change("UPDATE alembic_version SET version_num = '20991231'"), "schema", "unknown"),
        (lambda own: own.change("DROP TABLE alembic_version"), "schema", "none"),
    ],
)
def test_one_that_cannot_is_alive_and_says_what_is_in_the_way(own, lose, check, says):
    lose(own)
    status, found = ready(own.app)
    assert (status, found["alive"], found["ready"], found[check]) == (503, True, False, says)


@on_sqlite
def test_who_cannot_write_or_has_no_room_is_not_ready(own, monkeypatch):
    monkeypatch.setattr(health, "WRITER_MILLISECONDS", 1)
    with closing(sqlite3.connect(own.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ready(own.app)[1]["writing"] == "busy"
    monkeypatch.setattr(health, "ROOM_BYTES", 2**60)
    assert ready(own.app) == (503, ready(own.app)[1] | {"writing": "ok", "disk": "full"})


@on_postgresql
def test_a_server_that_says_nothing_keeps_nobody_waiting(backend, monkeypatch):
    monkeypatch.setattr(health, "WITHIN_SECONDS", 0.01)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        portal = on_port(silent.getsockname()[1])
        assert ready(portal)[1]["database"] == "silent"
        health._looking.now.result(60)
