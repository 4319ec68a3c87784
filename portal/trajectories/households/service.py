"""Commands on households: add one, change it, who helps it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.access import Action, require
from portal.organisation.models import Location
from portal.refusals import NotVisible, Refused
from portal.trajectories import starting
from portal.trajectories.households import steps
from portal.trajectories.households.queries import trajectories_of
from portal.trajectories.models.household import HELPER_ROLES, Client, Household, HouseholdHelper
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import households_visible_to, visible_to
from portal.trajectories.recognising.queries import who_resemble
from portal.work import Act, Work, put, unit_of_work

# When one of these changes, the duration rule may give another end (HL22: by municipality and housing date).
MOVES_THE_END = {"housed_on", "municipality_id"}


def add_household(act: Act, household: dict[str, Any], client: steps.Adult, trajectory: dict[str, Any]) -> Household:
    """A household at the coordinator's location, with its first client and first trajectory; added once more, the
    first. `household` holds columns; `trajectory` holds type_id, legal_regime, starts_on and urgent.
    Raises Forbidden, Refused("household_exists") or Refused("person_resembles") when nobody said that who resembles is
    another, Refused("not_our_municipality") or Refused("client_number_taken")."""
    require(act.actor, Action.ADD_HOUSEHOLD)
    with unit_of_work(act) as work:
        # One household at a time per location: of two taps the second finds what the first stored.
        location = work.lock(select(Location).where(Location.id == act.actor.location_id))
        steps.refuse_foreign(location, household["municipality_id"])
        found = who_resemble(location.id, household, client.values)
        for each in found:
            if _is_what(each.client.household, household, client.values, trajectory):
                return each.client.household
        steps.refuse_resembling(found, client.another)
        steps.refuse_taken_number(location.id, client.values.get("client_number"))
        row = work.add(Household(location_id=location.id, **household))
        person = Client(household=row, location_id=location.id, **client.values)
        steps.set_spoken(person, client.spoken)
        work.add(person)
        starting.start(work, row, trajectory)
        work.commit("household.added", row)
    return row


def _is_what(row: Household, household: dict[str, Any], client: dict[str, Any], trajectory: dict[str, Any]) -> bool:
    """Whether a stored household is what these values would add."""
    return (
        steps.holds(row, household)
        and any(steps.holds(person, client) for person in row.members)
        and any(starting.started_so(each, trajectory) for each in trajectories_of(row.id))
    )


def change_household(act: Act, household_id: int, version: int | None, values: dict[str, Any]) -> None:
    """Change a household. Another housing date or municipality recounts the end of its open trajectories, but for
    extended ones. Raises NotVisible, Refused("stale") or Refused("not_our_municipality")."""
    with unit_of_work(act) as work:
        household = work.lock(households_visible_to(act.actor).where(Household.id == household_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        fresh = household.version == version
        if values["municipality_id"] != household.municipality_id:
            steps.refuse_foreign(household.location, values["municipality_id"])
        changed = put(household, **values)
        if changed and not fresh:
            raise Refused("stale")
        if MOVES_THE_END & set(changed):
            for trajectory in trajectories_of(household.id):
                if trajectory.open:
                    starting.recount(work, trajectory)
        if changed:
            work.commit("household.changed", household, fields=changed)


@dataclass(frozen=True)
class Helper:
    """Who somebody is for a household, and how to reach them."""

    name: str | None
    phone: str | None


def set_helper(act: Act, trajectory_id: int, role: str, version: int | None, helper: Helper) -> None:
    """Keep who somebody is for a household and how to reach them; without a number they go off the card. `version` is 0
    when nobody stood there. Raises NotVisible, Forbidden, Refused("stale") or Refused("helper_without_phone")."""
    if role not in HELPER_ROLES:
        raise NotVisible
    if helper.name and not helper.phone:
        raise Refused("helper_without_phone", field="phone")
    with unit_of_work(act) as work:
        trajectory = work.lock(visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.KEEP_CARD, trajectory)
        row = _helper_of(work, trajectory.household_id, role)
        if Helper(row.name, row.phone) == helper if row else not helper.phone:
            return
        if version != (row.version if row else 0):
            raise Refused("stale")
        change = _put(work, row, HouseholdHelper(household_id=trajectory.household_id, role=role), helper)
        work.commit("household.helper_changed", trajectory, role=role, change=change)


def _put(work: Work, row: HouseholdHelper | None, fresh: HouseholdHelper, helper: Helper) -> str:
    """Add, change or remove; says which."""
    if not helper.phone:
        work.session.delete(row)
        return "removed"
    kept = row or fresh
    kept.name, kept.phone = helper.name, helper.phone
    work.add(kept)
    return "changed" if row else "added"


def _helper_of(work: Work, household_id: int, role: str) -> HouseholdHelper | None:
    chosen = select(HouseholdHelper).where(HouseholdHelper.household_id == household_id, HouseholdHelper.role == role)
    return work.session.scalar(chosen, execution_options={"populate_existing": True})
