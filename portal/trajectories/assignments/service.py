"""Commands on assignments: claim, release, assign, reassign."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal import places
from portal.access import Action, require
from portal.i18n import short_day
from portal.people.models.people import Volunteer
from portal.people.notices.steps import notify
from portal.people.queries import coordinators_at
from portal.refusals import Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories import rules as trajectory_rules
from portal.trajectories.assignments import rules
from portal.trajectories.assignments.steps import assign_to, end_assignment, lock_volunteer
from portal.trajectories.models.trajectory import RELEASE_REASONS, Assignment, Trajectory
from portal.work import Act, Work, unit_of_work


def claim(act: Act, trajectory_id: int) -> Assignment:
    """Make the volunteer who acts the main volunteer of a waiting trajectory; one's own stays as it is.
    Raises NotVisible when there is no such open one at the own location, Refused("already_claimed"),
    Refused("reserved") while it is kept for another volunteer, and the named refusals of rule 4."""
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
        if trajectory_rules.reserved_for_another(*kept, actor.volunteer_id, act.today):
            raise Refused("reserved")
        volunteer = lock_volunteer(work, actor.volunteer_id, trajectory.location_id)
        facts = trajectory_queries.volunteer_facts([volunteer.id], act.today)[volunteer.id]
        wanted = trajectory_queries.trajectory_facts(trajectory, act.today)
        for code in trajectory_rules.claim_refusals(facts, wanted, act.today):
            raise Refused(code)
        assignment = work.add(assign_to(act, trajectory, volunteer))
        work.commit("trajectory.claimed", trajectory, volunteer_id=volunteer.id)
    return assignment


def release(act: Act, trajectory_id: int, reason: str, note: str | None, assignment_id: int | None = None) -> None:
    """End the present assignment with a reason; the trajectory waits again from today, and the coordinators know. An
    open warm handover goes on (rule 8). `assignment_id` is the assignment that was on the page.
    Raises NotVisible, Forbidden, Refused("nobody_assigned") when nobody supports it any more,
    Refused("trajectory_closed") after a handover, or Refused("reassign_moved_on") when it is somebody else by now."""
    with unit_of_work(act) as work:
        if _released_today(work, trajectory_id):
            return
        trajectory = work.lock(trajectory_queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
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
    area, path = trajectory.household.area, places.trajectory(trajectory.id)
    for user_id in work.session.scalars(coordinators_at(trajectory.location_id)):
        notify(work, user_id, "released", path, area=area, volunteer=assignment.volunteer.name)
    notify(work, assignment.volunteer.user_id, "released_by_coordinator", places.TODAY, area=area)


def assign(act: Act, trajectory_id: int, volunteer_id: int, override_reason: str | None = None) -> Assignment:
    """Make a volunteer of the location the main volunteer of a waiting trajectory, from today.
    Raises NotVisible, Forbidden, Refused "already_claimed", "assign_…" for a hard limit of rule 4, and
    "hours_need_reason" when the hours do not fit and no reason is given."""
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id)
        volunteer = lock_volunteer(work, volunteer_id, trajectory.location_id)
        if trajectory.current is not None:
            if trajectory.volunteer_id == volunteer.id:
                return trajectory.current
            raise Refused("already_claimed")
        reason = _passed_limit(act, trajectory, volunteer, override_reason)
        assignment = work.add(assign_to(act, trajectory, volunteer, reason))
        _tell(work, volunteer, "assigned_to_you", trajectory)
        work.commit("trajectory.assigned", trajectory, volunteer_id=volunteer.id, override=bool(reason))
    return assignment


@dataclass(frozen=True)
class Passing:
    """How a trajectory passes from one volunteer to the next: which assignment ends, on which day,
    why. `reason` is one of RELEASE_REASONS."""

    assignment_id: int | None
    from_day: date
    reason: str
    note: str | None = None


def reassign(
    act: Act, trajectory_id: int, volunteer_id: int, passing: Passing, override_reason: str | None = None
) -> Assignment:
    """Pass a trajectory to another volunteer in one step: one assignment ends, the other begins, both people are told.
    Raises as `assign`, and Refused "reassign_moved_on" when the assignment to end is not the present one,
    "reassign_day" for a day after today or before the present support began."""
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id)
        volunteer = lock_volunteer(work, volunteer_id, trajectory.location_id)
        before = trajectory.current
        if before is not None and before.volunteer_id == volunteer.id:
            return before
        if before is None or before.id != passing.assignment_id:
            raise Refused("reassign_moved_on")
        if not rules.reassign_day_fits(passing.from_day, before.starts_on, act.today):
            raise Refused("reassign_day", field="from_day", since=short_day(before.starts_on))
        passed = _passed_limit(act, trajectory, volunteer, override_reason)
        end_assignment(act, before, passing.reason, passing.note)
        before.ends_on = passing.from_day
        work.session.flush()
        assignment = assign_to(act, trajectory, volunteer, passed)
        assignment.starts_on = passing.from_day
        work.add(assignment)
        _tell(work, volunteer, "assigned_to_you", trajectory)
        _tell(work, before.volunteer, "passed_to_colleague", trajectory, day=short_day(passing.from_day))
        work.commit(
            "trajectory.reassigned",
            trajectory,
            from_volunteer_id=before.volunteer_id,
            to_volunteer_id=volunteer.id,
            override=bool(passed),
        )
    return assignment


def _open_trajectory(work: Work, trajectory_id: int) -> Trajectory:
    act = work.act
    trajectory = work.lock(trajectory_queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
    require(act.actor, Action.ASSIGN, trajectory)
    if not trajectory.open:
        raise Refused("trajectory_closed")
    return trajectory


def _passed_limit(act: Act, trajectory: Trajectory, volunteer: Volunteer, reason: str | None) -> str | None:
    """The reason for passing the soft limit of rule 4, None when nothing is passed."""
    facts = trajectory_queries.volunteer_facts([volunteer.id], act.today)[volunteer.id]
    wanted = trajectory_queries.trajectory_facts(trajectory, act.today)
    hard, soft = rules.assign_refusals(facts, wanted, act.today)
    for code in hard:
        raise Refused(f"assign_{code}")
    if soft and not reason:
        raise Refused("hours_need_reason", field="override_reason")
    return reason if soft else None


def _tell(work: Work, volunteer: Volunteer, code: str, trajectory: Trajectory, **facts: str) -> None:
    """Leave a notice without a name: it outlives the right to know it (rule 3)."""
    assigned = code == "assigned_to_you"
    path = places.trajectory(trajectory.id) if assigned else places.TODAY
    notify(work, volunteer.user_id, code, path, reminder=False, area=trajectory.household.area, **facts)
