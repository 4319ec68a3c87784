"""The phase of a day: it counts from the later of the start and the first day somebody guided the household."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.trajectories.rules import PhaseRule, phase_on, phases_from

TODAY = date(2026, 3, 9)
PHASES = [
    PhaseRule(code, from_week, Decimal(1), Decimal(hours), 14)
    for code, from_week, hours in (("later", 26, 1), ("start", 0, 3), ("middle", 8, 2))
]


def ago(weeks, days=0):
    return TODAY - timedelta(weeks=weeks, days=days)


@pytest.mark.parametrize(
    ("starts_on", "first_assigned_on", "since"),
    [
        (ago(10), None, None),
        (ago(10), ago(4), ago(4)),
        (ago(4), ago(10), ago(4)),
        (ago(4), ago(4), ago(4)),
        (ago(-3), ago(0), ago(-3)),
    ],
    ids=["nobody yet", "who waited", "claimed ahead", "the same day", "a start to come"],
)
def test_phases_count_from_the_later_of_the_start_and_the_first_support(starts_on, first_assigned_on, since):
    assert phases_from(starts_on, first_assigned_on) == since


@pytest.mark.parametrize(
    ("since", "code"),
    [
        (None, "start"),
        (ago(-4), "start"),
        (ago(0), "start"),
        (ago(7, 6), "start"),
        (ago(8), "middle"),
        (ago(25, 6), "middle"),
        (ago(26), "later"),
        (ago(300), "later"),
    ],
)
def test_a_phase_begins_after_whole_weeks_and_the_first_holds_until_then(since, code):
    assert phase_on(PHASES, since, TODAY).code == code


def test_phases_that_begin_later_than_the_first_week_still_have_a_first():
    assert phase_on([phase for phase in PHASES if phase.from_week], ago(1), TODAY).code == "middle"
