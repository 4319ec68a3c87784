"""Trajectories by name, in plain values: for pages that show who it is about and little more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, SQLColumnExpression, String, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.audit import AuditLine
from portal.db import Columns
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import is_visible_to
from portal.work import rows

Current = aliased(Assignment)
LISTED = "trajectory.listed"


@dataclass(frozen=True)
class NamedTrajectory:
    """A trajectory with the name of its household: enough to name a page, to judge who may use it, and for its audit
    line. `read_at` is when its reader last left the line of a list with it."""

    __tablename__: ClassVar[str] = Trajectory.__tablename__
    id: int
    household_id: int
    location_id: int
    starts_on: date
    volunteer_id: int | None
    access_until: date | None
    name: str
    read_at: datetime | None


def household_name() -> ColumnElement[str]:
    """The name of the household of a trajectory, as `Household.name` has it: that of its first adult, of those who live
    there now when there are any."""
    return _of_first_adult(Client.name)


def household_key(of: Any = Trajectory.household_id) -> ColumnElement[str]:
    """The sort key of a list of households by name: the key of the name that `household_name` gives. `of` is the key of
    the household in the statement."""
    return _of_first_adult(Client.name_key, of)


def household_number() -> ColumnElement[str]:
    """The client number of the adult by whose name the household of a trajectory is called."""
    return _of_first_adult(Client.client_number)


def household_phone() -> ColumnElement[str | None]:
    """The number to call: of the first adult who lives there and has one."""
    return _of_first_with(Client.phone)


def household_mail() -> ColumnElement[str | None]:
    """The address to mail: of the first adult who lives there and has one."""
    return _of_first_with(Client.email)


def _of_first_with(way: Any) -> ColumnElement[str | None]:
    having = Client.household_id == Trajectory.household_id, Client.left_on.is_(None), way.is_not(None)
    return select(way).where(*having).order_by(Client.id).limit(1).correlate(Trajectory).scalar_subquery()


def _of_first_adult(column: Any, of: Any = Trajectory.household_id) -> ColumnElement[str]:
    first = (
        select(column)
        .where(Client.household_id == of)
        .order_by(Client.left_on.is_not(None), Client.id)
        .limit(1)
        .correlate(of.class_)
    )
    return func.coalesce(first.scalar_subquery(), "–", type_=String())


def _read_at(actor: Actor) -> SQLColumnExpression[datetime | None]:
    lines = AuditLine.actor_id == actor.user_id, AuditLine.event == LISTED, AuditLine.subject_id == Trajectory.id
    return select(func.max(AuditLine.at)).where(*lines).correlate(Trajectory).scalar_subquery()


def named_for(actor: Actor, *more: Any) -> Columns:
    """The columns of a NamedTrajectory, and more, of the trajectories that this person may open;
    `Current` is the assignment of now."""
    columns = Trajectory.id, Trajectory.household_id, Trajectory.location_id, Trajectory.starts_on
    return (
        select(*columns, Current.volunteer_id, Current.access_until, household_name(), _read_at(actor), *more)
        .outerjoin(Current, and_(Current.trajectory_id == Trajectory.id, Current.ends_on.is_(None)))
        .where(is_visible_to(actor))
    )


def named(actor: Actor, trajectory_id: int) -> list[NamedTrajectory]:
    """The trajectory with this key, when this person may open it."""
    return [NamedTrajectory(*row) for row in rows(_named(actor), trajectory_id=trajectory_id)]


def named_among(actor: Actor, keys: Collection[int]) -> list[NamedTrajectory]:
    """These trajectories by name, as far as this person may open them."""
    return [NamedTrajectory(*row) for row in rows(named_for(actor).where(Trajectory.id.in_(keys)))]


@lru_cache(maxsize=1024)  # made once for each reader: making a statement takes longer than running it
def _named(actor: Actor) -> Columns:
    return named_for(actor).where(Trajectory.id == bindparam("trajectory_id"))
