"""Reads of households: whose they are, who helps, which languages are spoken."""

from datetime import date

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import selectinload

from portal.access import Actor
from portal.db import db
from portal.organisation.models import Coverage, Language, LocationMunicipality, Municipality
from portal.trajectories.models.household import Client, ClientLanguage, Household, HouseholdHelper
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import households_visible_to


def household_of_client(actor: Actor, client_id: int) -> Select[Household]:
    """The household a client belongs to, when this person may see it."""
    return households_visible_to(actor).where(
        exists().where(Client.household_id == Household.id, Client.id == client_id)
    )


def household_of_trajectory(actor: Actor, trajectory_id: int) -> Select[Household]:
    """The household of a trajectory, when this person may see it."""
    return households_visible_to(actor).where(
        exists().where(Trajectory.household_id == Household.id, Trajectory.id == trajectory_id)
    )


def trajectories_of(household_id: int) -> list[Trajectory]:
    """The trajectories of a household, the newest first."""
    return list(
        db.session.scalars(
            select(Trajectory)
            .where(Trajectory.household_id == household_id)
            .options(selectinload(Trajectory.current).joinedload(Assignment.volunteer))
            .order_by(Trajectory.starts_on.desc(), Trajectory.id.desc())
        ).unique()
    )


def municipalities_of(location_id: int | None) -> list[Municipality]:
    """The municipalities a location serves, by name."""
    return list(
        db.session.scalars(
            select(Municipality)
            .join(LocationMunicipality, LocationMunicipality.municipality_id == Municipality.id)
            .where(LocationMunicipality.location_id == location_id)
            .order_by(Municipality.name_key)
        )
    )


def is_covered(area: str, today: date) -> bool:
    """Whether any neighbourhood team covers a postcode area on a day."""
    lasts = or_(Coverage.valid_until.is_(None), Coverage.valid_until > today)
    covered = exists().where(Coverage.postcode_area == area, Coverage.valid_from <= today, lasts)
    return bool(db.session.scalar(select(covered)))


def helpers_of(household_id: int) -> dict[str, HouseholdHelper]:
    """The helpers of a household by what they do."""
    rows = db.session.scalars(select(HouseholdHelper).where(HouseholdHelper.household_id == household_id))
    return {row.role: row for row in rows}


def languages_spoken(household_id: int) -> list[str]:
    """The codes of the languages that the people who live there now speak, in the order of the people."""
    return list(
        db.session.scalars(
            select(Language.code)
            .join(ClientLanguage, ClientLanguage.language_id == Language.id)
            .join(Client, Client.id == ClientLanguage.client_id)
            .where(Client.household_id == household_id, Client.left_on.is_(None))
            .order_by(Client.id, Language.id)
        )
    )
