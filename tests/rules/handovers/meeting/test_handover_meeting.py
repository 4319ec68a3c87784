"""Rule 7: who has to be at the meeting, and when it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.handovers import path as handover_path
from portal.handovers.meeting import rules as meeting_rules
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


def test_a_meeting_counts_with_the_three_parties_present():
    assert meeting_rules.absent("team", ["client", "supporter", "team_member", "interpreter"]) == ()


@pytest.mark.parametrize("party", meeting_rules.needed("team"))
def test_rule_7_with_a_party_absent_a_meeting_does_not_count(party):
    present = [each for each in handover_path.PARTIES if each != party]
    assert meeting_rules.absent("team", present) == (party,)


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("organisation", ("client", "supporter", "team_member")),
        ("internal", ("client", "supporter", "next_supporter")),
        ("consultation", ("supporter", "team_member")),
    ],
)
def test_each_path_needs_its_own_parties(path, needed):
    assert meeting_rules.needed(path) == needed
    assert meeting_rules.absent(path, needed) == ()
    assert meeting_rules.absent(path, ()) == needed


@pytest.mark.parametrize(
    ("held_on", "code"), [(date(2026, 3, 10), "meeting_in_future"), (date(2026, 3, 1), "meeting_before_acceptance")]
)
def test_a_meeting_lies_between_the_acceptance_and_today(held_on, code):
    meeting_rules.check_held(TODAY, TODAY, TODAY)
    with pytest.raises(Refused) as refused:
        meeting_rules.check_held(held_on, date(2026, 3, 2), TODAY)
    assert (refused.value.code, refused.value.field) == (code, "held_on")


@given(st.integers(1, 100), st.integers(1, 100))
def test_a_calendar_always_believes_the_last_file(plans, more):
    assert meeting_rules.sequence_of(plans, True) > meeting_rules.sequence_of(plans, False)
    assert meeting_rules.sequence_of(plans + more, False) > meeting_rules.sequence_of(plans, True)
