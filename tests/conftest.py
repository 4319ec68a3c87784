"""Fixtures for every test: a database of its own, a clock that stands still, visitors, and things to work with.

`--db=sqlite|postgresql|both` (both, unless told otherwise): a test that uses the database runs on each; on both, the
cases of one test take turns (`tests/support/turns.py`).
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings

from tests.pages import PageClient
from tests.support import order, places, turns
from tests.support.clock import Clock
from tests.support.databases import Backend, PostgreSQL, SQLite
from tests.support.one_database import portal_on
from tests.support.visits import session_of

pytest_plugins = ["tests.support.both_sides"]

DATABASES = {"sqlite": ["sqlite"], "postgresql": ["postgresql"], "both": ["sqlite", "postgresql"]}
# A busy machine must not fail a property, and the whole check must say the same twice; at hand it explores.
settings.register_profile("portal", deadline=None)
settings.register_profile("check", parent=settings.get_profile("portal"), derandomize=True, print_blob=True)
settings.load_profile("check" if os.environ.get("CI") else "portal")

SERVER_HOME = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=sorted(DATABASES), default="both", help="the databases to test on")


def pytest_configure(config: pytest.Config) -> None:
    """The run's PostgreSQL gets a folder here; the workers hear of it and start it when they need it."""
    worker_input = getattr(config, "workerinput", None)
    home = Path(worker_input["server_home"]) if worker_input else places.make_folder()
    config.stash[SERVER_HOME] = home
    if worker_input is None:
        config.add_cleanup(lambda: places.remove_folder(home))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["server_home"] = str(node.config.stash[SERVER_HOME])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        chosen = DATABASES[metafunc.config.getoption("--db")]
        alone = metafunc.definition.get_closest_marker("one_database")
        if alone:
            chosen = list(alone.args) or chosen[:1]
        metafunc.parametrize("backend", chosen, indirect=True, scope="session")


@pytest.fixture(scope="session", autouse=True)
def _patient() -> Iterator[None]:
    """Let who waits for a row or for the turn to write wait longer than a person would: a machine that stands still for
    a few seconds is no answer of the portal. Two that wait for each other are still told so at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.engine.BUSY_MILLISECONDS", 30_000)
        yield


def pytest_collection_finish() -> None:
    """Keep every imported and collected object to the end: to look through them for rubbish again and again was a sixth
    of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long tests, as many on every worker: at the end the others would only wait."""
    if config.getoption("--db") == "both":
        items[:], left = turns.in_turn(items)
        config.hook.pytest_deselected(items=left)
    items[:] = order.long_ones_first(items, getattr(config, "workerinput", {}).get("workercount", 1))


@pytest.fixture(scope="session")
def backends(request: pytest.FixtureRequest, worker_id: str) -> Callable[[str], Backend]:
    """The backends of this worker by name, each made when first asked for and kept to the end of the run."""
    made: dict[str, Backend] = {}

    def ready(name: str) -> Backend:
        if name not in made:
            home = request.config.stash[SERVER_HOME]
            backend = SQLite(home) if name == "sqlite" else PostgreSQL(home, worker_id)
            request.addfinalizer(backend.close)
            backend.prepare()
            made[name] = backend
        return made[name]

    return ready


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest, backends: Callable[[str], Backend]) -> Backend:
    """The kind of database this test runs on; `backend.name` tells which."""
    return backends(request.param)


@pytest.fixture
def clock() -> Clock:
    """The portal's clock: Monday 9 March 2026, 10:00 in Amsterdam, until the test moves it."""
    return Clock()


@pytest.fixture
def app(backend: Backend, clock: Clock) -> Iterator[Flask]:
    """The portal on a database of its own, with what the migrations put in it. Its context is the test's."""
    with portal_on(backend, clock) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor nobody knows yet, without JavaScript; checks every page it fetches."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, clock: Clock) -> Callable[..., PageClient]:
    """`sign_in(user)` gives a visitor with a session of their own; `role=` takes on one of several roles."""

    def enter(user: Any, role: Any = None) -> PageClient:
        visitor = app.test_client()
        with visitor.session_transaction() as session:
            session.update(session_of(user, role, clock()))
        return visitor

    return enter


@pytest.fixture
def make(request: pytest.FixtureRequest, app: Flask, clock: Clock) -> Any:
    """Makes what a test is about: `make.volunteer()`, `make.trajectory(claimed_by=...)`."""
    from tests.make import Maker

    if "monkeypatch" in request.fixturenames:
        app.extensions["history"].end()  # what a test patches may be what makes it
    return Maker(app, clock)
