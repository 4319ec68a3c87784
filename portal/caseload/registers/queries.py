"""The rows of a register, and all that each shows: of nowhere but the location of the role in use."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, select

from portal.access import Actor
from portal.caseload.registers.among.queries import ordered
from portal.caseload.registers.models import SavedView
from portal.caseload.registers.rules import TRAJECTORIES, Asked, Register, phase_value
from portal.contacts.models import ContactMoment
from portal.db import Columns, db
from portal.i18n import number
from portal.keyset import cursor
from portal.organisation.models import Language, Municipality
from portal.people.models.people import User, Volunteer
from portal.refusals import Refused
from portal.trajectories.load import TODAY, in_phase
from portal.trajectories.models.configuration import Phase, TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import Current, NamedTrajectory, household_number, household_phone, named_for
from portal.work import rows

KEYS = bindparam("keys", type_=Integer, expanding=True)


@dataclass(frozen=True)
class Line(NamedTrajectory):
    """A trajectory by name with everything that a register can show of it and of its household."""

    type_id: int
    phase_id: int
    urgent: bool
    legal_regime: str
    ends_on: date
    closed_on: date | None
    outcome: str | None
    volunteer: str | None
    last_contact: date | None
    postcode: str
    city: str
    municipality: str
    housed_on: date
    size: int
    number: str
    phone: str | None


@dataclass(frozen=True)
class Found:
    """The keys of a page in order, the cursor behind them, and the numbers of all rows with and without the filters."""

    keys: list[int]
    next_cursor: str | None
    found: int
    total: int


@dataclass(frozen=True)
class Named:
    """Something to choose, by its code, with its name in both languages."""

    id: int
    code: str
    name: str
    name_en: str | None


@dataclass(frozen=True)
class Type(Named):
    """A trajectory type with its phases."""

    phases: list[Named]


@dataclass(frozen=True)
class Choices:
    """The types, with their phases, and the languages to choose from; plain values, which no unit of work ends."""

    types: list[Type]
    languages: list[Named]

    @property
    def known(self) -> dict[str, Collection[str]]:
        """The values of the filters that the portal can change."""
        return {
            "soort": [each.code for each in self.types],
            "fase": [phase_value(each.code, phase.code) for each in self.types for phase in each.phases],
            "taal": [each.code for each in self.languages],
        }


def choices() -> Choices:
    """All that there is to choose from, also what no longer starts: much of it still runs."""
    phases: dict[int, list[Named]] = defaultdict(list)
    for type_id, *phase in rows(PHASES):
        phases[type_id].append(Named(*phase))
    types = [Type(*row, phases=phases[row.id]) for row in rows(TYPES)]
    return Choices(types, [Named(*row) for row in rows(LANGUAGES)])


def _named(table: Any, *more: Any) -> Columns:
    return select(*more, table.id, table.code, table.name, table.name_en)


TYPES = _named(TrajectoryType).order_by(TrajectoryType.position, TrajectoryType.id)
PHASES = _named(Phase, Phase.type_id).order_by(Phase.type_id, Phase.from_week)
LANGUAGES = _named(Language).order_by(Language.name_key)


def saved_view(actor: Actor, register: Register) -> SavedView | None:
    """The view that this person kept of a register, at the location of the role in use."""
    mine = SavedView.user_id == actor.user_id, SavedView.location_id == actor.location_id
    return db.session.scalars(select(SavedView).where(*mine, SavedView.register == register.name)).first()


def page(actor: Actor, register: Register, asked: Asked, today: date, size: int) -> Found:
    """One page of a register for a coordinator."""
    statement, counts, order = ordered(actor, register, asked, today, size)
    found = rows(statement)
    counted = found[0] if found else rows(counts)[0]
    return Found(
        keys=[row.id for row in found[:size]],
        next_cursor=cursor(found[size - 1], order) if len(found) > size else None,
        found=counted.found,
        total=counted.total,
    )


def everything(actor: Actor, register: Register, asked: Asked, today: date, most: int) -> Found:
    """All rows of the filters at once. Raises Refused "register_too_large" (`most`, `count`) when there are more."""
    found = page(actor, register, replace(asked, after=None), today, most)
    if found.next_cursor is not None:
        raise Refused("register_too_large", most=number(most), count=number(found.found))
    return found


def lines(actor: Actor, register: Register, keys: Sequence[int], today: date) -> list[Line]:
    """The trajectories behind these rows, as far as this person may open them."""
    found = rows(_lines(actor, register), keys=keys, today=today)
    return [Line(*row) for row in found]


@lru_cache(maxsize=64)
def _lines(actor: Actor, register: Register) -> Columns:
    reached = ContactMoment.reached, ContactMoment.withdrawn_at.is_(None)
    last = select(func.max(ContactMoment.on_date)).where(ContactMoment.trajectory_id == Trajectory.id, *reached)
    shown = (
        Trajectory.type_id,
        in_phase(Phase.id, TODAY),
        Trajectory.urgent,
        Trajectory.legal_regime,
        Trajectory.ends_on,
        Trajectory.closed_on,
        Trajectory.closure_outcome,
        User.name,
        last.correlate(Trajectory).scalar_subquery(),
        Household.postcode,
        Household.city,
        Municipality.name,
        Household.housed_on,
        Household.adults + Household.children,
        household_number(),
        household_phone(),
    )
    return (
        named_for(actor, *shown)
        .join(Household, Household.id == Trajectory.household_id)
        .join(Municipality, Municipality.id == Household.municipality_id)
        .outerjoin(Volunteer, Volunteer.id == Current.volunteer_id)
        .outerjoin(User, User.id == Volunteer.user_id)
        .where((Trajectory.id if register is TRAJECTORIES else Trajectory.household_id).in_(KEYS))
        .order_by(Trajectory.id)
    )
