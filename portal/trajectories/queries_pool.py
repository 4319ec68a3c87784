"""The pool: what waits for a volunteer, best fit first, without anything about who it is for.

Rule 2: before claiming nobody sees a name. These statements select type, postcode area, household
size, languages, urgency and how long it waits; a name or an address is never read at all.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.organisation.models import Language
from portal.people.models import Volunteer
from portal.trajectories import queries, queries_load, rules
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_configuration import TrajectoryType
from portal.trajectories.models_households import Client, ClientLanguage, Household
from portal.trajectories.queries_pool_fit import (
    AREA,
    Position,
    Reader,
    Search,
    asked_for,
    behind,
    best_first,
    scored,
    spoken,
)
from portal.trajectories.rules import TrajectoryFacts


@dataclass(frozen=True)
class Waiting:
    """One trajectory of the pool. `refusals` are the codes of rule 4 for this reader, by the same
    rule that decides the claim; `shared` are languages both speak, Dutch left out."""

    id: int
    type: TrajectoryType
    area: str
    size: int
    urgent: bool
    days: int
    languages: tuple[Language, ...]
    facts: TrajectoryFacts
    refusals: tuple[str, ...]
    shared: tuple[Language, ...]
    same_area: bool
    position: Position


@dataclass(frozen=True)
class Pool:
    """A part of the pool, and how many trajectories wait in all that were asked for."""

    rows: list[Waiting]
    total: int


def reader(actor: Actor, today: date) -> Reader | None:
    """Who looks; None when this person has no record as a volunteer at the location yet."""
    if actor.kind is not RoleKind.VOLUNTEER or actor.location_id is None:
        return None
    volunteer = db.session.scalars(
        select(Volunteer)
        .where(Volunteer.id == actor.volunteer_id, Volunteer.location_id == actor.location_id)
        .options(selectinload(Volunteer.languages), selectinload(Volunteer.absences))
    ).first()
    return volunteer and Reader(actor.location_id, queries.volunteer_facts(volunteer, today), today)


def pool(who: Reader, search: Search | None = None, after: Position | None = None, limit: int = 3) -> Pool:
    """What waits at the reader's location, what fits them best first, from a place on."""
    found = scored(who, queries_load.all_phases()).where(*asked_for(search or Search())).subquery()
    statement = select(found).order_by(*best_first(found)).limit(limit)
    if after is not None:
        statement = statement.where(behind(found, after))
    rows = list(db.session.execute(statement))
    return Pool(_as_shown(who, rows), rows[0].total if rows else 0)


def waiting(who: Reader, trajectory_id: int) -> Waiting | None:
    """One trajectory of the pool; None when it does not wait at the reader's location."""
    rows = list(db.session.execute(scored(who, queries_load.all_phases()).where(Trajectory.id == trajectory_id)))
    return next(iter(_as_shown(who, rows)), None)


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


def choices(location_id: int) -> tuple[list[TrajectoryType], list[Language], list[str]]:
    """What can be chosen in the filters: types, languages and postcode areas of what waits."""
    waits = queries.waiting_at(location_id)
    types = waits.with_only_columns(Trajectory.type_id)
    households = waits.with_only_columns(Trajectory.household_id)
    languages = spoken(Client.household_id.in_(households)).with_only_columns(ClientLanguage.language_id)
    areas = select(AREA).where(Household.id.in_(households)).distinct().order_by(AREA)
    return (
        list(
            db.session.scalars(
                select(TrajectoryType).where(TrajectoryType.id.in_(types)).order_by(TrajectoryType.position)
            )
        ),
        list(db.session.scalars(select(Language).where(Language.id.in_(languages)).order_by(Language.name))),
        list(db.session.scalars(areas)),
    )


def _as_shown(who: Reader, rows: list[Any]) -> list[Waiting]:
    types = _types({row.type_id for row in rows})
    languages = _languages({row.household_id for row in rows})
    return [_waiting(who, row, types[row.type_id], languages.get(row.household_id, ())) for row in rows]


def _waiting(who: Reader, row: Any, type_: TrajectoryType, languages: tuple[Language, ...]) -> Waiting:
    phase = rules.phase_on(queries.phase_rules(type_.phases), row.starts_on, who.today)
    facts = TrajectoryFacts(
        functions=frozenset(each.function for each in type_.functions),
        hours=phase.hours_per_week,
        languages=frozenset(language.code for language in languages),
        area=row.area,
    )
    shared = rules.shared_languages(who.facts, facts)
    return Waiting(
        id=row.id,
        type=type_,
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
    )


def _types(keys: set[int]) -> dict[int, TrajectoryType]:
    found = db.session.scalars(select(TrajectoryType).where(TrajectoryType.id.in_(keys)))
    return {each.id: each for each in found}


def _languages(households: set[int]) -> dict[int, tuple[Language, ...]]:
    known = spoken(Client.household_id.in_(households)).distinct().subquery()
    statement = (
        select(known.c.household_id, Language)
        .join(Language, Language.id == known.c.language_id)
        .order_by(Language.name)
    )
    found: dict[int, list[Language]] = defaultdict(list)
    for household_id, language in db.session.execute(statement):
        found[household_id].append(language)
    return {key: tuple(each) for key, each in found.items()}
