"""Who works at a location or in a neighbourhood team now."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from portal.access import RoleKind
from portal.db import db
from portal.organisation.models import Location, NeighbourhoodTeam
from portal.people.models import Role, User


@dataclass(frozen=True)
class Place:
    """Where somebody has a role: its name, and the statement that finds its key, to hold it."""

    name: str
    key: Select[tuple[int]]


def place_of(role: Role) -> Place:
    """The location or team of a role of a coordinator or a team member."""
    if role.kind == RoleKind.TEAM_MEMBER:
        team = db.session.get_one(NeighbourhoodTeam, role.team_id)
        return Place(team.name, select(NeighbourhoodTeam.id).where(NeighbourhoodTeam.id == team.id))
    location = db.session.get_one(Location, role.location_id)
    return Place(location.name, select(Location.id).where(Location.id == location.id))


def colleagues_left(role: Role) -> bool:
    """Whether anybody else with an open account has this kind of role at the same place now."""
    others = (
        Role.kind == role.kind,
        Role.location_id.is_not_distinct_from(role.location_id),
        Role.team_id.is_not_distinct_from(role.team_id),
        Role.user_id != role.user_id,
    )
    return _any_in_service(*others)


def has_reader(team_id: int) -> bool:
    """Whether anybody with an open account reads for a neighbourhood team now."""
    return _any_in_service(Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == team_id)


def _any_in_service(*which: object) -> bool:
    in_service = exists().where(*which, Role.ended_on.is_(None), Role.user_id == User.id, User.active)  # type: ignore[arg-type] - conditions
    return bool(db.session.scalar(select(in_service)))
