"""The pool: the trajectories that wait for a volunteer, best fit first.
Rule 2: before claiming nobody sees a name or an address, and these statements never read one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, String, bindparam, case, func, null, or_, select

from portal.db import Columns, db
from portal.organisation.models import Language
from portal.trajectories import rules
from portal.trajectories.assignments import rules as assignments_rules
from portal.trajectories.load import HOURS, HUNDREDTHS, TODAY, hours, in_phase
from portal.trajectories.models.configuration import TrajectoryType, TypeFunction
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.pool.fit import AREA, BEGINNING, BEST_FIRST, Position, Search, waits_here
from portal.trajectories.pool.reader import Reader
from portal.trajectories.queries import waiting_at
from portal.trajectories.rules import TrajectoryFacts
from portal.work import rows

# Languages as (code, name, name_en), as words.in_language reads them.
SPOKEN = (
    select(Client.household_id, Language.code, Language.name, Language.name_en, Language.name_key)
    .join(ClientLanguage, ClientLanguage.client_id == Client.id)
    .join(Language, Language.id == ClientLanguage.language_id)
    .where(Client.left_on.is_(None), Client.household_id.in_(bindparam("households", type_=Integer, expanding=True)))
    .distinct()
    .order_by(Language.name_key)
)
TYPES_WAITING = (
    select(TrajectoryType.code, TrajectoryType.name, TrajectoryType.name_en)
    .where(
        or_(
            TrajectoryType.code == bindparam("asked", type_=String),
            TrajectoryType.id.in_(select(Trajectory.type_id).where(waits_here())),
        )
    )
    .order_by(TrajectoryType.position)
)
LANGUAGES_WAITING = (
    select(Language.code, Language.name, Language.name_en)
    .where(
        or_(
            Language.code == bindparam("asked", type_=String),
            Language.id.in_(
                select(ClientLanguage.language_id)
                .join(Client, Client.id == ClientLanguage.client_id)
                .join(Trajectory, Trajectory.household_id == Client.household_id)
                .where(Client.left_on.is_(None), waits_here())
            ),
        )
    )
    .order_by(Language.name_key)
)
AREAS_WAITING = (
    select(AREA).join(Trajectory, Trajectory.household_id == Household.id).where(waits_here()).distinct().order_by(AREA)
)

HOW_MANY = select(func.count(Trajectory.id)).where(waits_here())


def _easiest() -> Columns:
    """The columns: the function, for whom it is kept, and the least hours asked of what waits at a location."""
    kept = case((Trajectory.reserved_until >= TODAY, Trajectory.reserved_for_id), else_=null())
    waits = (
        waiting_at(bindparam("location_id", type_=Integer))
        .with_only_columns(TypeFunction.function, kept.label("kept_for"), in_phase(HOURS).label("hours"))
        .join(TypeFunction, TypeFunction.type_id == Trajectory.type_id)
        .subquery()
    )
    least = func.min(waits.c.hours).label("hours")
    return select(waits.c.function, waits.c.kept_for, least).group_by(waits.c.function, waits.c.kept_for)


EASIEST = _easiest()


def easiest_waiting(location_id: int | None, today: date) -> list[Any]:
    """For each function, and for whom it is kept if for anybody, the least hundredths of hours a week that what waits
    at a location asks: who has fewer hours left can claim none of it."""
    return rows(EASIEST, location_id=location_id, today=today)


@dataclass(frozen=True)
class Waiting:
    """One trajectory of the pool. `refusals` are the codes of rule 4 for this reader, by the rule that decides the
    claim; `shared` are languages both speak, Dutch left out. Types and languages carry `name` and `name_en`. Until
    `reserved_until` it is kept for this reader."""

    id: int
    type: Any
    area: str
    size: int
    urgent: bool
    days: int
    languages: tuple[Any, ...]
    facts: TrajectoryFacts
    refusals: tuple[str, ...]
    shared: tuple[Any, ...]
    same_area: bool
    position: Position
    reserved_until: date | None = None


@dataclass(frozen=True)
class Pool:
    """A part of the pool, and how many trajectories wait in all that were asked for."""

    rows: list[Waiting]
    total: int


@dataclass(frozen=True)
class Choices:
    """The choices of the filters, from the trajectories that wait."""

    types: list[Any]
    languages: list[Any]
    areas: list[str]


def pool(who: Reader, search: Search | None = None, after: Position | None = None, limit: int = 3) -> Pool:
    """The waiting trajectories of the reader's location from a place on, the best fit first."""
    found = _found(who, search or Search(), after or BEGINNING, limit)
    return Pool(_as_shown(who, found), found[0].total if found else 0)


def waiting(who: Reader, trajectory_id: int) -> Waiting | None:
    """One trajectory of the pool; None when it does not wait at the reader's location."""
    found = _found(who, Search(), BEGINNING, 1, trajectory_id)
    return next(iter(_as_shown(who, found)), None)


def how_many(who: Reader) -> int:
    """How many trajectories wait that the reader could claim, were nothing in the way."""
    [(count,)] = rows(HOW_MANY, location_id=who.location_id, volunteer_id=who.volunteer_id, today=who.today)
    return count


def choices(who: Reader, search: Search) -> Choices:
    """The choices of the reader: those of waiting trajectories, and those they made already."""
    here = {"location_id": who.location_id, "volunteer_id": who.volunteer_id, "today": who.today}
    return Choices(
        types=rows(TYPES_WAITING, **here, asked=search.type),
        languages=rows(LANGUAGES_WAITING, **here, asked=search.language),
        areas=[area for (area,) in rows(AREAS_WAITING, **here)],
    )


def taken_by(location_id: int | None, trajectory_id: int) -> int | None:
    """The volunteer who supports an open trajectory of the location now; None when nobody does, or
    there is none."""
    return db.session.scalar(
        select(Assignment.volunteer_id)
        .join(Trajectory, Trajectory.id == Assignment.trajectory_id)
        .where(
            Trajectory.id == trajectory_id,
            Trajectory.location_id == location_id,
            Trajectory.closed_on.is_(None),
            Assignment.ends_on.is_(None),
        )
    )


def _found(who: Reader, search: Search, after: Position, limit: int, trajectory_id: int | None = None) -> list[Any]:
    values = {
        "today": who.today,
        "location_id": who.location_id,
        "volunteer_id": who.volunteer_id,
        "function": who.facts.function,
        "room": int(assignments_rules.free_hours(who.facts) * HUNDREDTHS),
        "languages": sorted(who.facts.languages - {rules.DUTCH}),
        "area": who.facts.area,
        "asked_type": search.type,
        "asked_language": search.language,
        "asked_area": search.area,
        "trajectory_id": trajectory_id,
        "after_score": after.score,
        "after_since": after.waiting_since,
        "after_id": after.id,
        "limit": limit,
    }
    return rows(BEST_FIRST, **values)


def spoken_in(household_ids: Collection[int]) -> dict[int, list[Any]]:
    """The languages of the adults who live in each household, once each, by its key. The reader may see them."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows(SPOKEN, households=list(household_ids)):
        found[row.household_id].append(row)
    return found


def _as_shown(who: Reader, found: list[Any]) -> list[Waiting]:
    languages = spoken_in([row.household_id for row in found])
    return [_waiting(who, row, tuple(languages[row.household_id])) for row in found]


def _waiting(who: Reader, row: Any, languages: tuple[Any, ...]) -> Waiting:
    facts = TrajectoryFacts(
        functions=frozenset({who.facts.function} if row.fits_function else ()),
        hours=hours(row.hours),
        languages=frozenset(language.code for language in languages),
        area=row.area,
    )
    shared = rules.shared_languages(who.facts, facts)
    return Waiting(
        id=row.id,
        type=row,
        area=row.area,
        size=row.size,
        urgent=row.urgent,
        days=max((who.today - row.waiting_since).days, 0),
        languages=languages,
        facts=facts,
        refusals=tuple(rules.claim_refusals(who.facts, facts, who.today)),
        shared=tuple(language for language in languages if language.code in shared),
        same_area=who.facts.area is not None and who.facts.area == row.area,
        position=Position(row.score, row.waiting_since, row.id),
        reserved_until=row.reserved_until,
    )
