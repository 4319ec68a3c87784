"""Closing a trajectory by rule 6, and starting the next one in the same step."""

from dataclasses import dataclass

from sqlalchemy.orm import joinedload

from portal.access import Action, require
from portal.handovers import queries, rules
from portal.handovers.models import WarmHandover
from portal.handovers.service_next import keep, start_following
from portal.handovers.service_steps import (
    hold_household,
    take_back,
    tell_senders,
    tell_team,
    tell_timeline,
    tell_volunteer,
)
from portal.people.models import Volunteer
from portal.refusals import Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories.models import Trajectory
from portal.trajectories.service_assignments import end_assignment
from portal.work import Act, Work, unit_of_work


@dataclass(frozen=True)
class Closed:
    """What closing brought: the trajectory, the next one when it was started, and why the
    volunteer does not support that one (a refusal code), None when they do or nobody asked."""

    trajectory: Trajectory
    next: Trajectory | None = None
    not_kept: str | None = None


def close(
    act: Act,
    trajectory_id: int,
    outcome: str,
    reason: str | None,
    start_next: bool = False,
    keep_volunteer: bool = False,
) -> Closed:
    """Close a trajectory. With an exception an open handover is withdrawn in the same step.

    `start_next` starts the type that follows, today; `keep_volunteer` assigns the present volunteer
    to it when rule 4 allows, else it waits. Raises NotVisible, Forbidden, Refused
    "trajectory_closed", "needs_handover", "closing_needs_reason", "handover_still_open" or
    "type_already_open".
    """
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
        if start_next and outcome == "completed" and trajectory.type.next_type is not None:
            following = start_following(work, trajectory, trajectory.type.next_type)
            if keep_volunteer and volunteer is not None:
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
