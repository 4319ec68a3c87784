"""The hours needed, usable and short: by examples, and for a thousand teams against counting every way."""

from decimal import Decimal
from itertools import combinations

import pytest

from portal.caseload.capacity.rules import part_of, with_more
from portal.caseload.conclusion.rules import fits_today, lines
from portal.caseload.demand.rules import KINDS, asked, easiest
from portal.trajectories.rules import TrajectoryFacts, claim_refusals
from tests.rules.caseload.capacity.teams import FUNCTIONS, TODAY, ago, some_team, volunteer, waits

TEAMS = 1000
COACHED = frozenset({"settlement_coach"})
EITHER = frozenset({"supporter", "settlement_coach"})


def said(usable, waiting):
    usable = {function: Decimal(hours) for function, hours in usable.items()}
    return {line.function: (line.needed, line.usable) for line in lines(usable, waiting, FUNCTIONS)}


def test_a_function_says_what_is_needed_and_what_is_usable():
    waiting = [waits(1, functions=frozenset({"language_coach"}), hours=Decimal(2))]
    assert said({"language_coach": 5}, waiting) == {"language_coach": (2, 5)}
    assert said({}, waiting) == {"language_coach": (2, 0)}
    (line,) = lines({"language_coach": Decimal(5)}, waiting, FUNCTIONS)
    assert (line.short, line.over, line.trajectories) == (0, 3, 1)


def test_hours_that_two_functions_could_give_are_asked_once_and_of_who_has_them():
    waiting = [waits(1, functions=EITHER, hours=Decimal(3)), waits(2, functions=COACHED, hours=Decimal(3))]
    assert said({"supporter": 3, "settlement_coach": 3}, waiting) == {"supporter": (3, 3), "settlement_coach": (3, 3)}
    assert said({"settlement_coach": 8}, waiting) == {"supporter": (0, 0), "settlement_coach": (6, 8)}
    assert said({"supporter": 8}, waiting) == {"supporter": (3, 8), "settlement_coach": (3, 0)}


def test_what_nobody_can_give_is_short_of_the_first_of_its_functions():
    assert said({}, [waits(1, functions=EITHER)]) == {"supporter": (3, 0)}


def test_hours_move_on_where_that_helps():
    """The coach's hours go to who only a coach can help, though the other came first."""
    either_of_three = frozenset({"supporter", "settlement_coach", "language_coach"})
    waiting = [
        waits(1, functions=frozenset({"settlement_coach", "language_coach"}), hours=Decimal(2)),
        waits(2, functions=COACHED | {"supporter"}, hours=Decimal(2)),
        waits(3, functions=either_of_three, hours=Decimal(2)),
    ]
    found = lines({"settlement_coach": Decimal(4), "language_coach": Decimal(2)}, waiting, FUNCTIONS)
    assert sum(line.short for line in found) == 0


def test_nothing_that_waits_has_no_lines():
    assert lines({"supporter": Decimal(8)}, [], FUNCTIONS) == []


def test_rule_13_for_any_team_as_few_hours_are_short_as_can_be_and_none_is_counted_twice():
    for seed in range(TEAMS):
        rows, waiting = some_team(seed)
        usable = _usable(rows, waiting)
        found = lines(usable, waiting, FUNCTIONS)
        assert sum(line.needed for line in found) == sum(each.hours for each in waiting), seed
        assert sum(line.trajectories for line in found) == len(waiting), seed
        assert all(line.usable == usable.get(line.function, 0) for line in found), seed
        assert sum(line.short for line in found) == _least_short(usable, waiting), seed


def _usable(rows, waiting):
    least = easiest(waiting)
    usable = {}
    for row in rows:
        if part_of(row, least, TODAY) == "usable":
            usable[row.function] = usable.get(row.function, Decimal(0)) + row.free
    return usable


def _least_short(usable, waiting):
    """Hall's theorem: some functions together ask more than they have, and nothing else can be short."""
    ways = [set(some) for many in range(len(FUNCTIONS) + 1) for some in combinations(FUNCTIONS, many)]
    return max(
        sum((each.hours for each in waiting if each.functions <= way), Decimal(0))
        - sum((usable.get(function, Decimal(0)) for function in way), Decimal(0))
        for way in ways
    )


def test_what_fits_today_goes_to_who_waits_longest_and_has_room():
    rows = [volunteer(1, said=Decimal(3)), volunteer(2, said=Decimal(4))]
    waiting = [waits(1, since=ago(5)), waits(2, since=ago(50)), waits(3, since=ago(1))]
    assert [(each.id, row.id) for each, row in fits_today(rows, waiting, TODAY)] == [(2, 2), (1, 1)]


def test_what_is_kept_for_somebody_is_given_to_nobody_else():
    rows = [volunteer(1), volunteer(2)]
    kept, gone = waits(1, kept_for=2), waits(2, kept_for=99)
    assert [(each.id, row.id) for each, row in fits_today(rows, [kept, gone], TODAY)] == [(1, 2)]


def test_for_any_team_each_that_fits_may_be_claimed_after_those_before_it():
    for seed in range(0, TEAMS, 5):
        rows, waiting = some_team(seed)
        now = {row.id: row for row in rows}
        for each, row in fits_today(rows, waiting, TODAY):
            assert row == now[row.id]
            assert not row.absent
            assert not claim_refusals(row.facts, TrajectoryFacts(each.functions, each.hours), TODAY)
            assert each.kept_for in (None, row.id)
            now[row.id] = with_more(row, each.hours, 1)


def test_what_waits_is_told_apart():
    waiting = [waits(1, since=ago(60)), waits(2, guided_before=True), waits(3, household_id=2, kept_for=4)]
    found = asked(waiting)
    assert (found.hours, found.trajectories, found.households, found.since) == (9, 3, 2, ago(60))
    assert found.kinds == {"never": 1, "lost": 1, "reserved": 1}
    assert tuple(found.kinds) == KINDS


@pytest.mark.parametrize("kept_for", [None, 4])
def test_the_least_that_waits_is_told_by_function_and_for_whom(kept_for):
    found = easiest([waits(1, kept_for=kept_for), waits(2, hours=Decimal(2), kept_for=kept_for)])
    assert {(each.function, each.hours, each.kept_for) for each in found} == {
        ("supporter", 2, kept_for),
        ("settlement_coach", 2, kept_for),
    }
