"""Guessing passwords is slowed, however the guesses come in; the right password comes in, whoever else signs in."""

from datetime import timedelta

import pytest

from portal.people.models.people import User
from portal.people.own import service as own_service
from portal.people.passwords import service as passwords_service
from portal.people.rules import FREE_TRIES_PER_ACCOUNT, FREE_TRIES_PER_ADDRESS
from portal.people.sessions import service as sessions_service
from portal.people.sessions.steps import set_password
from portal.people.sessions.tries import Visit
from portal.refusals import Refused
from portal.work import unit_of_work
from tests.make import PASSWORD
from tests.support.races import race, rounds

pytestmark = pytest.mark.each_database
PEPPER = "pepper"
WRONG = "wrong-wrong-wrong"
EMAIL = "c@example.org"


def enter(email, password, address, at):
    try:
        sessions_service.sign_in(email, password, Visit(address, "", PEPPER), at)
    except Refused as refused:
        return refused.code
    return "in"


def moments(clock, many):
    """So many moments close together, the last first: who came later may be judged sooner."""
    return [clock() + timedelta(milliseconds=10 * (many - number)) for number in range(many)]


@pytest.fixture
def coordinator(make):
    return make.coordinator(email=EMAIL, password=PASSWORD)


@rounds()
def test_of_many_guesses_at_once_no_more_are_answered_than_of_as_many_in_a_row(make, clock, coordinator, rounds):
    for each in range(rounds):
        clock.move(hours=2)
        at = moments(clock, 12)
        codes = race(12, lambda number, at=at, net=each: enter(EMAIL, WRONG, f"192.0.{net}.{number}", at[number]))
        assert codes.count("sign_in_refused") == FREE_TRIES_PER_ACCOUNT
        assert codes.count("too_many_tries") == 12 - FREE_TRIES_PER_ACCOUNT


@rounds()
def test_eight_colleagues_at_one_address_come_in_at_the_same_moment(make, clock, rounds):
    for number in range(8):
        make.coordinator(email=f"c{number}@example.org", password=PASSWORD)
    for _each in range(rounds):
        at = moments(clock, 8)
        codes = race(8, lambda number, at=at: enter(f"c{number}@example.org", PASSWORD, "192.0.2.1", at[number]))
        assert codes == ["in"] * 8


@rounds()
def test_who_taps_again_and_again_comes_in_each_time(clock, coordinator, rounds):
    for _each in range(rounds):
        at = moments(clock, 8)
        assert race(8, lambda number, at=at: enter(EMAIL, PASSWORD, "192.0.2.1", at[number])) == ["in"] * 8


def test_more_colleagues_than_tries_of_an_address_come_in_one_after_the_other(clock, coordinator):
    tries = [enter(EMAIL, PASSWORD, "192.0.2.1", clock()) for _each in range(FREE_TRIES_PER_ADDRESS + 5)]
    assert set(tries) == {"in"}


def test_the_right_password_comes_in_after_the_clock_stepped_back(clock, coordinator):
    for _try in range(FREE_TRIES_PER_ACCOUNT + 1):
        enter(EMAIL, WRONG, "192.0.2.1", clock())
        clock.move(minutes=1)
    clock.move(minutes=-40)
    assert enter(EMAIL, PASSWORD, "192.0.2.1", clock()) == "in"


def test_guessing_stays_slowed_after_the_clock_stepped_back(clock, coordinator):
    for _try in range(FREE_TRIES_PER_ACCOUNT + 3):
        enter(EMAIL, WRONG, "192.0.2.1", clock())
        clock.move(minutes=5)
    clock.move(hours=-1)
    assert enter(EMAIL, WRONG, "192.0.2.1", clock()) == "sign_in_refused"
    assert enter(EMAIL, PASSWORD, "192.0.2.1", clock() + timedelta(seconds=7)) == "too_many_tries"


def test_an_hour_of_guessing_at_one_account_gets_few_answers(clock, coordinator):
    answers = []
    for second in range(0, 3600, 5):
        at = clock() + timedelta(seconds=second)
        answers.append(enter(EMAIL, WRONG, f"192.0.2.{second % 250}", at))
    assert answers.count("sign_in_refused") < 20


def test_a_password_that_is_changed_meanwhile_lets_nobody_in(make, clock, coordinator, monkeypatch):
    looked = passwords_service.matches

    def then_it_is_changed(*each):
        fits = looked(*each)
        with unit_of_work(make.act(coordinator)) as work:
            user = work.session.get(User, coordinator.id)
            set_password(work, user, "another")
            work.commit("user.password_set", user)
        return fits

    monkeypatch.setattr(passwords_service, "matches", then_it_is_changed)
    assert enter(EMAIL, PASSWORD, "192.0.2.1", clock()) == "sign_in_refused"


def test_guessing_the_present_password_at_a_session_left_open_is_slowed_for_that_account(make, clock, coordinator):
    act = make.act(coordinator)

    def guess(_number):
        try:
            own_service.change_password(act, WRONG, "een-heel-ander-geheim", Visit("192.0.2.1", "", PEPPER))
        except Refused as refused:
            return refused.code

    codes = race(8, guess)
    assert codes.count("present_password_wrong") == FREE_TRIES_PER_ACCOUNT
    assert enter(EMAIL, PASSWORD, "198.51.100.1", clock()) == "too_many_tries"


@pytest.mark.parametrize(
    ("address", "neighbour", "slowed"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
def test_a_network_counts_as_one_address(app, clock, address, neighbour, slowed):
    for number in range(FREE_TRIES_PER_ADDRESS):
        assert enter(f"p{number}@example.org", WRONG, address, clock()) == "sign_in_refused"
    expected = "too_many_tries" if slowed else "sign_in_refused"
    assert enter("another@example.org", WRONG, neighbour, clock()) == expected
