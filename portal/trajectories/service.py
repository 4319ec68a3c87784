"""Claiming and releasing a trajectory (rules 1 and 4)."""

from sqlalchemy import select

from portal.access import Action, require
from portal.people.queries import coordinators_at
from portal.people.service_notices import notify
from portal.refusals import Refused
from portal.trajectories import queries, rules
from portal.trajectories.models import RELEASE_REASONS, Assignment, Trajectory
from portal.trajectories.service_assignments import assign_to, end_assignment, lock_volunteer
from portal.work import Act, Work, unit_of_work


def claim(act: Act, trajectory_id: int) -> Assignment:
    """Make the volunteer who acts the main volunteer of a waiting trajectory.

    Claiming what is already one's own is no second claim: the present assignment is returned.
    Raises NotVisible when there is no such open trajectory at the own location,
    Refused("already_claimed") when somebody else was first, Refused("reserved") while it is kept for
    another volunteer, and the named refusals of rule 4.
    """
    actor = act.actor
    with unit_of_work(act) as work:
        trajectory = work.lock(
            select(Trajectory).where(
                Trajectory.id == trajectory_id,
                Trajectory.location_id == actor.location_id,
                Trajectory.closed_on.is_(None),
            )
        )
        require(actor, Action.CLAIM, trajectory)
        if trajectory.current is not None:
            if trajectory.volunteer_id == actor.volunteer_id:
                return trajectory.current
            raise Refused("already_claimed")
        kept = trajectory.reserved_for_id, trajectory.reserved_until
        if rules.reserved_for_another(*kept, actor.volunteer_id, act.today):
            raise Refused("reserved")
        volunteer = lock_volunteer(work, actor.volunteer_id, trajectory.location_id)
        facts = queries.volunteer_facts(volunteer, act.today)
        wanted = queries.trajectory_facts(trajectory, act.today)
        for code in rules.claim_refusals(facts, wanted, act.today):
            raise Refused(code)
        assignment = work.add(assign_to(act, trajectory, volunteer))
        work.commit("trajectory.claimed", trajectory, volunteer_id=volunteer.id)
    return assignment


def release(act: Act, trajectory_id: int, reason: str, note: str | None, assignment_id: int | None = None) -> None:
    """End the present assignment with a reason; the trajectory waits again from today, and the
    coordinators of the location know.

    An open warm handover goes on: it is the coordinators' (rule 8), and whoever claims next takes
    the supporter's place in it. Releasing what one released today is no second release.
    `assignment_id` is the assignment that was on the page. Raises NotVisible, Forbidden,
    Refused("nobody_assigned") when nobody supports it any more, Refused("trajectory_closed") after a
    handover, when they only look in, or Refused("reassign_moved_on") when it is somebody else by now:
    who read of one volunteer must not send away another.
    """
    with unit_of_work(act) as work:
        if _released_today(work, trajectory_id):
            return
        trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.RELEASE, trajectory)
        assignment = trajectory.current
        if assignment is None:
            raise Refused("nobody_assigned")
        if not trajectory.open:
            raise Refused("trajectory_closed")
        if assignment_id not in (None, assignment.id):
            raise Refused("reassign_moved_on")
        end_assignment(act, assignment, reason, note)
        trajectory.waiting_since = act.today
        _tell_released(work, trajectory, assignment)
        work.commit("trajectory.released", trajectory, volunteer_id=assignment.volunteer_id, reason=reason)


def _released_today(work: Work, trajectory_id: int) -> bool:
    """Whether the volunteer who acts released this today and nobody supports it yet: a second tap."""
    actor = work.act.actor
    last = work.session.scalars(
        select(Assignment).where(Assignment.trajectory_id == trajectory_id).order_by(Assignment.id.desc()).limit(1)
    ).first()
    return (
        last is not None
        and actor.volunteer_id is not None
        and last.volunteer_id == actor.volunteer_id
        and last.ends_on == work.act.today
        and last.end_reason in RELEASE_REASONS
    )


def _tell_released(work: Work, trajectory: Trajectory, assignment: Assignment) -> None:
    """Leave a notice without the household's name: it outlives the right to know it (rule 3)."""
    area, path = trajectory.household.area, f"/trajecten/{trajectory.id}"
    for user_id in work.session.scalars(coordinators_at(trajectory.location_id)):
        notify(work, user_id, "released", path, area=area, volunteer=assignment.volunteer.name)
    notify(work, assignment.volunteer.user_id, "released_by_coordinator", "/vandaag", area=area)
