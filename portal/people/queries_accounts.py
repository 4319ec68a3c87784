"""Reads of accounts: whose account someone may touch, and the link that opens one."""

from datetime import datetime

from sqlalchemy import Select, exists, false, inspect, or_, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import selectinload

from portal.access import Actor, RoleKind
from portal.config import Misconfigured
from portal.db import db
from portal.engine import nobody_can_be_in
from portal.people.models import OneTimeLink, Role, User, Volunteer
from portal.people.models_invitations import Invitation
from portal.work import find


def users_visible_to(actor: Actor) -> Select[tuple[User]]:
    """The accounts that exist for this person: all for an admin, those of the own location's
    volunteers for a coordinator, otherwise only the own."""
    statement = select(User).options(selectinload(User.roles), selectinload(User.invitations))
    if actor.kind is RoleKind.FUNCTIONAL_ADMIN:
        return statement
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(exists().where(Volunteer.user_id == User.id, Volunteer.location_id == actor.location_id))
    return statement.where(User.id == actor.user_id) if actor.user_id else statement.where(false())


def usable_link(token_hash: str, at: datetime) -> Select[tuple[OneTimeLink]]:
    """The link with this hash, while it was not used, did not expire, and its person may be in: they have a
    role, or may take one on."""
    return (
        select(OneTimeLink)
        .join(OneTimeLink.user)
        .where(
            OneTimeLink.token_hash == token_hash,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > at,
            User.active,
            or_(
                exists().where(Role.user_id == User.id, Role.ended_on.is_(None)),
                exists().where(Invitation.user_id == User.id, Invitation.answer.is_(None)),
            ),
        )
    )


def refuse_demo_accounts() -> None:
    """Raise Misconfigured when an account of the demo is in the database: everybody can read its
    password in the README. A database without tables yet is fine, so that it can be migrated; so is none at all, or
    a file that is damaged, so that a backup can be put in its place."""
    try:
        with db.engine.connect() as connection:
            found = inspect(connection).has_table(User.__tablename__) and connection.scalar(
                select(User.email).where(User.demo).limit(1)
            )
    except DatabaseError as error:
        if nobody_can_be_in(db.engine, error):
            return
        raise Misconfigured(f"The database does not answer: {error.orig}") from None
    finally:
        # A server that forks after this must not share a connection between its workers.
        db.engine.dispose()
    if found:
        raise Misconfigured(
            "The database holds accounts of the demo, whose password everybody knows; "
            "production does not start with them. Begin with an empty database."
        )


def account(user_id: int) -> User:
    """An account by its key, for the person themselves."""
    return find(select(User).where(User.id == user_id))
