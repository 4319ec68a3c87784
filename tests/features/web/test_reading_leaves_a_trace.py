"""Every reading of a client's data leaves a line (rule 11)."""

from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.trajectories import queries, traces
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all


def lines(event):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == event).order_by(AuditLine.id)))


def names_on_a_list(make, volunteer):
    act = make.act(volunteer.user)
    mine = queries.visible_to(act.actor).order_by(Trajectory.id)
    return traces.listed(act, "today", lambda: fetch_all(mine))


def test_every_opening_of_a_file_leaves_a_line(make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    for _time in range(2):
        traces.open_file(make.act(volunteer.user), trajectory.id)
    assert [(line.actor_id, line.household_id) for line in lines("trajectory.opened")] == [
        (volunteer.user_id, trajectory.household_id)
    ] * 2


def test_names_on_a_list_leave_one_line_each(make):
    volunteer = make.volunteer()
    mine = [make.trajectory(claimed_by=volunteer) for _each in range(3)]
    shown = names_on_a_list(make, volunteer)
    assert [each.id for each in shown] == [each.id for each in mine]
    assert {line.subject_id for line in lines("trajectory.listed")} == {each.id for each in mine}
    assert {line.facts["list"] for line in lines("trajectory.listed")} == {"today"}


def test_reading_the_same_list_again_within_a_quarter_of_an_hour_is_the_same_reading(make, clock):
    volunteer = make.volunteer()
    make.trajectory(claimed_by=volunteer)
    names_on_a_list(make, volunteer)
    clock.move(minutes=14)
    names_on_a_list(make, volunteer)
    assert len(lines("trajectory.listed")) == 1
    clock.move(minutes=1)
    names_on_a_list(make, volunteer)
    assert len(lines("trajectory.listed")) == 2
