"""Which rows a register has by its filters, and in which order they stand: statements of keys."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, exists, func, literal, select
from sqlalchemy.types import Date

from portal.access import Actor
from portal.caseload.registers.rules import HOUSEHOLDS, NAME, TRAJECTORIES, Asked, Register, ends_between
from portal.db import Columns
from portal.keyset import Order, keyset_page
from portal.named import found_by
from portal.organisation.models import Language
from portal.people.models.people import User, Volunteer
from portal.trajectories.load import in_phase
from portal.trajectories.models.configuration import Phase, TrajectoryType
from portal.trajectories.models.household import Client, ClientAlias, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.named import household_key
from portal.trajectories.queries import households_visible_to, is_visible_to

Conditions = list[ColumnElement[bool]]


@lru_cache(maxsize=64)
def ordered(actor: Actor, register: Register, asked: Asked, today: date, size: int) -> tuple[Columns, Columns, Order]:
    """The statement of a page of keys, that of its numbers alone, for a page without rows, and the order."""
    among = _AMONG[register.name]
    chosen = among(actor, *_conditions(actor, register, asked, today))
    counts = _count(chosen).label("found"), _count(among(actor, [], [])).label("total")
    key = chosen.selected_columns.id
    order = Order(_ORDERS[register.name][asked.sorted_by](), key, asked.sort.startswith("-"))
    return keyset_page(chosen.add_columns(*counts), order, asked.after, size), select(*counts), order


def _count(statement: Columns) -> ColumnElement[int]:
    return select(func.count()).select_from(statement.subquery()).scalar_subquery()


def _trajectories(actor: Actor, of_trajectory: Conditions, of_household: Conditions) -> Columns:
    return (
        select(Trajectory.id.label("id"))
        .join(Household, Household.id == Trajectory.household_id)
        .where(is_visible_to(actor), *of_trajectory, *of_household)
    )


def _households(actor: Actor, of_trajectory: Conditions, of_household: Conditions) -> Columns:
    """Households with a trajectory like this: the file of a household is that of its trajectories."""
    having = exists().where(Trajectory.household_id == Household.id, is_visible_to(actor), *of_trajectory)
    here = households_visible_to(actor).with_only_columns(Household.id.label("id"))
    return here.where(having.correlate(Household), *of_household)


_AMONG: dict[str, Callable[[Actor, Conditions, Conditions], Columns]] = {
    HOUSEHOLDS.name: _households,
    TRAJECTORIES.name: _trajectories,
}


def _conditions(actor: Actor, register: Register, asked: Asked, today: date) -> tuple[Conditions, Conditions]:
    """The conditions on a trajectory, and those on its household."""
    filters = asked.filters
    of_trajectory = [_OF_TRAJECTORY[name](value, actor, today) for name, value in filters if name in _OF_TRAJECTORY]
    of_household = [_OF_HOUSEHOLD[name](value) for name, value in filters if name in _OF_HOUSEHOLD]
    if register is HOUSEHOLDS and asked.of("staat") == "gesloten":
        running = exists().where(Trajectory.household_id == Household.id, is_visible_to(actor), ~_closed())
        return of_trajectory, [*of_household, ~running.correlate(Household)]
    return [*_STATES[asked.of("staat")](), *of_trajectory], of_household


def _closed() -> ColumnElement[bool]:
    return Trajectory.closed_on.is_not(None)


def _supported() -> ColumnElement[bool]:
    return exists().where(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None))


_STATES: dict[str, Callable[[], Conditions]] = {
    "": lambda: [~_closed()],
    "wacht": lambda: [~_closed(), ~_supported()],
    "loopt": lambda: [~_closed(), _supported()],
    "gesloten": lambda: [_closed()],
    "alles": list,
}


def _of_type(value: str, _actor: Actor, _today: date) -> ColumnElement[bool]:
    return Trajectory.type_id.in_(select(TrajectoryType.id).where(TrajectoryType.code == value))


def _in_phase(value: str, _actor: Actor, today: date) -> ColumnElement[bool]:
    type_code, phase_code = value.split(".")
    phase = (
        select(Phase.id)
        .join(TrajectoryType, TrajectoryType.id == Phase.type_id)
        .where(TrajectoryType.code == type_code, Phase.code == phase_code)
    )
    now = in_phase(Phase.id, literal(today, Date())) == phase.scalar_subquery()
    return and_(~_closed(), _of_type(type_code, _actor, today), now)


def _ends(value: str, _actor: Actor, today: date) -> ColumnElement[bool]:
    return Trajectory.ends_on.between(*ends_between(value, today))


def _of_volunteer(value: str, actor: Actor, _today: date) -> ColumnElement[bool]:
    """Supported now by a volunteer of the location with this in the name."""
    theirs = (
        select(Assignment.trajectory_id)
        .join(Volunteer, Volunteer.id == Assignment.volunteer_id)
        .join(User, User.id == Volunteer.user_id)
        .where(
            Assignment.ends_on.is_(None),
            Volunteer.location_id == actor.location_id,
            found_by(value, User.name_key),
        )
    )
    return Trajectory.id.in_(theirs)


_OF_TRAJECTORY: dict[str, Callable[[str, Actor, date], ColumnElement[bool]]] = {
    "soort": _of_type,
    "fase": _in_phase,
    "eindigt": _ends,
    "begeleider": _of_volunteer,
}


def _called(value: str) -> ColumnElement[bool]:
    numbers = select(func.aggregate_strings(ClientAlias.number, " ")).where(ClientAlias.client_id == Client.id)
    found = found_by(value, Client.name_key, Client.client_number, numbers.scalar_subquery())
    return exists().where(Client.household_id == Household.id, found).correlate(Household)


def _speaks(value: str) -> ColumnElement[bool]:
    speaking = (
        select(Client.id)
        .join(ClientLanguage, ClientLanguage.client_id == Client.id)
        .join(Language, Language.id == ClientLanguage.language_id)
        .where(Client.household_id == Household.id, Client.left_on.is_(None), Language.code == value)
    )
    return speaking.correlate(Household).exists()


_OF_HOUSEHOLD: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "zoek": _called,
    "gebied": lambda value: func.substr(Household.postcode, 1, len(value)) == value,
    "taal": _speaks,
}


def _area() -> tuple[ColumnElement[Any], ...]:
    return (func.substr(Household.postcode, 1, 4, type_=String()),)


def _volunteer_key() -> tuple[ColumnElement[Any], ...]:
    key = (
        select(User.name_key)
        .join(Volunteer, Volunteer.user_id == User.id)
        .join(Assignment, Assignment.volunteer_id == Volunteer.id)
        .where(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None))
        .correlate(Trajectory)
    )
    return (func.coalesce(key.scalar_subquery(), "", type_=String()),)


def _type_place() -> tuple[ColumnElement[Any], ...]:
    place = select(TrajectoryType.position).where(TrajectoryType.id == Trajectory.type_id).correlate(Trajectory)
    return (func.coalesce(place.scalar_subquery(), 0, type_=Integer()),)


def _first_end() -> tuple[ColumnElement[Any], ...]:
    """The nearest end of what runs, the last of all for a household where nothing does."""
    end = select(func.min(Trajectory.ends_on)).where(Trajectory.household_id == Household.id, ~_closed())
    return (func.coalesce(end.correlate(Household).scalar_subquery(), date.max, type_=Date()),)


_ORDERS: dict[str, dict[str, Callable[[], tuple[ColumnElement[Any], ...]]]] = {
    HOUSEHOLDS.name: {
        NAME: lambda: (household_key(Household.id),),
        "gebied": _area,
        "personen": lambda: (Household.adults + Household.children,),
        "gehuisvest": lambda: (Household.housed_on.expression,),
        "einde": _first_end,
    },
    TRAJECTORIES.name: {
        NAME: lambda: (household_key(),),
        "soort": _type_place,
        "begeleider": _volunteer_key,
        "gebied": _area,
        "begin": lambda: (Trajectory.starts_on.expression,),
        "einde": lambda: (Trajectory.ends_on.expression,),
    },
}
