"""Reads of neighbourhood teams for the functional admin."""

from datetime import date

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.db import db
from portal.organisation.models import Coverage, NeighbourhoodTeam
from portal.people.models.people import Role, User
from portal.work import fetch_all, find


def teams(municipality_id: int | None, after: int | None, limit: int) -> list[NeighbourhoodTeam]:
    """Neighbourhood teams by name, `limit` of them after the team with the key `after`."""
    order = (NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
    statement = (
        select(NeighbourhoodTeam)
        .options(joinedload(NeighbourhoodTeam.municipality), selectinload(NeighbourhoodTeam.coverage))
        .order_by(*order)
        .limit(limit)
    )
    if municipality_id:
        statement = statement.where(NeighbourhoodTeam.municipality_id == municipality_id)
    last = db.session.get(NeighbourhoodTeam, after) if after else None
    if last is not None:
        statement = statement.where(tuple_(*order) > tuple_(last.name_key, last.id))
    return fetch_all(statement)


def team(team_id: int) -> NeighbourhoodTeam:
    """A team with its areas. Raises NotVisible."""
    return find(
        select(NeighbourhoodTeam)
        .where(NeighbourhoodTeam.id == team_id)
        .options(joinedload(NeighbourhoodTeam.municipality), selectinload(NeighbourhoodTeam.coverage))
    )


def shared_areas(team_id: int, today: date) -> dict[str, list[str]]:
    """For each area of a team that another team covers too, now or later: the names of those."""
    own, other = aliased(Coverage), aliased(Coverage)
    found: dict[str, list[str]] = {}
    for area, name in db.session.execute(
        select(own.postcode_area, NeighbourhoodTeam.name)
        .join(other, and_(other.postcode_area == own.postcode_area, other.team_id != own.team_id))
        .join(NeighbourhoodTeam, NeighbourhoodTeam.id == other.team_id)
        .where(
            own.team_id == team_id,
            NeighbourhoodTeam.ended_on.is_(None),
            *(or_(each.valid_until.is_(None), each.valid_until > today) for each in (own, other)),
        )
        .group_by(own.postcode_area, NeighbourhoodTeam.name)
        .order_by(func.min(NeighbourhoodTeam.name_key))
    ):
        found.setdefault(area, []).append(name)
    return found


def members(team_id: int) -> list[User]:
    """The users who are a member of a neighbourhood team now, by name."""
    statement = (
        select(User)
        .join(Role, Role.user_id == User.id)
        .where(Role.team_id == team_id, Role.ended_on.is_(None))
        .order_by(User.name_key, User.id)
    )
    return list(db.session.scalars(statement))
