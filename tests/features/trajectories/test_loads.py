"""The set-based load of volunteers is the same as the one by which a claim is decided."""

import random
from decimal import Decimal

import pytest

from portal.trajectories import load as trajectory_load
from portal.trajectories import queries

pytestmark = pytest.mark.each_database

TYPES = ("social_support", "settlement_coaching", "har_pretrajectory", "language_coaching")


@pytest.mark.parametrize("seed", range(5))
def test_for_any_caseload_the_query_and_the_rules_give_the_same_hours_and_households(make, seed):
    chance = random.Random(seed)
    volunteers = [make.volunteer() for _each in range(4)]
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
    loads = trajectory_load.loads_at(volunteers[0].location_id, make.today)
    assert set(loads) <= {each.id for each in volunteers}
    for volunteer in volunteers:
        facts = queries.volunteer_facts(volunteer, make.today)
        load = loads.get(volunteer.id, trajectory_load.Load())
        assert (load.hours, load.households) == (facts.hours_expected, facts.households)


def test_hundredths_of_hours_are_whole_so_that_sums_are_exact():
    assert trajectory_load.hours(125) == Decimal("1.25")
    assert trajectory_load.hours(None) == 0
