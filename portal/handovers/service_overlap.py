"""Ending the overlaps that are over. Access stopped by itself: who may see asks for the day."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.trajectories.models import Assignment
from portal.work import Act, unit_of_work


def end_overlaps(act: Act) -> int:
    """End every assignment whose access is over, on the last day it gave access; one audit line each.

    For the machine that does the daily work: it asks nobody's permission and sees every location. Gives
    how many there were.
    """
    with unit_of_work(act) as work:
        over = work.session.scalars(
            select(Assignment)
            .where(Assignment.ends_on.is_(None), Assignment.access_until < act.today)
            .options(joinedload(Assignment.trajectory))
            .order_by(Assignment.id)
            .with_for_update(of=Assignment)
        ).all()
        for assignment in over:
            assignment.ends_on = assignment.access_until
            assignment.end_reason = "closed"
        for assignment in over[:-1]:
            work.note("trajectory.overlap_ended", assignment.trajectory, volunteer_id=assignment.volunteer_id)
        for assignment in over[-1:]:
            work.commit("trajectory.overlap_ended", assignment.trajectory, volunteer_id=assignment.volunteer_id)
    return len(over)
