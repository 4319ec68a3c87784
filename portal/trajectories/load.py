"""The hours and households that caseloads ask, in SQL. Hours are counted in hundredths of an hour a week.
With whole numbers sums are exact on every database, and a sum row equals its rows."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Date,
    Function,
    Integer,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    cast,
    func,
    select,
)

from portal.db import days_between
from portal.trajectories.models.configuration import Phase
from portal.trajectories.models.trajectory import Assignment, Trajectory

T = TypeVar("T")
HUNDREDTHS = 100


def hours(hundredths: int | None) -> Decimal:
    """Hundredths of an hour as hours."""
    return Decimal(hundredths or 0) / HUNDREDTHS


TODAY = bindparam("today", type_=Date)
# Whole hundredths of an hour, so that sums and comparisons are exact on every database.
HOURS = cast(func.round(Phase.hours_per_week * HUNDREDTHS), Integer)


def in_phase(value: SQLColumnExpression[T], today: ColumnElement[date] = TODAY) -> Function[T]:
    """A value of the phase of a day, for each trajectory of a statement; `today` is by default the day of the run.
    The same decision as `rules.phase_on`: the last phase that began, by whole weeks; before the start the first."""
    phases = select(value).where(Phase.type_id == Trajectory.type_id).limit(1).correlate(Trajectory)
    began = Phase.from_week * 7 <= days_between(today, Trajectory.starts_on)
    present = phases.where(began).order_by(Phase.from_week.desc())
    return func.coalesce(present.scalar_subquery(), phases.order_by(Phase.from_week).scalar_subquery())


def caseloads(today: ColumnElement[date], which: ColumnElement[bool]) -> Select[int, int, int]:
    """The caseload of each volunteer who supports anybody on a day: hundredths of hours expected, and households (one
    in two trajectories counts once). Counts these assignments and trajectories alone."""
    return (
        select(
            Assignment.volunteer_id,
            func.sum(in_phase(HOURS, today)).label("expected"),
            func.count(Trajectory.household_id.distinct()).label("households"),
        )
        .join(Trajectory, and_(Trajectory.id == Assignment.trajectory_id, Trajectory.closed_on.is_(None)))
        .where(Assignment.ends_on.is_(None), which)
        .group_by(Assignment.volunteer_id)
    )
