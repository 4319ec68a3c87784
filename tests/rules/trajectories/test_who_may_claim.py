"""Rule 4: when the papers of a volunteer let them claim."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.trajectories.rules import VolunteerFacts, personal_refusals

TODAY = date(2026, 3, 9)
TOMORROW = TODAY + timedelta(days=1)
READY = {
    "function": "supporter",
    "status": "active",
    "certificate_seen_on": TODAY,
    "confidentiality_signed_on": TODAY,
    "basic_course_on": TODAY,
    "hours_offered": Decimal(4),
    "hours_expected": Decimal(0),
    "households": 0,
    "max_households": 1,
}


def refusals(**facts):
    return personal_refusals(VolunteerFacts(**{**READY, **facts}), TODAY)


def test_rule_4_papers_of_today_are_enough():
    assert refusals() == []


@pytest.mark.parametrize("paper", ["confidentiality_signed_on", "basic_course_on"])
@pytest.mark.parametrize("day", [None, TOMORROW])
def test_rule_4_a_paper_that_is_missing_or_still_to_come_is_none(paper, day):
    assert len(refusals(**{paper: day})) == 1


def test_rule_4_who_has_all_households_of_their_offer_takes_no_other():
    assert refusals(households=1) == ["households_full"]
