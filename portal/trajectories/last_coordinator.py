"""The open trajectories of a location, and who is told when nobody coordinates there any more.

The factory hands this to the accounts, which know nothing of trajectories:
`people/roles/leaving.py` asks it before a role ends.
"""

from collections.abc import Collection

from sqlalchemy import func, select

from portal import places
from portal.access import RoleKind
from portal.people.models.people import Role
from portal.people.notices.steps import notify
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Work, rows


def lies_open(place_ids: Collection[int]) -> dict[int, int]:
    """How many trajectories run at each of these locations."""
    running = Trajectory.location_id.in_(place_ids), Trajectory.closed_on.is_(None)
    counted = select(Trajectory.location_id, func.count(Trajectory.id)).where(*running)
    return dict(rows(counted.group_by(Trajectory.location_id)))


def tell(work: Work, place_id: int, place: str) -> None:
    """Tell the functional admins, who can give the role to somebody."""
    admins = select(Role.user_id).where(Role.kind == RoleKind.FUNCTIONAL_ADMIN, Role.ended_on.is_(None))
    for user_id in work.session.scalars(admins.order_by(Role.user_id)):
        notify(work, user_id, "location_deserted", places.USERS, place=place)
