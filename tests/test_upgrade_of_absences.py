"""Upgrading makes each absence a reduction of the whole offer: on every day the same people are away as before."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from portal.db import db
from portal.people.models.people import Volunteer
from portal.people.models.reductions import Reduction, ReductionReason
from portal.people.queries import away_on
from portal.trajectories.queries import volunteer_facts
from tests.support.world import World
from tests.test_migrations import down, up

BEFORE = "20261201_0500"
ABSENCES = "SELECT volunteer_id, starts_on, ends_on FROM absence ORDER BY volunteer_id, starts_on, ends_on"
AWAY_BEFORE = "SELECT DISTINCT volunteer_id FROM absence WHERE starts_on <= :day AND ends_on >= :day"
INSERT = "INSERT INTO absence (volunteer_id, starts_on, ends_on) VALUES (:volunteer, :first, :last)"
REASONS = ["holiday", "illness", "training", "first_household", "exams", "other"]
SPANS = ((-400, -390), (-3, 0), (-1, 20), (0, 0), (0, 4), (2, 9), (2, 9), (5, 30))


def read(statement, **values):
    with db.engine.connect() as connection:
        return [tuple(map(str, row)) for row in connection.execute(sa.text(statement), values).all()]


def test_the_same_people_are_away_on_the_same_days_and_the_way_down_gives_them_back(app, make):
    world = World(make)
    people = [make.volunteer(world.here).id for _each in range(len(SPANS))]
    down(BEFORE)
    with db.engine.begin() as connection:
        for place, (first, last) in enumerate(SPANS):
            for volunteer in (people[place], people[place - 1]):
                days = {"first": make.day(first).isoformat(), "last": make.day(last).isoformat()}
                connection.execute(sa.text(INSERT), {"volunteer": volunteer, **days})
    days = [make.day(ahead) for ahead in range(-5, 40)]
    before = {day: {int(key) for (key,) in read(AWAY_BEFORE, day=day.isoformat())} for day in days}
    rows = read(ABSENCES)
    assert len(rows) == 2 * len(SPANS) + 1
    up()

    for day in days:
        away = sa.select(Volunteer.id).where(away_on(sa.literal(day, sa.Date())))
        assert set(db.session.scalars(away)) == before[day], day
    assert set(db.session.scalars(sa.select(ReductionReason.code).join(Reduction))) == {"other"}
    offered = sa.select(ReductionReason.code).where(ReductionReason.active).order_by(ReductionReason.position)
    assert list(db.session.scalars(offered)) == REASONS
    nothing = {key for key, facts in volunteer_facts(people, make.today).items() if not facts.hours_offered}
    assert nothing == before[make.today] & set(people)
    down(BEFORE)
    assert read(ABSENCES) == rows
    up()


def test_the_way_down_keeps_what_was_an_absence_then_and_leaves_out_what_could_not_be_said(app, make):
    volunteer = make.volunteer()
    make.absence(volunteer, make.day(1), make.day(9))
    make.reduction(volunteer, make.day(1), None, percentage=100, review_on=make.day(9))
    make.reduction(volunteer, make.day(1), make.day(9), percentage=50)
    make.reduction(volunteer, make.day(1), make.day(9), hours=Decimal(2))
    kept = (str(volunteer.id), make.day(1).isoformat(), make.day(9).isoformat())
    down(BEFORE)
    assert read(ABSENCES) == [kept]
    up()
    (row,) = db.session.scalars(sa.select(Reduction))
    assert (row.percentage, row.starts_on, row.ends_on, row.review_on) == (100, make.day(1), make.day(9), None)
    assert isinstance(row.starts_on, date)
