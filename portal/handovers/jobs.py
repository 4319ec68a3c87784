"""The jobs of handovers. Another one is one line in `JOBS`."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from portal.handovers.afterwards.service import ask_checks
from portal.handovers.clock.service import run_clock, tell_standing_still, wake_parked
from portal.handovers.ending.service import end_overlaps
from portal.jobs import Job, register
from portal.work import Act

# Often enough that what falls due on a day happens in its first hour; what is done is not done again.
EVERY = timedelta(hours=1)
# name, what it does, the function: a job of its own each, so that one that fails stops no other.
JOBS: list[tuple[str, str, Callable[[Act], dict[str, int]]]] = [
    ("handover-clock", "remind of offers that nobody answered, pass them on, let them lapse", run_clock),
    (
        "handover-standstill",
        "tell once that nothing happens with a handover since it was accepted, planned or talked about",
        tell_standing_still,
    ),
    (
        "handover-parked",
        "tell that the day has come on which a team has room again",
        wake_parked,
    ),
    (
        "handover-overlaps",
        "end the support of who could look in for a while after a handover",
        end_overlaps,
    ),
    ("handover-checks", "ask some weeks after a handover whether the household arrived", ask_checks),
]


def init_daily(app: Flask) -> None:
    """Have the portal do these."""
    for name, does, run in JOBS:
        register(app, Job(name, does, EVERY, run))
