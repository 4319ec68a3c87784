"""Many at once: the same thing done in several threads that start together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask, current_app

from portal.db import db


def race(n: int, function: Callable[[int], Any]) -> list[Any]:
    """What `function(0)` to `function(n - 1)` give, each in a thread and app context of its own, let go together.

    What a call raises stands in the list in place of its answer, so that a test can count winners and refusals.
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

    with ThreadPoolExecutor(n) as pool:
        answers = list(pool.map(run, range(n)))
    db.session.expire_all()
    return answers
