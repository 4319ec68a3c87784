"""The team's side: accept, return, complete. The meeting is in `service_meeting`."""

from datetime import date

from portal.handovers import rules
from portal.handovers.models import WarmHandover
from portal.handovers.service_steps import (
    done_by,
    lock_trajectory,
    take,
    tell_senders,
    tell_volunteer,
    to_answer,
)
from portal.trajectories.service_assignments import end_assignment
from portal.work import Act, unit_of_work


def accept(act: Act, reference: str) -> WarmHandover:
    """Accept in one's own name. Raises NotVisible, Forbidden, Refused("handover_moved_on")."""
    with unit_of_work(act) as work:
        handover = to_answer(work, reference)
        if handover.state == "accepted" and done_by(work, handover, "accept"):
            return handover
        take(work, handover, "accept")
        handover.accepted_at = act.at
        handover.accepted_by_id = act.actor.user_id
        handover.accepted_version = handover.snapshots[-1].number
        tell_senders(work, handover, "handover_accepted")
        work.commit("handover.accepted", handover, reference=reference)
    return handover


def return_to_sender(act: Act, reference: str, reason: str, until: date | None, note: str | None) -> None:
    """Give it back with one of the reasons of domain.md section 4; `until` only for no capacity.
    From then on the team reads the timeline alone.

    Raises NotVisible, Forbidden, Refused "handover_moved_on", "until_missing", "until_in_past" or
    "note_missing".
    """
    until = until if reason == "no_capacity" else None
    with unit_of_work(act) as work:
        handover = to_answer(work, reference)
        given = (reason, until, note)
        earlier = (handover.returned_reason, handover.no_capacity_until, handover.returned_note)
        if handover.state == "returned" and given == earlier and done_by(work, handover, "return"):
            return
        rules.next_state(handover.path, handover.state, "return")
        rules.check_return(reason, until, note, act.today)
        handover.returned_reason, handover.no_capacity_until, handover.returned_note = given
        take(work, handover, "return", note, reason=reason, until=until.isoformat() if until else None)
        tell_senders(work, handover, "handover_returned")
        work.commit("handover.returned", handover, reference=reference, reason=reason)


def complete(act: Act, reference: str) -> None:
    """Take over: the team leads from now on, the trajectory closes, the volunteer's assignment ends
    (rules 6, 7 and 8).

    Raises NotVisible, Forbidden, Refused("handover_moved_on") unless the meeting was held.
    """
    with unit_of_work(act) as work:
        handover = to_answer(work, reference)
        if handover.state == "completed" and done_by(work, handover, "complete"):
            return
        take(work, handover, "complete")
        handover.completed_at = act.at
        trajectory = lock_trajectory(work, handover.trajectory)
        trajectory.lead_party = "neighbourhood_team"
        trajectory.closed_on = max(act.today, trajectory.starts_on)
        trajectory.closure_outcome = "handed_over"
        tell_senders(work, handover, "handover_completed", volunteer=False)
        if trajectory.current is not None:
            tell_volunteer(work, trajectory.current, "trajectory_handed_over")
            end_assignment(act, trajectory.current, "closed", None)
        work.commit("handover.completed", handover, reference=reference)
