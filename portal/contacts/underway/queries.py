"""The households of a volunteer as a phone may keep them."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select

from portal.access import Actor
from portal.db import Columns
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import NamedTrajectory, named_for
from portal.work import rows


@dataclass(frozen=True)
class UnderwayTrajectory(NamedTrajectory):
    """A trajectory with the postcode area of its household."""

    area: str


def underway(actor: Actor) -> list[UnderwayTrajectory]:
    """The open trajectories of a volunteer, in the order in which they began."""
    return [UnderwayTrajectory(*row) for row in rows(_underway(actor))]


@lru_cache(maxsize=1024)
def _underway(actor: Actor) -> Columns:
    area = select(func.substr(Household.postcode, 1, 4)).where(Household.id == Trajectory.household_id)
    statement = named_for(actor, area.correlate(Trajectory).scalar_subquery())
    return statement.where(Trajectory.closed_on.is_(None)).order_by(Trajectory.id)
