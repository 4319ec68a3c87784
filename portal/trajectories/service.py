"""Changing a trajectory: its dates, its type, a longer duration."""

from dataclasses import dataclass
from datetime import date

from portal.access import Action, require
from portal.i18n import short_day
from portal.refusals import Refused
from portal.trajectories import queries, starting
from portal.trajectories.assignments import rules as assignments_rules
from portal.trajectories.households.queries import trajectories_of
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.starting import dates_moved
from portal.work import Act, put, unit_of_work


def add_trajectory(act: Act, household_id: int, values: dict[str, object]) -> Trajectory:
    """Another trajectory for a household: type_id, legal_regime, starts_on and urgent. Adding the same once more is no
    second adding. Raises NotVisible, or Refused("type_already_open") when one of that type runs."""
    with unit_of_work(act) as work:
        household = work.lock(queries.households_visible_to(act.actor).where(Household.id == household_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        for existing in trajectories_of(household.id):
            if starting.started_so(existing, values):
                return existing
            if existing.open and existing.type_id == values["type_id"]:
                raise Refused("type_already_open", field="type_id")
        trajectory = starting.start(work, household, values)
        work.commit("trajectory.added", trajectory, type=trajectory.type.code)
    return trajectory


@dataclass(frozen=True)
class TrajectoryTerms:
    """The regime, the start and the urgency of a trajectory."""

    legal_regime: str
    starts_on: date
    urgent: bool


def change_trajectory(act: Act, trajectory_id: int, version: int | None, terms: TrajectoryTerms) -> None:
    """Correct the regime, the start or the urgency of an open trajectory. Another start recounts the end unless it was
    extended; while nobody ever supported it, it also waits from then.
    Raises NotVisible, Forbidden, Refused("stale"), Refused("trajectory_closed") or Refused("start_after_end")."""
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        fresh = trajectory.version == version
        starts_on = terms.starts_on
        if trajectory.extension_reason is not None and starts_on > trajectory.ends_on:
            raise Refused("start_after_end", field="starts_on", ends_on=short_day(trajectory.ends_on))
        if not trajectory.assignments and trajectory.waiting_since == trajectory.starts_on:
            trajectory.waiting_since = starts_on
        changed = put(trajectory, **vars(terms))
        if changed and not fresh:
            raise Refused("stale")
        if "starts_on" in changed:
            starting.recount(work, trajectory)
        elif "legal_regime" in changed:
            dates_moved(work.session, act, trajectory)
        if changed:
            work.commit("trajectory.changed", trajectory, fields=changed)


def extend(act: Act, trajectory_id: int, ends_on: date, reason: str, expected_version: int | None) -> Trajectory:
    """Move the end of a trajectory to a later day, with a reason that is kept beside earlier ones.
    Raises NotVisible, Forbidden, Refused "stale", "trajectory_closed", "extension_not_later", "extension_too_long"
    (more than two years), or "reasons_full"."""
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.EXTEND, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        if trajectory.version != expected_version:
            raise Refused("stale")
        if (refusal := assignments_rules.extension_refusal(ends_on, trajectory.ends_on)) is not None:
            raise Refused(refusal, field="ends_on")
        kept = assignments_rules.reasons_kept(trajectory.extension_reason, reason)
        if len(kept) > assignments_rules.REASONS_FIT:
            room = assignments_rules.REASONS_FIT - len(kept) + len(reason)
            raise Refused("reasons_full", field="reason", room=max(room, 0))
        trajectory.ends_on = ends_on
        trajectory.extension_reason = kept
        dates_moved(work.session, act, trajectory)
        work.commit("trajectory.extended", trajectory, ends_on=ends_on.isoformat())
    return trajectory
