"""One wins when many assign, claim and release at the same moment (rule 1)."""

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.models.trajectory import Assignment
from tests.support.races import race


def events(name):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == name)))


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def assignments(trajectory):
    statement = select(Assignment).where(Assignment.trajectory_id == trajectory.id).order_by(Assignment.id)
    return list(db.session.scalars(statement))


def passing(trajectory, day, reason="no_time"):
    return assignments_service.Passing(trajectory.current.id, day, reason)


def test_of_a_claim_and_assignments_at_the_same_moment_one_wins_and_the_others_are_named(make, coordinator):
    volunteers = [make.volunteer() for _each in range(8)]
    trajectory = make.trajectory()
    by_coordinator = make.act(coordinator)
    claimer = make.act(volunteers[0].user)
    key, keys = trajectory.id, [each.id for each in volunteers]

    def one(number):
        if number == 0:
            return assignments_service.claim(claimer, key)
        return assignments_service.assign(by_coordinator, key, keys[number])

    answers = race(8, one)
    assert sorted(getattr(each, "code", "won") for each in answers) == ["already_claimed"] * 7 + ["won"]
    assert len(assignments(trajectory)) == 1
    assert len(events("trajectory.claimed") + events("trajectory.assigned")) == 1


def test_of_reassignments_at_the_same_moment_one_wins_and_none_overwrites_it(make, coordinator):
    first, *others = [make.volunteer() for _each in range(7)]
    trajectory = make.trajectory(claimed_by=first)
    act, asked = make.act(coordinator), passing(trajectory, make.today)
    key, keys = trajectory.id, [each.id for each in others]

    def one(number):
        return assignments_service.reassign(act, key, keys[number], asked)

    answers = race(6, one)
    assert sorted(getattr(each, "code", "won") for each in answers) == ["reassign_moved_on"] * 5 + ["won"]
    assert len(assignments(trajectory)) == 2


def test_what_ended_first_keeps_its_reason_when_release_and_reassign_meet(make, coordinator):
    before, after = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=before)
    act, asked = make.act(coordinator), passing(trajectory, make.today, reason="illness")
    key, next_one = trajectory.id, after.id

    def one(number):
        if number % 2:
            return assignments_service.release(act, key, "stops", None)
        return assignments_service.reassign(act, key, next_one, asked)

    race(2, one)
    reasons = [each.end_reason for each in assignments(trajectory)]
    assert reasons in (["stops"], ["illness", "stops"])
    assert len(events("trajectory.released") + events("trajectory.reassigned")) == len(reasons)
