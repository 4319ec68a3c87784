"""The hours and households that caseloads ask, for many volunteers in one query.

Hours are counted in hundredths of an hour a week: whole numbers, so that sums are exact on every
database and a sum row equals its rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Function,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
)

from portal.db import days_between
from portal.trajectories.models.configuration import Phase
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import rows

HUNDREDTHS = 100


def hours(hundredths: int | None) -> Decimal:
    """Hundredths of an hour as hours."""
    return Decimal(hundredths or 0) / HUNDREDTHS


class PhaseAsks(NamedTuple):
    """What a phase of a type asks from a week on."""

    type_id: int
    from_week: int
    hundredths: int
    quiet_after_days: int


Phases = tuple[PhaseAsks, ...]


def all_phases() -> Phases:
    """What the phases of all types ask, the later ones first."""
    return tuple(PhaseAsks(type_id, week, int(hours * HUNDREDTHS), days) for type_id, week, hours, days in rows(PHASES))


# Made once: making a statement takes longer than running it.
PHASES = select(Phase.type_id, Phase.from_week, Phase.hours_per_week, Phase.quiet_after_days).order_by(
    Phase.from_week.desc(), Phase.type_id
)


@lru_cache(maxsize=8)
def expected_hundredths(phases: Phases, today: date) -> ColumnElement[int]:
    """What each trajectory of a statement asks in its phase of today."""
    asked: ColumnElement[int] = _by_phase(phases, today, [literal(phase.hundredths, Integer()) for phase in phases])
    return asked


@lru_cache(maxsize=8)
def quiet_before(phases: Phases, today: date) -> ColumnElement[date]:
    """The day for each trajectory of a statement: whose last contact was before it, has gone quiet."""
    days = [literal(today - timedelta(days=phase.quiet_after_days), Date()) for phase in phases]
    day: ColumnElement[date] = _by_phase(phases, today, days)
    return day


def _by_phase(phases: Phases, today: date, values: list[Any]) -> Any:
    """The value of the phase in which each trajectory of a statement is.

    The same decision as `rules.phase_on`, as SQL: the last phase that began, by whole weeks since
    the start; before the start the first. Every type has a phase.
    """
    first = {phase.type_id: phase.from_week for phase in phases}
    conditions = []
    for phase, value in zip(phases, values, strict=True):
        begun: ColumnElement[bool] = Trajectory.type_id == phase.type_id
        if phase.from_week != first[phase.type_id]:
            begun = and_(begun, Trajectory.starts_on <= today - timedelta(weeks=phase.from_week))
        conditions.append((begun, value))
    return case(*conditions, else_=null())


@lru_cache(maxsize=64)
def caseloads(location_id: int | None, phases: Phases, today: date) -> Select[int, int, int]:
    """For each volunteer of a location who supports anybody now: hundredths of hours expected,
    and households (a household in two trajectories counts once)."""
    return (
        select(
            Assignment.volunteer_id,
            func.sum(expected_hundredths(phases, today)).label("expected"),
            func.count(Trajectory.household_id.distinct()).label("households"),
        )
        .join(Trajectory, and_(Trajectory.id == Assignment.trajectory_id, Trajectory.closed_on.is_(None)))
        .where(Assignment.ends_on.is_(None), Trajectory.location_id == location_id)
        .group_by(Assignment.volunteer_id)
    )


@dataclass(frozen=True)
class Load:
    """What a volunteer carries now: hours a week and households."""

    hours: Decimal = Decimal(0)
    households: int = 0


def loads_at(location_id: int | None, today: date) -> dict[int, Load]:
    """The load of each volunteer of a location who supports anybody now, by volunteer id."""
    found = rows(caseloads(location_id, all_phases(), today))
    return {volunteer_id: Load(hours(expected), households) for volunteer_id, expected, households in found}


TODAY = bindparam("today", type_=Date)
# Whole hundredths of an hour, so that sums and comparisons are exact on every database.
HOURS = cast(func.round(Phase.hours_per_week * HUNDREDTHS), Integer)


def in_phase(value: Any) -> Function[Any]:
    """A value of the phase of the `today` the statement is run with, for each trajectory in it.

    The same decision as `rules.phase_on`: the last phase that began, by whole weeks since the start;
    before the start the first.
    """
    phases = select(value).where(Phase.type_id == Trajectory.type_id).limit(1).correlate(Trajectory)
    began = Phase.from_week * 7 <= days_between(TODAY, Trajectory.starts_on)
    present = phases.where(began).order_by(Phase.from_week.desc())
    return func.coalesce(present.scalar_subquery(), phases.order_by(Phase.from_week).scalar_subquery())
