"""Completion: the lead moves, the trajectory closes, the volunteer may look in for a while (rules 6, 7, 8)."""

from datetime import date

from portal.access import Action, require
from portal.handovers import rules, rules_kinds
from portal.handovers.models import WarmHandover
from portal.handovers.queries_clock import settings
from portal.handovers.service_internal import go_on
from portal.handovers.service_sending import refuse_unready
from portal.handovers.service_steps import done_by, lock_handover, lock_trajectory, path_of, take, tell_senders
from portal.people.models import Volunteer
from portal.people.service_notices import notify
from portal.trajectories.models import Trajectory
from portal.trajectories.service_assignments import end_assignment
from portal.work import Act, Work, unit_of_work


def overlap_weeks() -> int:
    """How many weeks the volunteer of before may look in, unless agreed otherwise: as the functional admin set it."""
    return min(settings().overlap_weeks, rules_kinds.MOST_OVERLAP_WEEKS)


def complete(act: Act, reference: str, weeks: int | None = None) -> WarmHandover:
    """Take over. To a team or organisation: it leads from now on. Inside the organisation: the next
    trajectory starts today. The trajectory closes, unless it had closed before and came back; its volunteer may
    look in for so many weeks, by default `overlap_weeks()`, and not at all after 0.

    A second tap gives the same result. Raises NotVisible, Forbidden, Refused "handover_moved_on" unless
    the meeting was held, "overlap_too_long", what the readiness list of an internal one names, or
    "type_already_open" when what follows runs already.
    """
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, Action.ANSWER_HANDOVER, handover)
        if handover.state == "completed" and done_by(work, handover, "complete"):
            return handover
        take(work, handover, "complete")
        if handover.path == rules.INTERNAL:
            # It was never offered: what is left over is decided about here at the latest.
            refuse_unready(work, handover)
        weeks = overlap_weeks() if weeks is None else weeks
        rules_kinds.check_overlap(weeks)
        handover.completed_at = act.at
        trajectory = lock_trajectory(work, handover.trajectory)
        trajectory.lead_party = rules_kinds.LEADS_AFTER.get(handover.path, trajectory.lead_party)
        if trajectory.open:
            trajectory.close(act.today, rules_kinds.OUTCOME_AFTER[handover.path])
        # One that came back keeps the day and outcome it closed with, or the figures of that year would change.
        _keep_until(trajectory, act.today)
        tell_senders(work, handover, "handover_completed", volunteer=False)
        volunteer = _let_look_in(work, handover, trajectory, weeks)
        if handover.path == rules.INTERNAL:
            work.session.flush()
            go_on(work, handover, trajectory, volunteer)
        work.commit("handover.completed", handover, reference=reference)
    return handover


def _let_look_in(work: Work, handover: WarmHandover, trajectory: Trajectory, weeks: int) -> Volunteer | None:
    """The volunteer reads what they did together; the assignment stays until the overlap is over."""
    assignment = trajectory.current
    looked_in_until = assignment.access_until if assignment else None
    if assignment is None or (looked_in_until is not None and looked_in_until < work.act.today):
        return None
    until = rules_kinds.overlap_until(work.act.today, weeks)
    handover.overlap_until = assignment.access_until = until
    if until is None:
        end_assignment(work.act, assignment, "closed", None)
    _keep_until(trajectory, until)
    notify(work, assignment.volunteer.user_id, "trajectory_handed_over", f"{path_of(handover)}/samen")
    return assignment.volunteer


def _keep_until(trajectory: Trajectory, until: date | None) -> None:
    assert trajectory.retention_from is not None  # it closed; the database holds both together
    trajectory.retention_from = rules_kinds.retention_from(trajectory.retention_from, until)
