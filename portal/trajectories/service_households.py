"""Commands on households: adding one with its first client and trajectory, and changing one."""

from typing import Any

from sqlalchemy import select

from portal.access import Action, require
from portal.db import apply
from portal.organisation.models import Location
from portal.refusals import Refused
from portal.trajectories import service_steps as steps
from portal.trajectories.models_households import Client, Household
from portal.trajectories.queries import households_visible_to
from portal.trajectories.queries_households import same_household, trajectories_of
from portal.work import Act, unit_of_work

# When one of these changes, the duration rule may give another end (HL22: by municipality and housing date).
MOVES_THE_END = {"housed_on", "municipality_id"}


def add_household(
    act: Act, household: dict[str, Any], client: dict[str, Any], spoken: steps.Spoken, trajectory: dict[str, Any]
) -> Household:
    """A household at the coordinator's location, with its first client and first trajectory.

    `household` and `client` hold columns; `trajectory` holds type_id, legal_regime, starts_on and
    urgent. Adding the same once more is no second adding: the first is returned. Raises Forbidden,
    Refused("household_exists") when somebody of that name lives there already,
    Refused("not_our_municipality") or Refused("client_number_taken").
    """
    require(act.actor, Action.ADD_HOUSEHOLD)
    with unit_of_work(act) as work:
        # One household at a time per location: of two taps the second finds what the first stored.
        location = work.lock(select(Location).where(Location.id == act.actor.location_id))
        steps.refuse_foreign(location, household["municipality_id"])
        existing = same_household(location.id, household, client)
        if existing is not None:
            if not _is_what(existing, household, client, trajectory):
                raise Refused("household_exists", field="street")
            return existing
        row = work.add(Household(location_id=location.id, **household))
        person = Client(household=row, location_id=location.id, **client)
        steps.set_spoken(person, spoken)
        work.add(person)
        steps.start(work, row, trajectory)
        work.commit("household.added", row)
    return row


def _is_what(row: Household, household: dict[str, Any], client: dict[str, Any], trajectory: dict[str, Any]) -> bool:
    """Whether a stored household is what these values would add."""
    return (
        all(getattr(row, name) == value for name, value in household.items())
        and any(all(getattr(person, name) == value for name, value in client.items()) for person in row.clients)
        and any(steps.started_so(each, trajectory) for each in trajectories_of(row.id))
    )


def change_household(act: Act, household_id: int, version: int | None, values: dict[str, Any]) -> None:
    """Change a household. Another housing date or municipality recounts the end of its open
    trajectories by the rule, except of those a coordinator extended. Saving what is so already, as
    a double tap does, changes nothing.

    Raises NotVisible, Refused("stale") or Refused("not_our_municipality").
    """
    with unit_of_work(act) as work:
        household = work.lock(households_visible_to(act.actor).where(Household.id == household_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        fresh = household.version == version
        if values["municipality_id"] != household.municipality_id:
            steps.refuse_foreign(household.location, values["municipality_id"])
        changed = apply(household, values)
        if changed and not fresh:
            raise Refused("stale")
        if MOVES_THE_END & set(changed):
            for trajectory in trajectories_of(household.id):
                if trajectory.open:
                    steps.recount(work, trajectory)
        if changed:
            work.commit("household.changed", household, fields=changed)
