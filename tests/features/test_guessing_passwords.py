"""Guessing passwords is slowed, however the guesses come in."""

import pytest

from portal.people import service_sessions
from portal.people.rules import FREE_TRIES_PER_ACCOUNT, FREE_TRIES_PER_ADDRESS
from portal.refusals import Refused
from tests.make import PASSWORD
from tests.support.races import race

PEPPER = "pepper"


def guess(email, address, clock):
    try:
        service_sessions.sign_in(email, "wrong-wrong-wrong", address, PEPPER, clock())
    except Refused as refused:
        return refused.code
    return "in"


def test_of_many_guesses_at_once_no_more_are_looked_at_than_of_as_many_in_a_row(make, clock):
    make.coordinator(email="c@example.org", password=PASSWORD)
    codes = race(12, lambda number: guess("c@example.org", f"192.0.2.{number}", clock))
    assert codes.count("sign_in_refused") == FREE_TRIES_PER_ACCOUNT
    assert codes.count("too_many_tries") == 12 - FREE_TRIES_PER_ACCOUNT


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
        assert guess(f"p{number}@example.org", address, clock) == "sign_in_refused"
    expected = "too_many_tries" if slowed else "sign_in_refused"
    assert guess("another@example.org", neighbour, clock) == expected
