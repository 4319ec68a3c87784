"""Reads of accounts: whose account someone may touch, and the link that opens one."""

from datetime import datetime

from sqlalchemy import Select, exists, false, select
from sqlalchemy.orm import selectinload

from portal.access import Actor, RoleKind
from portal.people.models import OneTimeLink, Role, User, Volunteer
from portal.work import find


def users_visible_to(actor: Actor) -> Select[tuple[User]]:
    """The accounts that exist for this person: all for an admin, those of the own location's
    volunteers for a coordinator, otherwise only the own."""
    statement = select(User).options(selectinload(User.roles))
    if actor.kind is RoleKind.FUNCTIONAL_ADMIN:
        return statement
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(exists().where(Volunteer.user_id == User.id, Volunteer.location_id == actor.location_id))
    return statement.where(User.id == actor.user_id) if actor.user_id else statement.where(false())


def usable_link(token_hash: str, at: datetime) -> Select[tuple[OneTimeLink]]:
    """The link with this hash, while it was not used, did not expire, and its person may be in."""
    return (
        select(OneTimeLink)
        .join(OneTimeLink.user)
        .where(
            OneTimeLink.token_hash == token_hash,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > at,
            User.active,
            exists().where(Role.user_id == User.id, Role.ended_on.is_(None)),
        )
    )


def account(user_id: int) -> User:
    """An account by its key, for the person themselves."""
    return find(select(User).where(User.id == user_id))
