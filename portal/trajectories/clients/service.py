"""Commands on the clients of a household."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from portal.access import Action, require
from portal.names import person_key
from portal.organisation.models import Location
from portal.refusals import Refused
from portal.trajectories.households import steps as households_steps
from portal.trajectories.households.queries import household_of_client, trajectories_of
from portal.trajectories.models.household import Client, Household
from portal.trajectories.queries import households_visible_to
from portal.trajectories.recognising.queries import address_of, who_resemble
from portal.work import Act, Work, count_as_change, put, unit_of_work

RECOGNISED_BY = {"first_name", "last_name", "birth_year", "client_number"}


def add_client(act: Act, household_id: int, adult: households_steps.Adult) -> Client:
    """Another adult of a household. Raises NotVisible, Refused("client_exists") for the same name and birth year there,
    Refused("household_exists") or Refused("person_resembles") for another household's when nobody said that they are
    another, or Refused("client_number_taken")."""
    values = adult.values
    with unit_of_work(act) as work:
        household = _hold_household(work, households_visible_to(act.actor).where(Household.id == household_id))
        for member in household.members:
            if _same_person(member, values):
                if not households_steps.holds(member, values) or households_steps.spoken_by(member) != adult.spoken:
                    raise Refused("client_exists", field="first_name")
                return member
        found = who_resemble(household.location_id, address_of(household), values)
        households_steps.refuse_resembling(found, adult.another)
        households_steps.refuse_taken_number(household.location_id, values.get("client_number"))
        client = Client(household=household, location_id=household.location_id, **values)
        households_steps.set_spoken(client, adult.spoken)
        work.add(client)
        work.commit("client.added", client, client_id=client.id)
    return client


def change_client(act: Act, client_id: int, version: int | None, adult: households_steps.Adult) -> None:
    """Change a client. Raises NotVisible, Refused("stale"), Refused("client_number_taken"), or as `add_client` when
    another name, year of birth or number makes them resemble somebody."""
    with unit_of_work(act) as work:
        client = _lock(work, client_id)
        fresh = client.version == version
        number = client.client_number
        changed = put(client, **adult.values)
        if households_steps.set_spoken(client, adult.spoken):
            changed.append("languages")
        if changed and not fresh:
            raise Refused("stale")
        if RECOGNISED_BY & set(changed):
            _recognise(work, client, adult, number)
        if changed:
            count_as_change(client)
            work.commit("client.changed", client, client_id=client.id, fields=changed)


def _recognise(work: Work, client: Client, adult: households_steps.Adult, former_number: str | None) -> None:
    """Refuse a change that makes a client resemble another; two numbers of their own change places."""
    with work.session.no_autoflush:
        address, now = address_of(client.household), {name: getattr(client, name) for name in RECOGNISED_BY}
        found = who_resemble(client.location_id, address, now, but_for=[client.id])
        households_steps.refuse_resembling(found, adult.another)
        households_steps.refuse_taken_number(client.location_id, client.client_number, client.id)
        own = (client.client_number or "").casefold()
        for alias in [each for each in client.aliases if each.number.casefold() == own]:
            if former_number:
                alias.number = former_number
            else:
                client.aliases.remove(alias)


def _same_person(member: Client, values: dict[str, Any]) -> bool:
    """Whether an adult of the household has this name, and no other year of birth."""
    name = person_key(values["first_name"], values["last_name"])
    years = {member.birth_year, values.get("birth_year")} - {None}
    return member.name_key == name and len(years) < 2


def leave(act: Act, client_id: int, left_on: date) -> None:
    """A client no longer belongs to the household, from a day on; who was there stays known.
    Raises NotVisible, Refused("left_in_future"), or Refused("last_client") while a trajectory runs (rule 6)."""
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
    household = _hold_household(work, household_of_client(work.act.actor, client_id))
    return next(each for each in household.clients if each.id == client_id)


def _hold_household(work: Work, statement: Select[Household]) -> Household:
    """A household, held after its location: who is new is compared with everybody there, as an import does."""
    work.hold(select(Location.id).where(Location.id == work.act.actor.location_id))
    household = work.lock(statement)
    require(work.act.actor, Action.EDIT_HOUSEHOLD, household)
    return household
