"""Commands on the clients of a household."""

from datetime import date
from typing import Any

from portal.access import Action, require
from portal.db import apply, touch
from portal.refusals import Refused
from portal.trajectories import service_steps as steps
from portal.trajectories.models_households import Client, Household
from portal.trajectories.queries import households_visible_to
from portal.trajectories.queries_households import household_of_client, trajectories_of
from portal.work import Act, Work, unit_of_work


def add_client(act: Act, household_id: int, values: dict[str, Any], spoken: steps.Spoken) -> Client:
    """Another adult of a household. Adding the same once more is no second adding.

    Raises NotVisible, Refused("client_exists") when somebody of that name and birth year is there,
    or Refused("client_number_taken").
    """
    with unit_of_work(act) as work:
        household = work.lock(households_visible_to(act.actor).where(Household.id == household_id))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        for member in household.members:
            if all(getattr(member, name) == values[name] for name in ("first_name", "last_name", "birth_year")):
                if apply(member, values) or steps.spoken_by(member) != spoken:
                    raise Refused("client_exists", field="first_name")
                return member
        client = Client(household=household, location_id=household.location_id, **values)
        steps.set_spoken(client, spoken)
        work.add(client)
        work.commit("client.added", client, client_id=client.id)
    return client


def change_client(act: Act, client_id: int, version: int | None, values: dict[str, Any], spoken: steps.Spoken) -> None:
    """Change a client; saving what is so already changes nothing.

    Raises NotVisible, Refused("stale") or Refused("client_number_taken").
    """
    with unit_of_work(act) as work:
        client = _lock(work, client_id)
        fresh = client.version == version
        changed = apply(client, values)
        if steps.set_spoken(client, spoken):
            changed.append("languages")
        if changed and not fresh:
            raise Refused("stale")
        if changed:
            touch(client)
            work.commit("client.changed", client, client_id=client.id, fields=changed)


def leave(act: Act, client_id: int, left_on: date) -> None:
    """A client no longer belongs to the household, from a day on; who was there stays known.

    Leaving what one left is no second leaving. Raises NotVisible, Refused("left_in_future"), or
    Refused("last_client") while a trajectory runs: that one closes first (rule 6).
    """
    if left_on > act.today:
        raise Refused("left_in_future", field="left_on")
    with unit_of_work(act) as work:
        client = _lock(work, client_id)
        if client.left_on is not None:
            return
        others = [each for each in client.household.members if each.id != client.id]
        if not others and any(each.open for each in trajectories_of(client.household_id)):
            raise Refused("last_client", field="left_on")
        client.left_on = left_on
        work.commit("client.left", client, client_id=client.id)


def come_back(act: Act, client_id: int) -> None:
    """A client belongs to the household again. Raises NotVisible."""
    with unit_of_work(act) as work:
        client = _lock(work, client_id)
        if client.left_on is not None:
            client.left_on = None
            work.commit("client.changed", client, client_id=client.id, fields=["left_on"])


def _lock(work: Work, client_id: int) -> Client:
    """A client, with the household held: what is decided about one depends on the others."""
    household = work.lock(household_of_client(work.act.actor, client_id))
    require(work.act.actor, Action.EDIT_HOUSEHOLD, household)
    return next(each for each in household.clients if each.id == client_id)
