"""Beginning and ending an assignment: what every command that does so shares."""

from sqlalchemy import select

from portal.people.models.people import Volunteer
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import Act, Work


def lock_volunteer(work: Work, volunteer_id: int | None, location_id: int) -> Volunteer:
    """The volunteer, held so that two claims at once cannot both count the same free hours."""
    return work.lock(select(Volunteer).where(Volunteer.id == volunteer_id, Volunteer.location_id == location_id))


def assign_to(act: Act, trajectory: Trajectory, volunteer: Volunteer, override_reason: str | None = None) -> Assignment:
    """A new assignment from today, not yet in the database. It ends the reservation of the trajectory."""
    trajectory.reserve(None, None)
    return Assignment(
        trajectory=trajectory,
        volunteer=volunteer,
        starts_on=act.today,
        made_by_id=act.actor.user_id,
        made_at=act.at,
        override_reason=override_reason,
    )


def end_assignment(act: Act, assignment: Assignment, reason: str, note: str | None) -> None:
    """End an assignment today, with the reason it ended."""
    assignment.ends_on = max(act.today, assignment.starts_on)
    assignment.end_reason = reason
    assignment.end_note = note
