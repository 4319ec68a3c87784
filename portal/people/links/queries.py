"""Links that can be used now, who can be invited, and how far a mailed link is."""

from datetime import datetime

from sqlalchemy import Select, exists, false, or_, select, tuple_
from sqlalchemy.orm import joinedload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.people.models.invitations import Invitation
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import OneTimeLink, Role, User
from portal.people.queries import may_come_in, users_visible_to


def usable_link(token_hash: str, at: datetime) -> Select[OneTimeLink]:
    """The link with this hash, while it is unused and valid, and its person may be in: they have a role, or may take
    one on."""
    return (
        select(OneTimeLink)
        .join(OneTimeLink.user)
        .where(
            OneTimeLink.token_hash == token_hash,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > at,
            may_come_in(),
        )
    )


def invitable(actor: Actor) -> Select[User]:
    """The people without a password to whom this person may have a link mailed: the SQL of HAND_OUT_LINK."""
    statement = users_visible_to(actor).where(User.password_hash.is_(None), may_come_in())
    if actor.kind is RoleKind.FUNCTIONAL_ADMIN:
        return statement
    if actor.kind is not RoleKind.COORDINATOR:
        return statement.where(false())
    of_user = Role.user_id == User.id, Role.ended_on.is_(None)
    elsewhere = or_(Role.kind != RoleKind.VOLUNTEER, Role.location_id != actor.location_id)
    offered = exists().where(Invitation.user_id == User.id, Invitation.answer.is_(None))
    return statement.where(exists().where(*of_user), ~exists().where(*of_user, elsewhere), ~offered)


def invitable_rows(actor: Actor, after: int | None, limit: int) -> list[User]:
    """The same by last name, those behind the account `after`."""
    order = (User.name_key, User.id)
    statement = invitable(actor).order_by(*order).limit(limit)
    if after is not None:
        of_last = users_visible_to(actor).where(User.id == after).with_only_columns(*order)
        place = db.session.execute(of_last).first()
        if place is not None:
            statement = statement.where(tuple_(*order) > tuple_(*place))
    return list(db.session.scalars(statement))


def mailed_links(user_ids: list[int]) -> dict[int, OutgoingMail]:
    """The mail with the open link of each of these people who has one."""
    statement = (
        select(OutgoingMail)
        .join(OutgoingMail.link)
        .where(OneTimeLink.user_id.in_(user_ids), OneTimeLink.used_at.is_(None))
        .options(joinedload(OutgoingMail.link))
        .order_by(OneTimeLink.id)
    )
    return {mail.user_id: mail for mail in db.session.scalars(statement)}
