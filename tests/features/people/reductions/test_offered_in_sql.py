"""The database and the rule say the same of what is offered on a day, and so do the claim and the board."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import Date, func, literal, select

from portal.caseload.capacity.queries import team
from portal.db import db
from portal.people.models.people import Volunteer
from portal.people.models.reductions import Reduction
from portal.people.queries import away_on, offered_on
from portal.people.rules import is_away, offered
from portal.trajectories.queries import volunteer_facts

VOLUNTEERS = 40


def generated(make, chance):
    """Volunteers with any offer, and none to five reductions of any kind around today."""
    reason = make.reason().id
    for _each in range(VOLUNTEERS):
        offer = Decimal(chance.choice((0, 1, 5, 45, 75, 80, 333, 600))) / 10
        volunteer = make.volunteer(hours_per_week=offer)
        for _row in range(chance.randint(0, 5)):
            first, length = chance.randint(-20, 20), chance.randint(0, 15)
            last = None if chance.random() < 0.3 else make.day(first + length)
            size = {"percentage": chance.choice((1, 33, 50, 99, 100))}
            if chance.random() < 0.4:
                size = {"percentage": None, "hours": Decimal(chance.randint(1, 40)) / 10}
            days = {"starts_on": make.day(first), "ends_on": last, "review_on": make.day(first)}
            db.session.add(Reduction(volunteer_id=volunteer.id, reason_id=reason, **days, **size))
    db.session.commit()


@pytest.mark.each_database
@pytest.mark.parametrize("seed", range(3))
def test_the_database_and_the_rule_agree_on_every_day_and_so_do_claim_and_board(make, seed):
    generated(make, Random(seed))
    actor = make.actor(make.coordinator())
    people = list(db.session.scalars(select(Volunteer)))
    cuts = {each.id: [row.cut for row in each.reductions] for each in people}
    seen = set()
    for ahead in (-21, -5, 0, 1, 9, 34, 36):
        day = make.today + timedelta(days=ahead)
        there = literal(day, Date())
        found = {row[0]: row[1:] for row in db.session.execute(select(Volunteer.id, offered_on(there), away_on(there)))}
        facts = volunteer_facts(list(cuts), day)
        shown = {row.id: row for row in team(actor, day).rows}
        for each in people:
            left, away = offered(each.hours_per_week, cuts[each.id], day), is_away(cuts[each.id], day)
            assert found[each.id] == (left, away), (each.hours_per_week, cuts[each.id], day)
            hours = Decimal(0) if away else Decimal(left) / 100
            row = shown[each.id]
            assert facts[each.id].hours_offered == row.facts.hours_offered == hours
            assert (row.said, row.absent) == (Decimal(left) / 100, away)
            seen.add((away, left == 0, left == each.hours_per_week * 100))
    assert len(seen) >= 6  # away or not, with nothing, something and everything left


def test_a_reduction_of_somebody_else_takes_nothing_off(make):
    one, other = make.volunteer(hours_per_week=Decimal(8)), make.volunteer(hours_per_week=Decimal(8))
    make.reduction(one, make.today, make.today, percentage=50)
    today = literal(make.today, Date())
    found = dict(db.session.execute(select(Volunteer.id, offered_on(today))).all())
    assert found == {one.id: 400, other.id: 800}
    assert db.session.scalar(select(func.count()).where(Volunteer.id == one.id, offered_on(today) < 800)) == 1
