"""Running the jobs: for ever, or once for a timer."""

import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import click
from flask import current_app

from portal.commands.plain import PlainGroup, act_of_the_machine
from portal.db import hold_database
from portal.jobs import Job, NotSetUp, jobs_of
from portal.web.logs import broken_job, log
from portal.work import Act, let_go

# Waits so many seconds at most; tells whether it was asked to stop.
Wait = Callable[[float], bool]

jobs = PlainGroup("jobs", help="What the portal does by itself, such as mail.")


@dataclass(frozen=True)
class Outcome:
    """How a run of a job went: in words, and whether something failed that will be tried again."""

    job: str
    words: str
    failed: bool = False
    counts: dict[str, int] = field(default_factory=dict)


@jobs.command("list")
def jobs_list() -> None:
    """Say which jobs there are."""
    for job in jobs_of(current_app).values():
        click.echo(f"{job.name}: {job.does}; every {job.every}")


@jobs.command("run")
@click.option("--once", is_flag=True, help="Run each job once and stop: for cron or a timer.")
def jobs_run(once: bool) -> None:
    """Run the jobs at their intervals until SIGTERM or SIGINT; a job that is running is finished first.

    With --once the exit status is 1 when something failed. It will be tried again the next time.
    """
    known = jobs_of(current_app).values()
    if once:
        ran = [run_job(job, _act()) for job in known]
        for each in ran:
            click.echo(f"{each.job}: {each.words}")
        if any(each.failed for each in ran):
            raise SystemExit(1)
        return
    hold_database(current_app)
    with until_a_signal() as wait:
        keep_running(list(known), _act, wait)


def _act() -> Act:
    return replace(act_of_the_machine(), at=current_app.extensions["clock"]())


def run_job(job: Job, act: Act) -> Outcome:
    """Run one job; whatever goes wrong is logged and stops nobody else."""
    try:
        counts = job.run(act)
    except NotSetUp as why:
        return Outcome(job.name, f"{why}.")
    except Exception as error:
        broken_job(job.name, error)
        return Outcome(job.name, f"{type(error).__name__}; nothing is lost, it is tried again.", failed=True)
    finally:
        let_go()
    words = " ".join(f"{name}={count}" for name, count in counts.items())
    return Outcome(job.name, words, failed=bool(counts.get("failed")), counts=counts)


def keep_running(known: list[Job], act: Callable[[], Act], wait: Wait) -> None:
    """Run each job at once and then at its interval, counted from start to start, until `wait` says to
    stop. A clock that is put back delays a job by one interval at most."""
    due_at = {job.name: act().at for job in known}
    at_most = min(job.every for job in known)
    begun: set[str] = set()
    while True:
        for job in known:
            if due_at[job.name] > act().at:
                continue
            due_at[job.name] = act().at + job.every
            _log(run_job(job, act()), first=job.name not in begun)
            begun.add(job.name)
            if wait(0):
                return
        pause = min(max(min(due_at.values()) - act().at, timedelta(0)), at_most)
        if wait(pause.total_seconds()):
            return


def _log(outcome: Outcome, first: bool) -> None:
    """Log the outcome. A service that runs for months says only at its start that there was nothing to do or that a
    setting is missing."""
    if first or any(outcome.counts.values()):
        log.info("job_ran", job=outcome.job, outcome=outcome.words)


@contextmanager
def until_a_signal() -> Iterator[Wait]:
    """Turn SIGTERM and SIGINT into the answer of a wait: whatever is being done is finished first."""
    heard, told = os.pipe()

    def hear(_signal: int, _frame: object) -> None:
        os.write(told, b".")

    before = {each: signal.signal(each, hear) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda seconds: bool(select.select([heard], [], [], seconds)[0])
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        os.close(heard)
        os.close(told)
