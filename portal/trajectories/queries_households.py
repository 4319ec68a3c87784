"""Reads of households and clients for a coordinator who edits them."""

from datetime import date

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import selectinload

from portal.access import Actor
from portal.db import db
from portal.organisation.models import Coverage, LocationMunicipality, Municipality
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_configuration import TrajectoryType
from portal.trajectories.models_households import Client, Household
from portal.trajectories.queries import households_visible_to


def household_of_client(actor: Actor, client_id: int) -> Select[tuple[Household]]:
    """The household a client belongs to, when this person may see it."""
    return households_visible_to(actor).where(
        exists().where(Client.household_id == Household.id, Client.id == client_id)
    )


def household_of_trajectory(actor: Actor, trajectory_id: int) -> Select[tuple[Household]]:
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


def active_types() -> list[TrajectoryType]:
    """The trajectory types that can start now, in their order."""
    return list(
        db.session.scalars(
            select(TrajectoryType).where(TrajectoryType.active).order_by(TrajectoryType.position, TrajectoryType.id)
        )
    )


def is_covered(area: str, today: date) -> bool:
    """Whether any neighbourhood team covers a postcode area on a day."""
    lasts = or_(Coverage.valid_until.is_(None), Coverage.valid_until > today)
    covered = exists().where(Coverage.postcode_area == area, Coverage.valid_from <= today, lasts)
    return bool(db.session.scalar(select(covered)))
