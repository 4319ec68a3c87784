"""Several workers, and one that is killed: a mail is sent once, or twice under one name, and never not at all."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import select

from portal.commands.jobs import run_job
from portal.config import ROOT
from portal.db import db
from portal.jobs import jobs_of
from portal.people.accounts import service as accounts_service
from portal.people.mail import outbox as mail_outbox
from portal.people.mail import sending as mail_sending
from portal.people.mail.outbox import Fate, claim, settle
from portal.people.mail.rules import LEASE, MOST_TRIES
from portal.people.models.mail import OutgoingMail
from portal.refusals import Busy
from tests.support.databases import SECRET
from tests.support.mailing import PUBLIC_URL, SENDER, counted
from tests.support.races import race

EVI, VERA = "evi@elders.example", "vera@example.org"


@pytest.fixture
def clock(clock):
    """Long ago: a worker in a process of its own has the clock of the machine, and finds all this due."""
    clock.set(datetime(2020, 3, 9, 9, 0, tzinfo=UTC))
    return clock


@pytest.fixture
def worker(backend, server):
    """`worker(*options)` starts `flask jobs run` as a process of its own, which ends with the test at the latest."""
    started = []

    def start(*options):
        db.session.rollback()
        settings = {"DATABASE_URL": backend.current_url, "SECRET_KEY": SECRET, "PYTHONPATH": str(ROOT)}
        settings |= {"MAIL_SERVER": server.address, "PUBLIC_URL": PUBLIC_URL, "MAIL_SENDER": SENDER}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run", *options]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def the_mail_to(user):
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(OutgoingMail).where(OutgoingMail.user_id == user.id)).one()


def test_two_workers_and_more_send_each_person_one_mail(app, post, server, both, make, clock):
    more = [make.volunteer(both.wim.roles[0].location, make.user(email=f"p{n}@elders.example")).user for n in range(6)]
    both.everybody |= {user.email: user for user in more}
    people = [both.vera, both.evi, both.wim, both.wies, *more]
    for _round in range(3):
        both.tell(*people)
    act = make.act(both.sender)

    ran = race(4, lambda _number: run_job(jobs_of(app)["mail"], act))

    assert [each.failed for each in ran] == [False] * 4
    assert Counter(server.receivers) == {user.email: 1 for user in people}
    assert post.run() == counted()


def test_no_transaction_is_open_while_a_server_is_spoken_to(post, server, both):
    both.tell(both.vera, both.evi)
    pool, open_at = db.engine.pool, []
    server.meanwhile = dict.fromkeys(("RCPT", "DATA"), lambda: open_at.append(pool.checkedout()))
    assert post.run() == counted(sent=2)
    assert open_at == [0, 0, 0, 0]


def test_what_is_told_while_a_mail_is_on_its_way_is_told_by_the_next(app, post, server, both):
    both.tell(both.vera, both.evi)

    def tell_once():
        server.meanwhile.clear()
        with app.app_context():
            both.tell(both.vera)

    server.meanwhile = {"DATA": tell_once}
    assert post.run() == counted(sent=3)
    assert Counter(server.receivers) == {VERA: 2, EVI: 1}


def test_somebody_who_is_being_sent_a_mail_gets_no_second_one_at_the_same_time(app, post, server, both, make, clock):
    both.tell(both.vera, both.evi)
    assert claim(make.act(both.sender)).email == VERA  # this worker is busy, or dead
    both.tell(both.vera, both.evi)
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]
    clock.set(clock() + LEASE)
    assert post.run() == counted(sent=2)
    assert Counter(server.receivers) == {EVI: 1, VERA: 2}


def test_a_worker_that_died_before_it_sent_costs_a_quarter_of_an_hour_and_no_mail(post, server, both, make, clock):
    both.tell(both.vera, both.evi)
    claim(make.act(both.sender))
    clock.set(clock() + LEASE - timedelta(seconds=1))
    assert post.run() == counted(sent=1)
    clock.set(clock() + timedelta(seconds=1))
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI, VERA]


def test_a_mail_over_which_every_worker_dies_is_given_up_in_the_end(post, server, both, make, clock):
    both.tell(both.vera, both.evi)
    assert post.run() == counted(sent=2)
    both.tell(both.vera)
    for _try in range(MOST_TRIES):
        assert claim(make.act(both.sender)).email == VERA
        clock.set(clock() + LEASE)
    assert claim(make.act(both.sender)) is None
    assert the_states(both.vera) == ["sent", "given_up"]


def the_states(user):
    db.session.rollback()
    statement = select(OutgoingMail.state).where(OutgoingMail.user_id == user.id).order_by(OutgoingMail.id)
    return list(db.session.scalars(statement))


@pytest.mark.parametrize("fate", [Fate.NOT_TAKEN, Fate.REFUSED, Fate.UNKNOWN, Fate.NOT_TRIED])
def test_a_worker_that_wakes_up_late_undoes_nothing_of_who_took_over(post, server, both, make, clock, fate):
    both.tell(both.vera, both.evi)
    late = claim(make.act(both.sender))
    clock.set(clock() + LEASE)
    now = claim(make.act(both.sender))
    assert (now.mail_id, late.attempt, now.attempt) == (late.mail_id, 1, 2)
    settle(make.act(both.sender), late, fate, None)
    assert the_mail_to(both.vera).leased_until == clock() + LEASE
    settle(make.act(both.sender), now, Fate.SENT, None)
    assert settle(make.act(both.sender), late, fate, None) is False
    assert the_states(both.vera) == ["sent"]
    assert post.run() == counted(sent=1)


def test_an_address_that_changes_while_a_mail_is_on_its_way_takes_nothing_from_the_worker(
    post, server, both, make, clock
):
    both.tell(both.vera, both.evi)
    under_way = claim(make.act(both.sender))
    both.everybody["vera@elders.example"] = both.everybody.pop(VERA)
    admin, vera = make.act(make.admin()), both.vera
    account = accounts_service.Account("vera@elders.example", "Vera", "Vos")
    accounts_service.change_user(admin, vera.id, vera.version, account)
    assert post.run() == counted(sent=1)
    settle(make.act(both.sender), under_way, Fate.NOT_TAKEN, 452)
    clock.move(minutes=5)
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI, "vera@elders.example"]


def test_who_sent_it_late_sent_it(post, server, both, make, clock):
    both.tell(both.vera, both.evi)
    late = claim(make.act(both.sender))
    clock.set(clock() + LEASE)
    claim(make.act(both.sender))
    settle(make.act(both.sender), late, Fate.SENT, None)
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]


@pytest.mark.parametrize(("killed_at", "taken"), [("RCPT", []), ("DATA", [VERA])])
def test_nothing_is_lost_when_a_worker_is_killed_while_it_sends(post, server, both, worker, clock, killed_at, taken):
    both.tell(both.vera, both.evi)
    running, started = [], Event()

    def kill():
        server.meanwhile.clear()
        started.wait(30)
        running[0].kill()
        running[0].wait()

    server.meanwhile = {killed_at: kill}
    running.append(worker("--once"))
    started.set()
    assert running[0].wait(60) == -signal.SIGKILL
    assert server.receivers == taken
    left = the_mail_to(both.vera)
    assert (left.state, left.attempts) == ("waiting", 1)

    clock.set(left.leased_until - timedelta(seconds=1))
    assert post.run() == counted(sent=1)
    clock.set(left.leased_until)
    assert post.run() == counted(sent=1)

    assert server.receivers == [*taken, EVI, VERA]
    assert len({mail["Message-ID"] for mail in server.mails if mail["To"] == VERA}) == 1
    assert post.run() == counted()


@pytest.mark.one_database
def test_a_worker_that_is_told_to_stop_finishes_what_it_does(server, both, worker, clock):
    both.tell(both.vera, both.evi)
    running, started = [], Event()

    def stop():
        server.meanwhile.clear()
        started.wait(30)
        running[0].send_signal(signal.SIGTERM)

    server.meanwhile = {"DATA": stop}
    running.append(worker())
    started.set()
    assert running[0].wait(60) == 0
    assert server.receivers == [VERA, EVI]
    assert (the_states(both.vera), the_states(both.evi)) == (["sent"], ["sent"])


def test_a_mail_that_left_is_not_sent_again_because_the_database_is_busy(post, server, both, monkeypatch):
    both.tell(both.vera, both.evi)
    busy = [True, True, False, False]

    def settle_when_there_is_room(*arguments):
        if busy.pop(0):
            raise Busy
        return mail_outbox.settle(*arguments)

    monkeypatch.setattr(mail_sending, "settle", settle_when_there_is_room)
    assert post.run() == counted(sent=2)
    assert (the_states(both.vera), the_states(both.evi)) == (["sent"], ["sent"])
    assert post.run() == counted()
