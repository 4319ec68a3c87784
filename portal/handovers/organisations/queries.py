"""Reads of the organisations without an account here to which a location hands over."""

from sqlalchemy import Select, false, select

from portal.access import Actor, RoleKind
from portal.db import db
from portal.handovers.models.organisation import OtherOrganisation


def visible_to(actor: Actor) -> Select[OtherOrganisation]:
    """Those of a coordinator's own location, by name; nobody else finds any."""
    statement = select(OtherOrganisation).order_by(OtherOrganisation.name_key, OtherOrganisation.id)
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(OtherOrganisation.location_id == actor.location_id)
    return statement.where(false())


def choosable(location_id: int) -> list[OtherOrganisation]:
    """Those of a location that one can still hand over to, by name."""
    return list(
        db.session.scalars(
            select(OtherOrganisation)
            .where(OtherOrganisation.location_id == location_id, OtherOrganisation.ended_on.is_(None))
            .order_by(OtherOrganisation.name_key, OtherOrganisation.id)
        )
    )
