"""The jobs the portal does by itself: `flask --app wsgi jobs run` runs what features register in `init_…(app)`.
A job does what is due at the moment of its act, and nothing twice: also with two workers, or after one that died."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from portal.work import Act


class NotSetUp(Exception):
    """A job lacks a setting it cannot do without, and says which; that is no failure."""


@dataclass(frozen=True)
class Job:
    """Something to do every so often. `does` says what, for whoever keeps the machine. `run` takes an act of the
    machine and gives counts by name, "failed" for what comes again. When it raises, that is logged and its next turn
    comes."""

    name: str
    does: str
    every: timedelta
    run: Callable[[Act], dict[str, int]]


def register(app: Flask, job: Job) -> None:
    """Add a job. Raises ValueError when the portal has one of this name."""
    if job.name in jobs_of(app):
        raise ValueError(f"there is a job {job.name} already")
    jobs_of(app)[job.name] = job


def jobs_of(app: Flask) -> dict[str, Job]:
    """The jobs by name, in the order in which they run."""
    registered: dict[str, Job] = app.extensions.setdefault("jobs", {})
    return registered
