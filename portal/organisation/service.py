"""Commands on locations and municipalities."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.access import Action, require
from portal.names import name_key
from portal.organisation.models import Location, Municipality
from portal.refusals import Refused
from portal.work import Act, Work, constraint_refuses, put, unit_of_work

constraint_refuses("uq_location_name", "location.name", code="just_added")


def add_location(
    act: Act, name: str, municipalities: list[str], theme: str = "wegwijs", phone: str | None = None
) -> Location:
    """A new location that serves the municipalities, which are made when they are new. `theme` is the name of a file in
    static/themes/, `phone` that of the office, for the contact card. Raises Refused("location_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        if work.session.scalar(select(Location.id).where(Location.name == name)):
            raise Refused("location_exists", field="name", name=name)
        location = work.add(
            Location(
                name=name,
                theme=theme,
                phone=phone,
                municipalities=[municipality(work.session, each) for each in municipalities],
            )
        )
        work.commit("location.added", location)
    return location


def municipality(session: Session, name: str) -> Municipality:
    """The municipality of this name, made when it is new."""
    found = session.scalar(select(Municipality).where(Municipality.name == name))
    if found is None:
        found = Municipality(name=name)
        session.add(found)
        session.flush()
    return found


constraint_refuses("uq_municipality_name", "municipality.name", code="municipality_exists")


@dataclass(frozen=True)
class LocationLook:
    """A location as it was typed: `theme` is a file in static/themes/, `phone` stands on the contact card."""

    name: str
    theme: str
    phone: str | None
    municipality_ids: Collection[int]


def change_location(act: Act, location_id: int, version: int | None, look: LocationLook) -> None:
    """Rename a location, give it another theme, office number or other municipalities.
    Raises NotVisible, Forbidden, Refused("stale") or Refused("location_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        location = work.lock_as_seen(select(Location).where(Location.id == location_id), version)
        name = look.name
        same = select(Location.id).where(Location.name_key == name_key(name), Location.id != location_id)
        if name != location.name and work.session.scalar(same):
            raise Refused("location_exists", field="name", name=name)
        chosen = work.session.scalars(select(Municipality).where(Municipality.id.in_(look.municipality_ids)))
        municipalities = sorted(chosen, key=lambda each: each.id)
        changed = put(location, name=name, theme=look.theme, phone=look.phone)
        if [each.id for each in municipalities] != sorted(each.id for each in location.municipalities):
            location.municipalities = municipalities
            changed.append("municipalities")
        work.commit("configuration.changed", location, what=name, change=",".join(changed))


def add_municipality(act: Act, name: str) -> Municipality:
    """A municipality to choose from. Raises Forbidden or Refused("municipality_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        _refuse_same_name(work, name)
        municipality = work.add(Municipality(name=name))
        work.commit("configuration.changed", municipality, what=name, change="added")
    return municipality


def rename_municipality(act: Act, municipality_id: int, version: int | None, name: str) -> None:
    """Correct the name of a municipality.
    Raises NotVisible, Forbidden, Refused("stale") or Refused("municipality_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        municipality = work.lock_as_seen(select(Municipality).where(Municipality.id == municipality_id), version)
        if name != municipality.name:
            _refuse_same_name(work, name, municipality_id)
        changed = put(municipality, name=name)
        work.commit("configuration.changed", municipality, what=name, change=",".join(changed))


def _refuse_same_name(work: Work, name: str, own_id: int = 0) -> None:
    same = select(Municipality.id).where(Municipality.name_key == name_key(name), Municipality.id != own_id)
    if work.session.scalar(same):
        raise Refused("municipality_exists", field="name")
