"""The people whom the households of the demo volunteer can ring, for their contact cards."""

from sqlalchemy import select

from portal.db import db
from portal.demo.people import Cast
from portal.trajectories.households.service import Helper, set_helper
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import is_visible_to

HELPERS = (
    ("gp", "Huisartsenpraktijk De Brug (fictief)", "+31235550105"),
    ("school", "Basisschool De Vlinder (fictief)", "+31235550106"),
)


def write(cast: Cast) -> None:
    """A practice and a school on each card."""
    act = cast.act(cast.user_id("volunteer"), cast.today)
    for trajectory_id in list(
        db.session.scalars(select(Trajectory.id).where(is_visible_to(act.actor)).order_by(Trajectory.id))
    ):
        for role, name, phone in HELPERS:
            set_helper(act, trajectory_id, role, 0, Helper(name, phone))
