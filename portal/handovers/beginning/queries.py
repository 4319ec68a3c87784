"""The teams to choose from, and the topics of needs."""

from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select
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
            .where(
                _runs(today),
                exists().where(
                    Coverage.team_id == NeighbourhoodTeam.id,
                    Coverage.postcode_area == household.area,
                    Coverage.valid_from <= today,
                    or_(Coverage.valid_until.is_(None), Coverage.valid_until > today),
                ),
            )
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def choosable(household: Household, today: date) -> list[NeighbourhoodTeam]:
    """The teams to choose from: those of the location's municipalities and of the household's own, and those that cover
    the address."""
    served = select(LocationMunicipality.municipality_id).where(
        LocationMunicipality.location_id == household.location_id
    )
    own = [team.id for team in covering(household, today)]
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .options(joinedload(NeighbourhoodTeam.municipality))
            .where(
                _runs(today),
                or_(
                    NeighbourhoodTeam.municipality_id.in_(served),
                    NeighbourhoodTeam.municipality_id == household.municipality_id,
                    NeighbourhoodTeam.id.in_(own),
                ),
            )
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def _runs(today: date) -> ColumnElement[bool]:
    return or_(NeighbourhoodTeam.ended_on.is_(None), NeighbourhoodTeam.ended_on > today)


def topics() -> Select[Topic]:
    """The topics a need can be about."""
    return select(Topic).where(Topic.active).order_by(Topic.position)
