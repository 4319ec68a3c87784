"""The teams to choose from, and the topics of needs."""

from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, union
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.organisation.models import Coverage, LocationMunicipality, NeighbourhoodTeam
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.household import Household


def covering(household: Household, today: date) -> list[NeighbourhoodTeam]:
    """The teams whose postcodes cover the address on this day."""
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .where(_runs(today), NeighbourhoodTeam.id.in_(_covering(household, today)))
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def choosable(household: Household, today: date) -> list[NeighbourhoodTeam]:
    """The teams to choose from: those of the location's municipalities and of the household's own, and those that cover
    the address."""
    served = select(LocationMunicipality.municipality_id).where(
        LocationMunicipality.location_id == household.location_id
    )
    # In a union each part finds its few by an index; with "or" all teams there are would be looked at.
    near = union(
        *(
            select(NeighbourhoodTeam.id).where(which)
            for which in (
                NeighbourhoodTeam.municipality_id.in_(served),
                NeighbourhoodTeam.municipality_id == household.municipality_id,
                NeighbourhoodTeam.id.in_(_covering(household, today)),
            )
        )
    )
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .options(joinedload(NeighbourhoodTeam.municipality))
            .where(_runs(today), NeighbourhoodTeam.id.in_(near))
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def _covering(household: Household, today: date) -> Select[int]:
    return select(Coverage.team_id).where(
        Coverage.postcode_area == household.area,
        Coverage.valid_from <= today,
        or_(Coverage.valid_until.is_(None), Coverage.valid_until > today),
    )


def _runs(today: date) -> ColumnElement[bool]:
    return or_(NeighbourhoodTeam.ended_on.is_(None), NeighbourhoodTeam.ended_on > today)


def topics() -> Select[Topic]:
    """The topics a need can be about."""
    return select(Topic).where(Topic.active).order_by(Topic.position)
