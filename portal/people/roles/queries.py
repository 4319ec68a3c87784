"""Who works at a location or in a neighbourhood team now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select

from portal.access import RoleKind
from portal.db import db
from portal.names import name_key
from portal.organisation.models import Location, NeighbourhoodTeam
from portal.people.models.people import Role, User


@dataclass(frozen=True)
class Place:
    """Where somebody has a role: its name, and the statement that finds its key, to hold it."""

    name: str
    key: Select[int]


def place_of(role: Role) -> Place:
    """The location or team of a role of a coordinator or a team member."""
    if role.kind == RoleKind.TEAM_MEMBER:
        team = db.session.get_one(NeighbourhoodTeam, role.team_id)
        return Place(team.name, select(NeighbourhoodTeam.id).where(NeighbourhoodTeam.id == team.id))
    location = db.session.get_one(Location, role.location_id)
    return Place(location.name, select(Location.id).where(Location.id == location.id))


def place_key(role: Role) -> tuple[RoleKind, int]:
    """The kind of a role and the key of its location or team; 0 for a role without a place."""
    return RoleKind(role.kind), role.location_id or role.team_id or 0


def colleagues_left(roles: Sequence[Role]) -> set[tuple[RoleKind, int]]:
    """At which places of these roles of one person anybody else with an open account has the same kind of role now."""
    if not roles:
        return set()
    others = (
        select(Role.kind, func.coalesce(Role.location_id, Role.team_id))
        .join(User, User.id == Role.user_id)
        .where(
            Role.user_id.not_in({role.user_id for role in roles}),
            Role.kind.in_({role.kind for role in roles}),
            or_(
                Role.location_id.in_({role.location_id for role in roles if role.location_id}),
                Role.team_id.in_({role.team_id for role in roles if role.team_id}),
            ),
            Role.ended_on.is_(None),
            User.active,
        )
        .distinct()
    )
    found = {(RoleKind(kind), place_id) for kind, place_id in db.session.execute(others)}
    return found & {place_key(role) for role in roles}


def has_reader(team_id: int) -> bool:
    """Whether anybody with an open account reads for a neighbourhood team now."""
    reads = Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == team_id, Role.ended_on.is_(None)
    return bool(db.session.scalar(select(exists().where(*reads, Role.user_id == User.id, User.active))))


def roles_in_team(team_id: int | None, user_id: int | None = None) -> list[int]:
    """The roles of everyone who works in the team now, or that of one user; none for no team."""
    working = Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == team_id, Role.ended_on.is_(None)
    only = () if user_id is None else (Role.user_id == user_id,)
    return list(db.session.scalars(select(Role.id).where(*working, *only)))


def roles_at_location(location_id: int, user_ids: Collection[int] | None = None) -> list[int]:
    """The roles of every coordinator of the location now, or those of some users."""
    working = Role.kind == RoleKind.COORDINATOR, Role.location_id == location_id, Role.ended_on.is_(None)
    only = () if user_ids is None else (Role.user_id.in_(user_ids),)
    return list(db.session.scalars(select(Role.id).where(*working, *only)))


def team_members(team_id: int | None) -> list[User]:
    """The people with an open account who are a member of the team now, by name."""
    of_team = Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == team_id, Role.ended_on.is_(None)
    members = select(User).where(User.id.in_(select(Role.user_id).where(*of_team)), User.active)
    return list(db.session.scalars(members.order_by(User.name_key, User.id)))


def named(members: Sequence[User], name: str | None) -> User | None:
    """The one member with this name, as somebody typed it; None when it names nobody, or more than one."""
    found = [each for each in members if name and name_key(each.name) == name_key(name)]
    return found[0] if len(found) == 1 else None
