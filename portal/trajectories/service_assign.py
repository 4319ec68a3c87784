"""Assigning and reassigning by a coordinator (rules 1 and 4)."""

from dataclasses import dataclass
from datetime import date

from portal.access import Action, require
from portal.i18n import short_day
from portal.people.models import Volunteer
from portal.people.service_notices import notify
from portal.refusals import Refused
from portal.trajectories import queries, rules_assign
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.service_assignments import assign_to, end_assignment, lock_volunteer
from portal.work import Act, Work, unit_of_work


def assign(act: Act, trajectory_id: int, volunteer_id: int, override_reason: str | None = None) -> Assignment:
    """Make a volunteer of the location the main volunteer of a waiting trajectory, from today.

    Who supports it already is left as they are. Raises NotVisible, Forbidden,
    Refused("already_claimed") when somebody else was first, "assign_…" for a hard limit of rule 4,
    and "hours_need_reason" when the hours do not fit and no reason is given.
    """
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
    """Pass a trajectory to another volunteer in one step: one assignment ends, the other begins,
    both people are told.

    The same volunteer again changes nothing. Raises as `assign`, and Refused("reassign_moved_on")
    when the assignment to end is no longer the present one, "reassign_day" for a day after today
    or before the present support began.
    """
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id)
        volunteer = lock_volunteer(work, volunteer_id, trajectory.location_id)
        before = trajectory.current
        if before is not None and before.volunteer_id == volunteer.id:
            return before
        if before is None or before.id != passing.assignment_id:
            raise Refused("reassign_moved_on")
        if not rules_assign.reassign_day_fits(passing.from_day, before.starts_on, act.today):
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
    trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
    require(act.actor, Action.ASSIGN, trajectory)
    if not trajectory.open:
        raise Refused("trajectory_closed")
    return trajectory


def _passed_limit(act: Act, trajectory: Trajectory, volunteer: Volunteer, reason: str | None) -> str | None:
    """The reason for passing the soft limit of rule 4, None when nothing is passed."""
    facts = queries.volunteer_facts(volunteer, act.today)
    wanted = queries.trajectory_facts(trajectory, act.today)
    hard, soft = rules_assign.assign_refusals(facts, wanted, act.today)
    for code in hard:
        raise Refused(f"assign_{code}")
    if soft and not reason:
        raise Refused("hours_need_reason", field="override_reason")
    return reason if soft else None


def _tell(work: Work, volunteer: Volunteer, code: str, trajectory: Trajectory, **facts: str) -> None:
    """Leave a notice without a name: it outlives the right to know it (rule 3)."""
    assigned = code == "assigned_to_you"
    path = f"/trajecten/{trajectory.id}" if assigned else "/vandaag"
    notify(work, volunteer.user_id, code, path, area=trajectory.household.area, **facts)
