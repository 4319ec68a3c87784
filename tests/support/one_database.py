"""The portal on a database, for a test or for a whole file.

One for all tests of a file, where none leaves anything behind that another could meet: a file says so with
`clock, app, make = for_the_file()`; what it then makes is module-scoped too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from portal.db import db
from tests.pages import PageClient
from tests.support import found_words
from tests.support.clock import Clock
from tests.support.databases import Backend


@contextmanager
def portal_on(backend: Backend, clock: Clock) -> Iterator[Flask]:
    """The portal on a fresh database by this clock; its context is that of who asks. Whatever is done there, each row
    is found by the words it has at the end."""
    with backend.fresh() as app:
        app.extensions["clock"] = clock
        app.test_client_class = PageClient
        with app.app_context():
            yield app
            db.session.rollback()
            found_words.check(db.engine)


def for_the_file() -> tuple[Any, Any, Any]:
    """The fixtures `clock`, `app` and `make` of `conftest.py`, but once per database for the whole file."""

    @pytest.fixture(scope="module")
    def clock() -> Clock:
        return Clock()

    @pytest.fixture(scope="module")
    def app(backend: Backend, clock: Clock) -> Iterator[Flask]:
        with portal_on(backend, clock) as app:
            yield app

    @pytest.fixture(scope="module")
    def make(app: Flask, clock: Clock) -> Any:
        from tests.make import Maker

        app.extensions["history"].end()  # made once, and its tests may patch what makes it
        return Maker(app, clock)

    return clock, app, make
