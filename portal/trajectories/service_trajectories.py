"""Commands on trajectories by the coordinator who keeps them: another one, or a correction."""

from datetime import date
from typing import Any

from portal.access import Action, require
from portal.db import apply
from portal.i18n import short_day
from portal.refusals import Refused
from portal.trajectories import queries
from portal.trajectories import service_steps as steps
from portal.trajectories.models import Trajectory
from portal.trajectories.models_households import Household
from portal.trajectories.queries_households import trajectories_of
from portal.trajectories.service_start import dates_moved
from portal.work import Act, unit_of_work


def add_trajectory(act: Act, household_id: int, values: dict[str, Any]) -> Trajectory:
    """Another trajectory for a household: type_id, legal_regime, starts_on and urgent.

    Adding the same once more is no second adding. Raises NotVisible, or
    Refused("type_already_open") when one of that type runs.
    """
    with unit_of_work(act) as work:
        household = work.lock(queries.households_visible_to(act.actor).where(Household.id == household_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        for existing in trajectories_of(household.id):
            if steps.started_so(existing, values):
                return existing
            if existing.open and existing.type_id == values["type_id"]:
                raise Refused("type_already_open", field="type_id")
        trajectory = steps.start(work, household, values)
        work.commit("trajectory.added", trajectory, type=trajectory.type.code)
    return trajectory


def change_trajectory(
    act: Act, trajectory_id: int, version: int | None, legal_regime: str, starts_on: date, urgent: bool
) -> None:
    """Correct the regime, the start or the urgency of an open trajectory.

    Another start recounts the end by the rule unless it was extended; while nobody ever supported
    it, it also waits from the new start. Saving what is so already changes nothing. Raises
    NotVisible, Forbidden, Refused("stale"), Refused("trajectory_closed") or
    Refused("start_after_end").
    """
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        fresh = trajectory.version == version
        if trajectory.extension_reason is not None and starts_on > trajectory.ends_on:
            raise Refused("start_after_end", field="starts_on", ends_on=short_day(trajectory.ends_on))
        if not trajectory.assignments and trajectory.waiting_since == trajectory.starts_on:
            trajectory.waiting_since = starts_on
        changed = apply(trajectory, {"legal_regime": legal_regime, "starts_on": starts_on, "urgent": urgent})
        if changed and not fresh:
            raise Refused("stale")
        if "starts_on" in changed:
            steps.recount(work, trajectory)
        elif "legal_regime" in changed:
            dates_moved(work.session, act, trajectory)
        if changed:
            work.commit("trajectory.changed", trajectory, fields=changed)
