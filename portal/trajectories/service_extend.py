"""A longer period than the rule gives: a coordinator's decision, with its reason."""

from datetime import date

from portal.access import Action, require
from portal.refusals import Refused
from portal.trajectories import queries, rules_assign
from portal.trajectories.models import Trajectory
from portal.trajectories.service_start import dates_moved
from portal.work import Act, unit_of_work


def extend(act: Act, trajectory_id: int, ends_on: date, reason: str, expected_version: int | None) -> Trajectory:
    """Move the end of a trajectory to a later day, with a reason that is kept beside earlier ones.

    Raises NotVisible, Forbidden, Refused("stale") when it changed since `expected_version`,
    "trajectory_closed", "extension_not_later", "extension_too_long" (more than two years), and
    "reasons_full" when the earlier reasons leave no room.
    """
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.EXTEND, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        if trajectory.version != expected_version:
            raise Refused("stale")
        if (refusal := rules_assign.extension_refusal(ends_on, trajectory.ends_on)) is not None:
            raise Refused(refusal, field="ends_on")
        kept = rules_assign.reasons_kept(trajectory.extension_reason, reason)
        if len(kept) > rules_assign.REASONS_FIT:
            room = rules_assign.REASONS_FIT - len(kept) + len(reason)
            raise Refused("reasons_full", field="reason", room=max(room, 0))
        trajectory.ends_on = ends_on
        trajectory.extension_reason = kept
        dates_moved(work.session, act, trajectory)
        work.commit("trajectory.extended", trajectory, ends_on=ends_on.isoformat())
    return trajectory
