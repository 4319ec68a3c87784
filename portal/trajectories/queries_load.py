"""The hours and households that caseloads ask, for many volunteers in one query.

Hours are counted in hundredths of an hour a week: whole numbers, so that sums are exact on every
database and a sum row equals its rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, literal, null, select
from sqlalchemy.types import TypeEngine

from portal.db import db
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_configuration import Phase

HUNDREDTHS = 100


def hours(hundredths: int | None) -> Decimal:
    """Hundredths of an hour as hours."""
    return Decimal(hundredths or 0) / HUNDREDTHS


def all_phases() -> list[Phase]:
    """The phases of all types."""
    return list(db.session.scalars(select(Phase)))


def by_phase(phases: list[Phase], today: date, value: Callable[[Phase], Any], kind: TypeEngine[Any]) -> Any:
    """`value(phase)`, of an SQL type, for the phase in which each trajectory of a statement is.

    The same decision as `rules.phase_on`, as SQL: the last phase that began, by whole weeks since
    the start; before the start the first. Every type has a phase.
    """
    newest_first = sorted(phases, key=lambda phase: -phase.from_week)
    first = {phase.type_id: phase for phase in newest_first}
    begun = [
        (and_(Trajectory.type_id == phase.type_id, Trajectory.starts_on <= _began(phase, today)), phase)
        for phase in newest_first
    ]
    not_yet = [(Trajectory.type_id == type_id, phase) for type_id, phase in first.items()]
    return case(*((condition, literal(value(phase), kind)) for condition, phase in begun + not_yet), else_=null())


def _began(phase: Phase, today: date) -> date:
    return today - timedelta(weeks=phase.from_week)


def expected_hundredths(phases: list[Phase], today: date) -> ColumnElement[int]:
    """What each trajectory of a statement asks in its phase of today."""
    asked: ColumnElement[int] = by_phase(phases, today, lambda phase: int(phase.hours_per_week * HUNDREDTHS), Integer())
    return asked


def caseloads(location_id: int | None, phases: list[Phase], today: date) -> Select[tuple[int, int, int]]:
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
    rows = db.session.execute(caseloads(location_id, all_phases(), today))
    return {volunteer_id: Load(hours(expected), households) for volunteer_id, expected, households in rows}
