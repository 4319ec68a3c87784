"""The jobs of the portal itself: once for a timer, or again and again until it is told to stop."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.commands.jobs import keep_running, run_job, until_a_signal
from portal.db import db
from portal.jobs import Job, NotSetUp, jobs_of, register
from portal.organisation.models import Municipality
from portal.work import Act

MINUTE = timedelta(minutes=1)


@pytest.fixture
def jobs(app, monkeypatch):
    """Only the jobs of this test."""
    monkeypatch.setitem(app.extensions, "jobs", {})

    def add(name, run, every=MINUTE):
        job = Job(name, f"what {name} does", every, run)
        register(app, job)
        return job

    return add


@pytest.fixture
def run(app):
    def run(*options):
        return app.test_cli_runner().invoke(args=["jobs", *options])

    return run


@pytest.fixture
def act(make, clock):
    machine = make.act(make.admin()).actor
    return lambda: Act(machine, clock())


def broken(_act):
    raise ValueError("Merhawi Tekle, merhawi@example.org")


def test_each_job_runs_once_as_the_machine_at_this_moment_and_says_what_it_did(jobs, run, clock):
    acts = []
    jobs("first", lambda act: acts.append(act) or {"done": 2, "failed": 0})
    jobs("second", lambda act: acts.append(act) or {"seen": 1})
    answer = run("run", "--once")
    assert (answer.stdout.splitlines(), answer.exit_code) == (["first: done=2 failed=0", "second: seen=1"], 0)
    assert {(each.actor.user_id, each.actor.kind, each.at) for each in acts} == {
        (0, RoleKind.FUNCTIONAL_ADMIN, clock())
    }


def test_what_failed_and_is_tried_again_gives_status_1(jobs, run):
    jobs("mail", lambda _act: {"sent": 3, "failed": 1})
    assert run("run", "--once").exit_code == 1


def test_a_job_that_raises_stops_no_other_and_is_logged_without_what_it_said(jobs, run):
    done = []
    jobs("broken", broken)
    jobs("sound", lambda _act: done.append(1) or {"done": 1})
    answer = run("run", "--once")
    said = ["broken: ValueError; nothing is lost, it is tried again.", "sound: done=1"]
    assert (answer.stdout.splitlines(), answer.exit_code, done) == (said, 1, [1])
    assert '"event": "job_failed"' in answer.stderr
    assert '"error": "ValueError"' in answer.stderr
    assert "features/commands/test_jobs.py:" in answer.stderr
    assert not [word for word in ("Merhawi", "Tekle", "@") if word in answer.output]


def test_a_job_leaves_nothing_half_done_for_the_next(jobs, run):
    def half(_act):
        db.session.add(Municipality(name="Half"))
        db.session.flush()
        raise RuntimeError

    seen = []
    jobs("half", half)
    jobs("next", lambda _act: seen.extend(db.session.scalars(select(Municipality.name))) or {})
    assert run("run", "--once").exit_code == 1
    assert "Half" not in seen


def test_a_job_that_lacks_a_setting_says_so_and_fails_nothing(jobs, run):
    def unset(_act):
        raise NotSetUp("MAIL_SERVER must be set")

    jobs("mail", unset)
    answer = run("run", "--once")
    assert (answer.stdout, answer.exit_code) == ("mail: MAIL_SERVER must be set.\n", 0)


def test_the_list_says_what_each_job_does_and_how_often(jobs, run):
    jobs("clock", lambda _act: {}, every=timedelta(hours=1))
    assert run("list").stdout == "clock: what clock does; every 1:00:00\n"


def test_a_name_is_given_once(app, jobs):
    jobs("mail", lambda _act: {})
    with pytest.raises(ValueError, match="mail"):
        jobs("mail", lambda _act: {})


def test_the_portal_sends_mail_every_minute(app):
    assert jobs_of(app)["mail"].every == MINUTE


class Waiting:
    """Lets the time pass that a wait asks for; after so many waits it is told to stop."""

    def __init__(self, clock, times):
        self.clock, self.left = clock, times
        self.waits = []

    def __call__(self, seconds):
        if seconds == 0:
            return False
        self.waits.append(seconds)
        self.clock.set(self.clock() + timedelta(seconds=seconds))
        self.left -= 1
        return self.left == 0


def test_each_job_runs_at_its_own_interval_from_the_start_on(jobs, act, clock):
    ran = []
    begin = clock()
    often = jobs("often", lambda act: ran.append(("often", (act.at - begin) // MINUTE)) or {})
    seldom = jobs("seldom", lambda act: ran.append(("seldom", (act.at - begin) // MINUTE)) or {}, every=3 * MINUTE)
    keep_running([often, seldom], act, Waiting(clock, 4))
    assert [minute for name, minute in ran if name == "often"] == [0, 1, 2, 3]
    assert [minute for name, minute in ran if name == "seldom"] == [0, 3]


def test_a_run_that_takes_longer_than_its_interval_is_followed_at_once(jobs, act, clock):
    ran = []

    def long(_act):
        ran.append(clock())
        clock.move(minutes=5)
        return {}

    waits = []
    keep_running([jobs("long", long)], act, lambda seconds: waits.append(seconds) or len(waits) == 8)
    assert (len(ran), set(waits)) == (4, {0})


def test_a_clock_that_is_put_back_delays_a_job_by_one_interval_at_most(jobs, act, clock):
    ran = []

    def once_back(_act):
        ran.append(clock())
        if len(ran) == 1:
            clock.move(days=-1)
        return {}

    waiting = Waiting(clock, 3)
    keep_running([jobs("job", once_back)], act, waiting)
    assert max(waiting.waits) <= 60


def test_whoever_is_told_to_stop_during_a_job_begins_no_other(jobs, act):
    done = []
    first = jobs("first", lambda _act: done.append("first") or {})
    second = jobs("second", lambda _act: done.append("second") or {})
    keep_running([first, second], act, lambda _seconds: True)
    assert done == ["first"]


def test_a_job_that_raises_runs_again_at_its_next_turn(jobs, act, clock):
    tries = []

    def raises(_act):
        tries.append(clock())
        raise ValueError

    keep_running([jobs("raises", raises)], act, Waiting(clock, 3))
    assert len(tries) == 3


def test_a_running_service_logs_what_was_done_and_not_that_nothing_was(jobs, act, clock, capsys):
    counts = iter([{"sent": 0}, {"sent": 0}, {"sent": 2}, {"sent": 0}])
    keep_running([jobs("mail", lambda _act: next(counts))], act, Waiting(clock, 4))
    logged = [line for line in capsys.readouterr().err.splitlines() if "job_ran" in line]
    assert ["sent=0" in logged[0], "sent=2" in logged[1], len(logged)] == [True, True, 2]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_wait_and_what_was_before_comes_back(name):
    number = signal.Signals[name]
    before = signal.getsignal(number)
    with until_a_signal() as wait:
        assert wait(0) is False
        signal.raise_signal(number)
        assert wait(600) is True
    assert signal.getsignal(number) is before


def test_counts_and_failure_of_a_run_are_told_apart(jobs, act):
    outcome = run_job(jobs("mail", lambda _act: {"sent": 1, "failed": 0}), act())
    assert (outcome.failed, outcome.counts) == (False, {"sent": 1, "failed": 0})
