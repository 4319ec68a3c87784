"""The caseloads that SQL adds up are those that the rule of the phase gives."""

import random
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.caseload.board.queries import board_row
from portal.db import db
from portal.trajectories import load as trajectory_load
from portal.trajectories import queries
from portal.trajectories.models.trajectory import Trajectory

pytestmark = pytest.mark.each_database

TYPES = ("social_support", "settlement_coaching", "har_pretrajectory", "language_coaching")


@pytest.mark.parametrize("seed", range(5))
def test_for_any_caseload_the_query_and_the_rules_give_the_same_hours_and_households(make, seed):
    chance = random.Random(seed)
    coordinator, volunteers = make.coordinator(), [make.volunteer() for _each in range(4)]
    for volunteer in volunteers[:3]:
        household = make.household()
        for code in chance.sample(TYPES, 3):
            closed = chance.random() < 0.2
            make.trajectory(
                code,
                claimed_by=volunteer,
                household=household if chance.random() < 0.5 else None,
                starts_on=make.day(chance.choice((20, 0, -27, -28, -55, -56, -182, -300))),
                ends_on=make.day(400),
                closed_on=make.today if closed else None,
                closure_outcome="completed" if closed else None,
            )
    make.trajectory(claimed_by=make.volunteer(make.location("Team Haarlem")))
    everything = db.session.scalars(select(Trajectory)).all()
    facts = queries.volunteer_facts([each.id for each in volunteers], make.today)
    for volunteer in volunteers:
        supported = [each for each in everything if each.open and each.volunteer_id == volunteer.id]
        hours = sum(queries.expected_hours(each, make.today) for each in supported)
        households = len({each.household_id for each in supported})
        load = facts[volunteer.id]
        assert (load.hours_expected, load.households) == (hours, households)
        row = board_row(make.actor(coordinator), volunteer.id, make.today)
        assert (row.expected, row.households) == (hours, households)


def test_hundredths_of_hours_are_whole_so_that_sums_are_exact():
    assert trajectory_load.hours(125) == Decimal("1.25")
    assert trajectory_load.hours(None) == 0
