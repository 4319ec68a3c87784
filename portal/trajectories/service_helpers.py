"""Commands on whom a household can ring: for its contact card."""

from sqlalchemy import select

from portal.access import Action, require
from portal.refusals import NotVisible, Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.models_helpers import HELPER_ROLES, HouseholdHelper
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, unit_of_work


def set_helper(
    act: Act, trajectory_id: int, role: str, version: int | None, name: str | None, phone: str | None
) -> None:
    """Keep who somebody is for a household and how to reach them; without a number they go off the
    card.

    `version` is that of the page, 0 when nobody stood there. Saving what is so already changes
    nothing. Raises NotVisible, Forbidden, Refused("stale") or Refused("helper_without_phone").
    """
    if role not in HELPER_ROLES:
        raise NotVisible
    if name and not phone:
        raise Refused("helper_without_phone", field="phone")
    with unit_of_work(act) as work:
        trajectory = work.lock(visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.KEEP_CARD, trajectory)
        row = _helper_of(work, trajectory.household_id, role)
        if (row.name, row.phone) == (name, phone) if row else not phone:
            return
        if version != (row.version if row else 0):
            raise Refused("stale")
        change = _put(work, row, HouseholdHelper(household_id=trajectory.household_id, role=role), name, phone)
        work.commit("household.helper_changed", trajectory, role=role, change=change)


def _put(work: Work, row: HouseholdHelper | None, fresh: HouseholdHelper, name: str | None, phone: str | None) -> str:
    """Add, change or remove; says which."""
    if not phone:
        work.session.delete(row)
        return "removed"
    kept = row or fresh
    kept.name, kept.phone = name, phone
    work.add(kept)
    return "changed" if row else "added"


def _helper_of(work: Work, household_id: int, role: str) -> HouseholdHelper | None:
    chosen = select(HouseholdHelper).where(HouseholdHelper.household_id == household_id, HouseholdHelper.role == role)
    return work.session.scalar(chosen, execution_options={"populate_existing": True})
