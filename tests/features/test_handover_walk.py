"""Walks through the handover at random, with everybody who could try something: whatever is done, in whatever order,
by whoever, the rules of domain.md section 3 hold after each step."""

import random
from collections import Counter

import pytest

from portal.handovers import rules
from tests.support.handover_walk import Walk

STEPS = 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_after_any_steps_by_anybody_the_rules_hold(make, clock, seed):
    walk = Walk(make, clock, random.Random(seed))
    for _step in range(STEPS):
        walk.step()

    assert walk.broken == []


@pytest.mark.slow
@pytest.mark.one_database
def test_the_walks_reach_every_state_and_leave_none_that_is_not_an_end(make, clock):
    walk = Walk(make, clock, random.Random(7))
    for _step in range(STEPS * 3):
        walk.step()

    left = Counter(before for before, after in walk.moved if before != after)
    assert walk.broken == []
    assert {after for _before, after in walk.moved} == set(rules.STATES)
    assert set(rules.STATES) - left.keys() <= {"checked", "withdrawn"}
