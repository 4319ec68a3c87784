"""Ending the overlaps that are over. Access stopped by itself: who may see asks for the day."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.handovers.service_steps import take_turns
from portal.trajectories.models import Assignment, Trajectory
from portal.work import Act, Work, rows


def end_overlaps(act: Act) -> dict[str, int]:
    """End every assignment whose access is over, on the last day it gave access, with an audit line.

    For the machine that does the daily work: it asks nobody's permission and sees every location. Gives how many
    "ended"; those that "failed" had no turn and come again.
    """
    over: Any = (Assignment.ends_on.is_(None), Assignment.access_until < act.today)

    def end(work: Work, assignment: Assignment) -> None:
        assignment.ends_on = assignment.access_until
        assignment.end_reason = "closed"
        work.commit("trajectory.overlap_ended", assignment.trajectory, volunteer_id=assignment.volunteer_id)

    due = rows(
        select(Assignment.id, Trajectory.household_id)
        .join(Trajectory, Trajectory.id == Assignment.trajectory_id)
        .where(*over)
        .order_by(Assignment.id)
    )
    found = select(Assignment).options(joinedload(Assignment.trajectory)).where(*over)
    counts = take_turns(act, due, lambda key: found.where(Assignment.id == key), end)
    return {"ended": counts["done"], "failed": counts["failed"]}
