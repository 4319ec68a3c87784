"""The ticks that may go along with a contact, over plain values."""

import pytest

from portal.contacts.ticks.rules import NO_TICKS, Ticks, check_doer
from portal.refusals import Refused

TICKS = Ticks(frozenset({1, 2}), "client")


@pytest.mark.parametrize(
    ("stored", "agree"),
    [
        ({}, True),
        ({1: "client"}, True),
        ({1: "client", 2: "client"}, True),
        ({1: "together"}, False),
        ({3: "client"}, False),
    ],
)
def test_ticks_sent_again_hold_what_was_stored_and_may_hold_more(stored, agree):
    assert TICKS.agree_with(stored) is agree


@pytest.mark.parametrize(
    ("reached", "ticks"),
    [
        (True, Ticks(frozenset({1}), "together")),
        (False, Ticks(frozenset({1}), "volunteer")),
        (False, TICKS),
        (False, NO_TICKS),
    ],
)
def test_who_did_it_can_be(reached, ticks):
    check_doer(reached, ticks)


def test_nobody_does_anything_together_with_people_nobody_spoke_to():
    with pytest.raises(Refused) as refused:
        check_doer(False, Ticks(frozenset({1}), "together"))
    assert (refused.value.code, refused.value.field) == ("together_with_nobody", "done_by")
