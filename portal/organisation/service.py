"""Commands on the organisation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.access import Action, require
from portal.organisation.models import Location, Municipality
from portal.refusals import Refused
from portal.work import Act, constraint_refuses, unit_of_work

constraint_refuses("uq_location_name", "location.name", code="just_added")


def add_location(
    act: Act, name: str, municipalities: list[str], theme: str = "wegwijs", phone: str | None = None
) -> Location:
    """A new location that serves the municipalities, which are made when they are new.

    `theme` is the name of a file in static/themes/, `phone` that of the office, for the contact
    card. Raises Refused("location_exists").
    """
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
