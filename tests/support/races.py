"""Many at once: the same thing done in several threads that start together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier
from typing import Any

import pytest
from flask import Flask, current_app

from portal.db import db

# With the locks taken away nearly every race goes wrong in its first round. So many meet both orders too.
ENOUGH = 10
# Short transactions, one each, go wrong less often: without the lock in 3 to 25 rounds on SQLite.
SELDOM = 25


def rounds(many: int = ENOUGH) -> Callable[[Any], Any]:
    """How often a race is run, on each database. A race that takes long by that is run a few times while working, and
    so often in a full run."""
    often = many if many <= SELDOM else pytest.param(many, marks=pytest.mark.slow)
    times = pytest.mark.parametrize("rounds", [often] if many <= SELDOM else [3, often])
    return lambda test: pytest.mark.each_database(times(test))


def race(n: int, function: Callable[[int], Any]) -> list[Any]:
    """The answers of `function(0)` to `function(n - 1)`, each in a thread and app context of its own, let go together.

    An error of a call stands in the list in place of its answer, so that a test can count winners and refusals.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.rollback()
    barrier = Barrier(n)

    def run(number: int) -> Any:
        with app.app_context():
            barrier.wait(timeout=30)
            try:
                return function(number)
            except Exception as error:
                return error
            finally:
                db.session.rollback()

    answers = list(_threads(n).map(run, range(n)))
    db.session.expire_all()
    return answers


@cache
def _threads(n: int) -> ThreadPoolExecutor:
    """So many threads, which every race of so many runs in."""
    return ThreadPoolExecutor(n)
