"""Reads of users for the functional admin."""

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from portal.db import db
from portal.named import found_by
from portal.people.models.invitations import Invitation
from portal.people.models.people import Role, User
from portal.work import find

WITHOUT_ROLE = "geen"
_WITH_ROLES = selectinload(User.roles).options(
    joinedload(Role.location), joinedload(Role.team), joinedload(Role.municipality)
)
_WITH_INVITATIONS = selectinload(User.invitations).options(
    joinedload(Invitation.location), joinedload(Invitation.team), joinedload(Invitation.municipality)
)


def users(words: str, kind: str | None, after: int | None, limit: int) -> list[User]:
    """Users by name whose name or address holds each of the words, `limit` of them. `kind` is a kind of role they have
    now, WITHOUT_ROLE for people without any, None for all. `after` is the key of the last user of the page before."""
    order = (User.name_key, User.id)
    found = found_by(words, User.name_key, User.email)
    statement = select(User).where(found).options(_WITH_ROLES).order_by(*order).limit(limit)
    has_role = exists().where(Role.user_id == User.id, Role.ended_on.is_(None))
    if kind == WITHOUT_ROLE:
        statement = statement.where(~has_role, User.active)
    elif kind:
        statement = statement.where(has_role.where(Role.kind == kind))
    last = db.session.get(User, after) if after else None
    if last is not None:
        statement = statement.where(tuple_(*order) > tuple_(last.name_key, last.id))
    return list(db.session.scalars(statement))


def user(user_id: int) -> User:
    """A user with all roles, also the ended ones, and what they were offered. Raises NotVisible."""
    return find(select(User).where(User.id == user_id).options(_WITH_ROLES, _WITH_INVITATIONS))
