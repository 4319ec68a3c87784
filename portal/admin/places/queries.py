"""Reads of locations and municipalities for the functional admin."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.organisation.models import Location, Municipality
from portal.work import fetch_all, find


def locations() -> list[Location]:
    """Every location with its municipalities, by name."""
    return fetch_all(select(Location).options(selectinload(Location.municipalities)).order_by(Location.name_key))


def location(location_id: int) -> Location:
    """A location. Raises NotVisible."""
    return find(select(Location).where(Location.id == location_id).options(selectinload(Location.municipalities)))


def municipalities() -> list[Municipality]:
    """Every municipality, by name."""
    return fetch_all(select(Municipality).order_by(Municipality.name_key))


def municipality(municipality_id: int) -> Municipality:
    """A municipality. Raises NotVisible."""
    return find(select(Municipality).where(Municipality.id == municipality_id))
