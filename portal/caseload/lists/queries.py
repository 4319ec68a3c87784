"""One page of a coordinator's list: filtered and sorted in SQL, then read with what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, case, exists, func, select

from portal.access import Actor
from portal.caseload.lists.marked import LISTS, Marked
from portal.days import day_of
from portal.db import Columns
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import OPEN_STATES
from portal.keyset import Order, cursor, keyset_page
from portal.named import found_by
from portal.people.models.people import User, Volunteer
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Client, ClientAlias, Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import (
    Current,
    NamedTrajectory,
    household_key,
    household_mail,
    household_phone,
    named_for,
)
from portal.trajectories.pool.fit import AREA
from portal.work import rows

SORTS = ("dag", "spoed", "naam", "gebied")
KEYS = bindparam("keys", type_=Integer, expanding=True)
# Made once: making a statement takes longer than running it.
HANDOVERS = select(WarmHandover.trajectory_id, WarmHandover.reference, WarmHandover.state).where(
    WarmHandover.trajectory_id.in_(KEYS), WarmHandover.state.in_(OPEN_STATES)
)
TYPES = select(TrajectoryType.code, TrajectoryType.name, TrajectoryType.name_en).order_by(TrajectoryType.position)


@dataclass(frozen=True)
class Asked:
    """The reader's choices on a list: a type by its code, a part of a name or client number, an order, and the cursor
    of the last row seen. The order is one of SORTS; a "-" before it turns it around."""

    type: str = ""
    search: str = ""
    sort: str = "dag"
    after: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it leaves rows out."""
        return bool(self.type or self.search)


@dataclass(frozen=True)
class ListedTrajectory(NamedTrajectory):
    """A trajectory with what a row of a list shows: its type, where and how many they are, who supports it;
    the number and mail of that volunteer, and those of the first of the household who has any."""

    type_name: str
    type_name_en: str | None
    ends_with: str
    area: str
    persons: int
    urgent: bool
    volunteer: str | None
    volunteer_phone: str | None
    volunteer_email: str | None
    phone: str | None
    email: str | None
    closed_on: date | None


@dataclass(frozen=True)
class Listed:
    """A page of keys with the day each is about, the cursor behind it, and the numbers of all rows with and without the
    filters."""

    marks: dict[int, date]
    next_cursor: str | None
    found: int
    total: int


def list_page(actor: Actor, name: str, today: date, asked: Asked, size: int) -> Listed:
    """One page of a list for a coordinator."""
    statement, counts, order = _page(LISTS[name](actor, today), asked, size)
    found = rows(statement)
    counted = found[0] if found else rows(counts)[0]
    return Listed(
        marks={row.id: _day(row.mark) for row in found[:size]},
        next_cursor=cursor(found[size - 1], order) if len(found) > size else None,
        found=counted.found,
        total=counted.total,
    )


@lru_cache(maxsize=64)
def _page(listed: Marked, asked: Asked, size: int) -> tuple[Columns, Columns, Order]:
    """The statement of a page, that of its numbers alone, for a page without rows, and the order. The list is computed
    once for all that is said of it."""
    marked = listed.cte("marked")
    everything = select(marked.c.id, marked.c.mark)
    chosen = everything.join(Trajectory, Trajectory.id == marked.c.id)
    chosen = _narrowed(chosen.join(Household, Household.id == Trajectory.household_id), asked)
    counts = _count(chosen if asked.narrowed else everything).label("found"), _count(everything).label("total")
    order = _order(marked.c.mark, Trajectory.id.expression, asked.sort)
    return keyset_page(chosen.add_columns(*counts), order, asked.after, size), select(*counts), order


def shown(actor: Actor, keys: Sequence[int]) -> list[ListedTrajectory]:
    """The trajectories of a page with everything their rows show, in the order of the keys."""
    found = {row[0]: ListedTrajectory(*row) for row in rows(_shown(actor), keys=keys)}
    return [found[key] for key in keys if key in found]


@lru_cache(maxsize=64)
def _shown(actor: Actor) -> Columns:
    type_of = TrajectoryType.name, TrajectoryType.name_en, TrajectoryType.ends_with
    persons = Household.adults + Household.children
    return (
        named_for(
            actor,
            *(*type_of, AREA, persons, Trajectory.urgent, User.name, User.phone, User.email),
            *(household_phone(), household_mail(), Trajectory.closed_on),
        )
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .join(Household, Household.id == Trajectory.household_id)
        .outerjoin(Volunteer, Volunteer.id == Current.volunteer_id)
        .outerjoin(User, User.id == Volunteer.user_id)
        .where(Trajectory.id.in_(KEYS))
    )


def handovers_of(keys: Sequence[int]) -> dict[int, Any]:
    """The reference and state of the open warm handover of each of these trajectories that has one."""
    return {row.trajectory_id: row for row in rows(HANDOVERS, keys=keys)}


def type_choices() -> list[Any]:
    """The trajectory types to filter by."""
    return rows(TYPES)


def _narrowed(statement: Columns, asked: Asked) -> Columns:
    if asked.type:
        of_type = select(TrajectoryType.id).where(TrajectoryType.code == asked.type)
        statement = statement.where(Trajectory.type_id.in_(of_type))
    if asked.search:
        numbers = select(func.aggregate_strings(ClientAlias.number, " ")).where(ClientAlias.client_id == Client.id)
        found = found_by(asked.search, Client.name_key, Client.client_number, numbers.scalar_subquery())
        statement = statement.where(
            exists().where(Client.household_id == Household.id, Client.left_on.is_(None), found)
        )
    return statement


def _order(mark: ColumnElement[Any], key: ColumnElement[int], sort: str) -> Order:
    columns: dict[str, tuple[ColumnElement[Any], ...]] = {
        "dag": (mark,),
        "spoed": (case((Trajectory.urgent, 0), else_=1), mark),
        "naam": (household_key(),),
        "gebied": (func.substr(Household.postcode, 1, 4, type_=String()), mark),
    }
    name = sort.removeprefix("-")
    return Order(columns.get(name, columns["dag"]), key, sort.startswith("-"))


def _count(statement: Columns) -> Any:
    return select(func.count()).select_from(statement.subquery()).scalar_subquery()


def _day(mark: date) -> date:
    return day_of(mark) if isinstance(mark, datetime) else mark
