"""Reads of appointments: those that were made and not yet kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from sqlalchemy import Integer, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.contacts.models import ContactMoment
from portal.db import Columns
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import NamedTrajectory, named_for
from portal.work import rows


@dataclass(frozen=True)
class Agreed:
    """The appointment of a trajectory that is still to be kept."""

    trajectory: NamedTrajectory
    on: date
    at: time | None


def agreed(actor: Actor) -> list[Agreed]:
    """The appointments of the open trajectories that a volunteer supports, the first one first."""
    mine = {row.id: NamedTrajectory(*row) for row in rows(_supported(actor))}
    found = [Agreed(mine[key], on, at) for key, on, at in rows(AGREED, keys=list(mine))]
    return sorted(found, key=lambda each: (each.on, each.at or time.min, each.trajectory.id))


@lru_cache(maxsize=1024)  # made once for each volunteer: making a statement takes longer than running it
def _supported(actor: Actor) -> Columns:
    return named_for(actor).where(Trajectory.closed_on.is_(None))


def agreed_in(keys: Sequence[int]) -> list[int]:
    """The contacts that name the appointments of these trajectories, by their key."""
    return [contact_id for (contact_id,) in rows(AGREED_IN, keys=keys)]


def appointments(*columns: str) -> Columns:
    """The appointment of each trajectory that was made and not yet kept.

    The last contact that names one decides: an appointment that was moved is the new one. Once a
    contact, or an attempt, of that day or later is logged, it was kept.
    """
    newest_first = (ContactMoment.on_date.desc(), ContactMoment.id.desc())
    recency = func.row_number().over(partition_by=ContactMoment.trajectory_id, order_by=newest_first)
    naming = (
        select(
            ContactMoment.id,
            ContactMoment.trajectory_id,
            ContactMoment.on_date,
            ContactMoment.next_appointment_on,
            ContactMoment.next_appointment_at,
            recency.label("recency"),
        )
        .where(COUNTS, ContactMoment.next_appointment_on.is_not(None))
        .subquery()
    )
    later = aliased(ContactMoment)
    kept = exists().where(
        later.trajectory_id == naming.c.trajectory_id,
        later.withdrawn_at.is_(None),
        later.on_date >= naming.c.next_appointment_on,
        or_(later.on_date > naming.c.on_date, and_(later.on_date == naming.c.on_date, later.id > naming.c.id)),
    )
    return select(*(naming.c[column] for column in columns)).where(naming.c.recency == 1, ~kept)


# Made once: making a statement takes longer than running it.
KEYS = bindparam("keys", type_=Integer, expanding=True)
COUNTS = and_(ContactMoment.trajectory_id.in_(KEYS), ContactMoment.withdrawn_at.is_(None))
AGREED_IN = appointments("id")
AGREED = appointments("trajectory_id", "next_appointment_on", "next_appointment_at")
