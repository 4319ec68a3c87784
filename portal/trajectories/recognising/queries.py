"""The clients of the own location who resemble somebody whose details a coordinator types."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from portal.db import db
from portal.names import person_key
from portal.trajectories.models.household import Client, ClientAlias, Household
from portal.trajectories.recognising.rules import Identity, identity, namesakes

MOST = 5  # more than anybody compares


@dataclass(frozen=True)
class Resembling:
    """A client, and what they have in common with what was typed."""

    client: Client
    features: tuple[str, ...]


def who_resemble(
    location_id: int | None, household: dict[str, Any], person: dict[str, Any], but_for: Sequence[int] = ()
) -> list[Resembling]:
    """The clients of a location who may be this person, the most alike first; those of the keys `but_for` aside.
    `household` and `person` hold columns. Reads the clients of that name and of that postcode."""
    typed = _identity(household, person, [person.get("client_number")])
    near = or_(
        Client.name_key == person_key(person["first_name"], person["last_name"]),
        Household.postcode == household["postcode"],
    )
    clients = db.session.scalars(
        select(Client)
        .join(Client.household)
        .where(Client.location_id == location_id, near, Client.id.not_in(but_for))
        .options(contains_eager(Client.household), selectinload(Client.aliases))
        .order_by(Client.id)
    )
    alike = [(client, namesakes(typed, _identity_of(client))) for client in clients]
    found = [Resembling(client, same.features) for client, same in alike if same]
    return sorted(found, key=lambda each: -len(each.features))[:MOST]


def mark_of(found: Sequence[Resembling]) -> str:
    """Another text as soon as anything differs of those whom somebody saw beside what they typed; empty for nobody."""
    seen = sorted((each.client.id, each.client.version, each.client.household.version) for each in found)
    return sha256(repr(seen).encode()).hexdigest()[:16] if seen else ""


def has_another_number(client_id: int | None, location_id: int | None, number: str | None) -> bool:
    """Whether a number is an alias of another client of the location: it belongs to nobody else."""
    if not number:
        return False
    taken = ClientAlias.location_id == location_id, func.lower(ClientAlias.number) == number.lower()
    return bool(db.session.scalar(select(exists().where(*taken, ClientAlias.client_id.is_distinct_from(client_id)))))


def address_of(household: Household) -> dict[str, Any]:
    """Where a household lives, as `who_resemble` takes it."""
    return {name: getattr(household, name) for name in ("street", "house_number", "postcode", "city")}


def _identity_of(client: Client) -> Identity:
    names = {"first_name": client.first_name, "last_name": client.last_name, "birth_year": client.birth_year}
    return _identity(address_of(client.household), names, client.numbers)


def _identity(household: dict[str, Any], person: dict[str, Any], numbers: Sequence[str | None]) -> Identity:
    address = (household["street"], household["house_number"], household["postcode"], household["city"])
    return identity((person["first_name"], person["last_name"]), person.get("birth_year"), address, numbers)
