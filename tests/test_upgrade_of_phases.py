"""Upgrading tells of each trajectory when somebody first supported it; going back takes nothing else away."""

import sqlalchemy as sa

from portal.db import db
from portal.trajectories.models.trajectory import Trajectory
from tests.test_migrations import down, up


def test_the_first_of_several_assignments_counts_and_none_stays_none(make):
    never = make.trajectory(starts_on=make.day(-90))
    twice = make.trajectory(starts_on=make.day(-90))
    make.assignment(twice, make.volunteer(), starts_on=make.day(-60), ends_on=make.day(-30))
    make.assignment(twice, make.volunteer(), starts_on=make.day(-20))
    keys = never.id, twice.id
    down("20261201_0600")
    with db.engine.connect() as connection:
        assert "first_assigned_on" not in {each["name"] for each in sa.inspect(connection).get_columns("trajectory")}
    up()

    first = dict(db.session.execute(sa.select(Trajectory.id, Trajectory.first_assigned_on)).all())
    assert [first[key] for key in keys] == [None, make.day(-60)]
