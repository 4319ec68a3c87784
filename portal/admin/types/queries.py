"""Reads of trajectory types for the functional admin."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.i18n import in_language
from portal.trajectories.models.configuration import TrajectoryType
from portal.work import fetch_all, find


def types() -> list[TrajectoryType]:
    """Every trajectory type in its order."""
    return fetch_all(select(TrajectoryType).order_by(TrajectoryType.position, TrajectoryType.id))


def type_names() -> list[tuple[int, str]]:
    """Key and name of every type in the reader's language, in their order."""
    rows = db.session.execute(
        select(TrajectoryType.id, TrajectoryType.name, TrajectoryType.name_en).order_by(
            TrajectoryType.position, TrajectoryType.id
        )
    )
    return [(row.id, in_language(row)) for row in rows]


def type_(type_id: int) -> TrajectoryType:
    """A type with its phases. Raises NotVisible."""
    return find(
        select(TrajectoryType).where(TrajectoryType.id == type_id).options(joinedload(TrajectoryType.next_type))
    )
