"""Walks through each path of the handover at random, with everybody who could try something: whatever is done, in
whatever order, by whoever, the rules of domain.md section 3 hold after each step (`handover_never.py`)."""

import random

import pytest

from portal.handovers.path import PATHS
from tests.support.handover_routes import left_in, states_of
from tests.support.handover_walk import Walk
from tests.support.statements import transactions

STEPS = 500
# Every step of the table was taken by then, and usually long before; more would find a dead end no other way.
MOST = 1500
STEPS_ON_POSTGRESQL = 300


@pytest.fixture
def walk_on(app, make, clock):
    """A walk along a path, over so many steps, and on while it says that something is missing."""

    def through(path, seed, steps, most=0):
        with transactions(app) as written:
            walk = Walk(make, clock, random.Random(seed), path, written)
            while walk.steps < steps or (walk.missing() and walk.steps < most):
                walk.step()
        return walk

    return through


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize("path", PATHS)
def test_after_any_step_by_anybody_the_rules_hold_and_no_state_is_unreachable_or_a_dead_end(walk_on, path):
    walk = walk_on(path, path, STEPS, MOST)

    assert walk.broken == []
    assert walk.missing() == []
    assert walk.reached == states_of(path)
    assert left_in(path) <= walk.left


@pytest.mark.slow
@pytest.mark.one_database("postgresql")
@pytest.mark.parametrize("path", PATHS)
def test_and_so_they_do_on_the_other_database(walk_on, path):
    assert walk_on(path, f"{path} on postgresql", STEPS_ON_POSTGRESQL).broken == []
