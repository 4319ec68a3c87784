"""Who works in a neighbourhood team now."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from portal.access import RoleKind
from portal.db import db
from portal.names import name_key
from portal.people.models import Role, User


def members_of(team_id: int | None) -> list[User]:
    """The people with an open account who are a member of the team now, by name."""
    current = exists().where(
        Role.user_id == User.id,
        Role.kind == RoleKind.TEAM_MEMBER,
        Role.team_id == team_id,
        Role.ended_on.is_(None),
    )
    order = (User.name_key, User.id)
    return list(db.session.scalars(select(User).where(current, User.active).order_by(*order)))


def named(members: Sequence[User], name: str | None) -> User | None:
    """The one member with this name, as somebody typed it; None when it names nobody, or more than one."""
    found = [each for each in members if name and name_key(each.name) == name_key(name)]
    return found[0] if len(found) == 1 else None
