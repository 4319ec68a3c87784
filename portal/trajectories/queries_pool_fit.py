"""How the pool is sorted and narrowed: the fit of each waiting trajectory, computed in SQL.

The rows themselves, and what a reader sees of them, are in queries_pool.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, false, func, or_, select

from portal.organisation.models import Language
from portal.trajectories import queries, queries_load, rules, rules_assign
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import Phase, TrajectoryType, TypeFunction
from portal.trajectories.models_households import Client, ClientLanguage, Household
from portal.trajectories.rules import VolunteerFacts

AREA = func.substr(Household.postcode, 1, 4)
# What makes one fit better than another; each weighs more than all that come after it.
WEIGHTS = {"function": 16, "hours": 8, "language": 4, "area": 2, "urgent": 1}
# Score, day, key: numbers that fit in a column of the database.
POSITION = re.compile(r"([0-9]{1,3})\.([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,9})")


@dataclass(frozen=True)
class Search:
    """What a volunteer looks for: codes of a type and a language, a postcode area; None is any."""

    type: str | None = None
    language: str | None = None
    area: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any((self.type, self.language, self.area))


@dataclass(frozen=True)
class Position:
    """A place in the pool, behind which the next page begins."""

    score: int
    waiting_since: date
    id: int

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The place that an address names; None when it names none, which is the beginning."""
        found = POSITION.fullmatch(text)
        try:
            return cls(int(found[1]), date.fromisoformat(found[2]), int(found[3])) if found else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.score}.{self.waiting_since.isoformat()}.{self.id}"


@dataclass(frozen=True)
class Reader:
    """The volunteer who looks, and the day."""

    location_id: int
    facts: VolunteerFacts
    today: date

    @property
    def obstacles(self) -> list[str]:
        """What keeps them from claiming anything now, as refusal codes of rule 4."""
        return rules.personal_refusals(self.facts, self.today)


def scored(who: Reader, phases: list[Phase]) -> Select[Any]:
    """The waiting trajectories with how well each fits, and how many there are."""
    fits = {
        "function": Trajectory.type_id.in_(
            select(TypeFunction.type_id).where(TypeFunction.function == who.facts.function)
        ),
        "hours": queries_load.expected_hundredths(phases, who.today)
        <= int(rules_assign.free_hours(who.facts) * queries_load.HUNDREDTHS),
        "language": speaks(who.facts.languages - {rules.DUTCH}),
        "area": who.facts.area == AREA if who.facts.area else false(),
        "urgent": Trajectory.urgent,
    }
    score: Any = sum(case((fits[name], weight), else_=0) for name, weight in WEIGHTS.items())
    columns = (Trajectory.id, Trajectory.type_id, Trajectory.household_id, Trajectory.starts_on)
    return (
        queries.waiting_at(who.location_id)
        .join(Household, Household.id == Trajectory.household_id)
        .with_only_columns(
            *columns,
            Trajectory.waiting_since,
            Trajectory.urgent,
            AREA.label("area"),
            (Household.adults + Household.children).label("size"),
            score.label("score"),
            func.count().over().label("total"),
        )
    )


def asked_for(search: Search) -> list[ColumnElement[bool]]:
    """The conditions of a search; a code that does not exist finds nothing."""
    conditions: list[ColumnElement[bool]] = []
    if search.type:
        of_type = select(TrajectoryType.id).where(TrajectoryType.code == search.type)
        conditions.append(Trajectory.type_id.in_(of_type))
    if search.language:
        conditions.append(speaks([search.language]))
    if search.area:
        conditions.append(search.area == AREA)
    return conditions


def spoken(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The languages of the adults who belong to a household now."""
    return (
        select(Client.household_id, ClientLanguage.language_id)
        .join(Client, Client.id == ClientLanguage.client_id)
        .where(Client.left_on.is_(None), *conditions)
    )


def speaks(codes: Iterable[str]) -> ColumnElement[bool]:
    """Whether somebody in the household speaks one of the languages."""
    wanted = select(Language.id).where(Language.code.in_(sorted(codes)))
    return exists(
        spoken(Client.household_id == Trajectory.household_id, ClientLanguage.language_id.in_(wanted)).correlate(
            Trajectory
        )
    )


def behind(found: Subquery, after: Position) -> ColumnElement[bool]:
    """What comes after a place, in the order of `best_first`."""
    return or_(
        found.c.score < after.score,
        and_(found.c.score == after.score, found.c.waiting_since > after.waiting_since),
        and_(found.c.score == after.score, found.c.waiting_since == after.waiting_since, found.c.id > after.id),
    )


def best_first(found: Subquery) -> tuple[Any, Any, Any]:
    """The order of the pool: the best fit, then who waits longest."""
    return found.c.score.desc(), found.c.waiting_since, found.c.id
