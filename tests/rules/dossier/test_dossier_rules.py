"""The ground of a trajectory's end, when its handover begins, and which silence can be planned."""

from datetime import date, timedelta

import pytest

from portal.dossier import rules
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((True, 12, None, None), ("end_extended", {})),
        ((False, 12, None, None), ("end_by_rule", {"n": 12})),
        ((False, None, 1, None), ("end_by_days", {"n": 1})),
        ((False, None, None, 3), ("end_by_months", {"n": 3})),
    ],
)
def test_the_end_says_what_set_it(facts, expected):
    assert rules.end_rule(*facts) == expected


def test_a_handover_is_prepared_from_three_months_before_the_end():
    assert rules.handover_from(date(2026, 5, 31), date(2025, 5, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (0, 0, None),
        (-3, 0, None),
        (0, 91, None),
        (0, 92, "silence_too_long"),
        (5, 4, "silence_backwards"),
        (-9, -1, "silence_over"),
    ],
)
def test_a_silence_ends_after_it_starts_not_yet_and_within_three_months(first, last, code):
    found = None
    try:
        rules.check_silence(TODAY + timedelta(days=first), TODAY + timedelta(days=last), TODAY)
    except Refused as refused:
        found = refused.code
    assert found == code


@pytest.mark.parametrize(("key", "line"), [("12", 12), ("", None), ("x", None), ("²", None), ("9" * 19, None)])
def test_only_a_number_is_a_place_among_the_audit_lines(key, line):
    assert rules.line_from(key) == line


@pytest.mark.parametrize(("days", "week"), [(-3, 1), (0, 1), (6, 1), (7, 2), (364, 53), (900, 53)])
def test_a_trajectory_is_in_a_week_of_its_own_weeks(days, week):
    starts_on = date(2026, 3, 9)
    ends_on = starts_on + timedelta(days=365)
    assert rules.week_of(starts_on, ends_on, starts_on + timedelta(days=days)) == (week, 53)
