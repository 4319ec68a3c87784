"""Where each offered hour is today (rule 13), by worked examples and for a thousand teams made up at random."""

from decimal import Decimal

import pytest

from portal.caseload.capacity.rules import (
    PARTS,
    STOPPED,
    could_claim,
    missing,
    part_of,
    signal,
    summed,
    usable_from,
    with_more,
)
from portal.caseload.demand.rules import easiest
from portal.trajectories.rules import TrajectoryFacts, claim_refusals
from tests.rules.caseload.capacity.teams import TODAY, ago, some_team, volunteer, waits

TEAMS = 1000
# A table that a coordinator can check by hand: what a volunteer is → in use, free, over, and where the free hours are.
# A household of three hours waits for a supporter; beside it one of two hours is kept for the volunteer with key 7.
WORKED = {
    "nobody yet": ({}, 0, 8, 0, "usable"),
    "half in use": ({"expected": Decimal(4), "households": 2}, 4, 4, 0, "usable"),
    "exactly what waits fits": ({"expected": Decimal(5), "households": 2}, 5, 3, 0, "usable"),
    "a quarter too little left": ({"expected": Decimal("5.25"), "households": 2}, "5.25", "2.75", 0, "full"),
    "four of four households": ({"expected": Decimal(4), "households": 4}, 4, 4, 0, "full"),
    "more than they offer": ({"expected": Decimal(9), "households": 3}, 8, 0, 1, "full"),
    "away": ({"absent_until": ago(-7), "expected": Decimal(3), "households": 1}, 3, 5, 0, "absent"),
    "away without a VOG": ({"absent_until": ago(-7), "certificate_seen_on": None}, 0, 8, 0, "absent"),
    "without a VOG": ({"certificate_seen_on": None}, 0, 8, 0, "soon"),
    "with a VOG of three years": ({"certificate_seen_on": ago(3 * 366)}, 0, 8, 0, "soon"),
    "applying": ({"status": "applying"}, 0, 8, 0, "soon"),
    "an interpreter": ({"function": "interpreter"}, 0, 8, 0, "not_needed"),
    "an interpreter without a course": ({"function": "interpreter", "basic_course_on": None}, 0, 8, 0, "soon"),
    "leaving": ({"status": "leaving", "expected": Decimal(3), "households": 1}, 3, 0, 0, STOPPED),
    "stopped, with a household": ({"status": "inactive", "expected": Decimal(3), "households": 1}, 3, 0, 0, STOPPED),
    "a coach for whom it is kept": ({"key": 7, "function": "language_coach"}, 0, 8, 0, "usable"),
    "a coach for whom it is not": ({"key": 8, "function": "language_coach"}, 0, 8, 0, "not_needed"),
}
WAITING = [waits(1), waits(2, functions=frozenset({"language_coach"}), hours=Decimal(2), kept_for=7)]


@pytest.mark.parametrize("example", WORKED)
def test_worked_examples(example):
    values, in_use, free, over, part = WORKED[example]
    row = volunteer(**values)
    assert [row.in_use, row.free, row.over] == [Decimal(in_use), Decimal(free), Decimal(over)]
    assert part_of(row, easiest(WAITING), TODAY) == part


def test_nothing_that_waits_asks_for_anybody():
    assert part_of(volunteer(), [], TODAY) == "not_needed"


def test_rule_13_for_any_team_the_parts_add_up_and_usable_is_what_the_claim_says_of_each():
    met = set()
    for seed in range(TEAMS):
        rows, waiting = some_team(seed)
        least = easiest(waiting)
        parts = {row.id: part_of(row, least, TODAY) for row in rows}
        met |= set(parts.values())
        sums = summed(rows, parts)
        assert sums.offered == sums.in_use + sum(part.hours for part in sums.parts), seed
        assert sums.in_use + sums.over == sum(row.expected for row in rows), seed
        assert sums.volunteers == sum(part.volunteers for part in sums.parts) == len(rows), seed
        for row in rows:
            claims = any(_claims(row, each) for each in waiting)
            assert (parts[row.id] == "usable") == claims == could_claim(row, least, TODAY), (seed, row)
    assert met == {*PARTS, STOPPED}


def _claims(row, each):
    """The answer of the claim itself; who is away claims nothing."""
    if row.absent or each.kept_for not in (None, row.id):
        return False
    return not claim_refusals(row.facts, TrajectoryFacts(each.functions, each.hours), TODAY)


def test_the_sum_of_nobody_is_nothing():
    sums = summed([], {})
    assert (sums.volunteers, sums.offered, sums.hours_of("usable")) == (0, 0, 0)


@pytest.mark.parametrize(
    ("values", "wanting", "day"),
    [
        ({}, [], None),
        ({"certificate_seen_on": None}, ["certificate"], None),
        ({"certificate_seen_on": ago(3 * 366)}, ["certificate_again"], None),
        ({"basic_course_on": ago(-8)}, ["course"], ago(-8)),
        ({"basic_course_on": ago(-8), "confidentiality_signed_on": ago(-12)}, ["confidentiality", "course"], ago(-12)),
        ({"basic_course_on": ago(-8), "confidentiality_signed_on": None}, ["confidentiality", "course"], None),
        ({"status": "applying"}, ["introduction"], None),
        ({"households": 4}, [], None),
    ],
)
def test_what_is_missing_and_from_when_it_is_there(values, wanting, day):
    row = volunteer(**values)
    assert (missing(row, TODAY), usable_from(row, TODAY)) == (wanting, day)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, None),
        ({"status": "leaving"}, "leaving"),
        ({"status": "inactive"}, "inactive"),
        ({"certificate_seen_on": ago(3 * 365 - 10)}, "certificate_ends_soon"),
        ({"certificate_seen_on": ago(3 * 366)}, None),
        ({"certificate_seen_on": None}, None),
    ],
)
def test_one_thing_stands_beside_a_name(values, code):
    assert signal(volunteer(**values), TODAY) == code


def test_the_load_after_more_is_that_before_and_what_comes():
    row = volunteer(expected=Decimal(4), households=2)
    after = with_more(row, Decimal(3), 1)
    assert (after.expected, after.households, after.free) == (Decimal(7), 3, Decimal(1))
    assert with_more(after, Decimal(-3), -1) == row
    assert after.too_much is False
    assert with_more(after, Decimal(2), 0).too_much is with_more(after, Decimal(0), 2).too_much is True
