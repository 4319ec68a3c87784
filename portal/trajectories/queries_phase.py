"""The phase in which a trajectory is, as part of a statement that is made once and runs often."""

from typing import Any

from sqlalchemy import Date, Function, Integer, bindparam, cast, func, select

from portal.db import days_between
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import Phase
from portal.trajectories.queries_load import HUNDREDTHS

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
