"""Completion and closing: the lead moves, the trajectory closes, the volunteer may look in for a while (rules 6, 7,
8)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.ending import rules
from portal.handovers.following.service import go_on, keep, start_following
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer.service import refuse_unready
from portal.handovers.steps import (
    hold_household,
    lock_trajectory,
    path_of,
    step,
    take_back,
    take_turns,
    tell_timeline,
)
from portal.handovers.telling import tell_senders, tell_team, tell_volunteer
from portal.handovers.terms.queries import settings
from portal.people.models.people import Volunteer
from portal.people.notices.steps import notify
from portal.refusals import Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories.assignments.steps import end_assignment
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import Act, Work, rows, unit_of_work


def overlap_weeks() -> int:
    """How many weeks the volunteer of before may look in, unless agreed otherwise: as the functional admin set it."""
    return min(settings().overlap_weeks, rules.MOST_OVERLAP_WEEKS)


def complete(act: Act, reference: str, weeks: int | None = None) -> WarmHandover:
    """Take over: the recipient leads, or inside the organisation the next trajectory starts today. The trajectory
    closes. Its volunteer may look in for `weeks`, by default `overlap_weeks()`; 0 is not at all.
    Raises NotVisible, Forbidden, Refused "handover_moved_on" unless the meeting was held, "overlap_too_long", what the
    readiness list of an internal one names, or "type_already_open" when what follows runs already."""
    with step(act, reference, "complete") as now:
        work, handover = now.work, now.handover
        if now.again():
            return handover
        now.take()
        if handover.path == handover_path.INTERNAL:
            # It was never offered: what is left over is decided about here at the latest.
            refuse_unready(work, handover)
        weeks = overlap_weeks() if weeks is None else weeks
        rules.check_overlap(weeks)
        handover.completed_at = act.at
        trajectory = lock_trajectory(work, handover.trajectory)
        trajectory.lead_party = rules.LEADS_AFTER.get(handover.path, trajectory.lead_party)
        if trajectory.open:
            trajectory.close(act.today, rules.OUTCOME_AFTER[handover.path])
        # One that came back keeps the day and outcome it closed with, or the figures of that year would change.
        _keep_until(trajectory, act.today)
        tell_senders(work, handover, "handover_completed", volunteer=False)
        volunteer = _let_look_in(work, handover, trajectory, weeks)
        if handover.path == handover_path.INTERNAL:
            work.session.flush()
            go_on(work, handover, trajectory, volunteer)
    return handover


def _let_look_in(work: Work, handover: WarmHandover, trajectory: Trajectory, weeks: int) -> Volunteer | None:
    """The volunteer reads what they did together; the assignment stays until the overlap is over."""
    assignment = trajectory.current
    looked_in_until = assignment.access_until if assignment else None
    if assignment is None or (looked_in_until is not None and looked_in_until < work.act.today):
        return None
    until = rules.overlap_until(work.act.today, weeks)
    handover.overlap_until = assignment.access_until = until
    if until is None:
        end_assignment(work.act, assignment, "closed", None)
    _keep_until(trajectory, until)
    notify(work, assignment.volunteer.user_id, "trajectory_handed_over", f"{path_of(handover)}/samen")
    return assignment.volunteer


def _keep_until(trajectory: Trajectory, until: date | None) -> None:
    assert trajectory.retention_from is not None  # it closed; the database holds both together
    trajectory.retention_from = rules.retention_from(trajectory.retention_from, until)


@dataclass(frozen=True)
class Closed:
    """The result of closing: the trajectory, and the next one when it was started. `not_kept` says why the volunteer
    does not support the next one (a refusal code), None when they do or nobody asked."""

    trajectory: Trajectory
    next: Trajectory | None = None
    not_kept: str | None = None


def close(act: Act, trajectory_id: int, closing: rules.Closing) -> Closed:
    """Close a trajectory. With an exception an open handover is withdrawn in the same step.
    Raises NotVisible, Forbidden, Refused "trajectory_closed", "needs_handover", "closing_needs_reason",
    "handover_still_open" or "type_already_open"."""
    outcome, reason = closing.outcome, closing.reason
    with unit_of_work(act) as work:
        trajectory = _to_close(work, trajectory_id)
        handover = work.session.scalars(queries.open_of(trajectory.id)).first()
        handed_over = work.session.scalars(queries.completed_of(trajectory.id)).first() is not None
        rules.check_closing(trajectory.type.ends_with, handed_over, handover is not None, outcome, reason)
        if handover is not None:
            _withdraw(work, handover, outcome)
        trajectory.close(act.today, outcome, reason)
        volunteer = _end(work, trajectory)
        following, not_kept = None, None
        if closing.start_next and outcome == "completed" and trajectory.type.next_type is not None:
            following = start_following(work, trajectory, trajectory.type.next_type)
            if closing.keep_volunteer and volunteer is not None:
                not_kept = keep(work, following, volunteer)
        next_id = following.id if following else None
        work.commit("trajectory.closed", trajectory, outcome=outcome, next_trajectory_id=next_id)
    return Closed(trajectory, following, not_kept)


def _to_close(work: Work, trajectory_id: int) -> Trajectory:
    statement = trajectory_queries.visible_to(work.act.actor).where(Trajectory.id == trajectory_id)
    hold_household(work, statement)
    trajectory = work.lock(statement.options(joinedload(Trajectory.household)))
    require(work.act.actor, Action.CLOSE, trajectory)
    if not trajectory.open:
        raise Refused("trajectory_closed")
    return trajectory


def _withdraw(work: Work, handover: WarmHandover, outcome: str) -> None:
    shown = handover.offered_to_team_id is not None
    take_back(work, handover, None)
    tell_timeline(work, handover, "withdraw", None, outcome=outcome)
    if shown:
        tell_team(work, handover, "handover_withdrawn")
    tell_senders(work, handover, "handover_withdrawn")


def _end(work: Work, trajectory: Trajectory) -> Volunteer | None:
    assignment = trajectory.current
    if assignment is None:
        return None
    tell_volunteer(work, assignment, "trajectory_closed")
    end_assignment(work.act, assignment, "closed", None)
    work.session.flush()
    return assignment.volunteer


def end_overlaps(act: Act) -> dict[str, int]:
    """End every assignment whose access is over, on the last day it gave access; for the machine, so nobody's
    permission counts. Gives how many "ended"; those that "failed" had no turn and come again."""
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
