"""Ending one-time links, and having one mailed: steps that the commands on links, roles and accounts share."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, update

from portal import places
from portal.access import RoleKind
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, OneTimeLink, Role, User
from portal.work import Work


def void_links(work: Work, user_id: int) -> None:
    """Every open link of a user is used up."""
    _void(work, OneTimeLink.user_id == user_id)


def void_links_of_coordinators(work: Work, user_ids: Collection[int]) -> None:
    """Use up the open links of people who get another role: who handed one out would get that role with it. Those of a
    functional admin, who gives the role, stay, and so do those from the command line."""
    admins = select(Role.user_id).where(Role.kind == RoleKind.FUNCTIONAL_ADMIN, Role.ended_on.is_(None))
    trusted = OneTimeLink.by_admin & (
        (OneTimeLink.handed_out_by_id == OneTimeLink.user_id) | OneTimeLink.handed_out_by_id.in_(admins)
    )
    _void(work, OneTimeLink.user_id.in_(user_ids) & ~trusted)


def _void(work: Work, whose: ColumnElement[bool]) -> None:
    work.session.execute(
        update(OneTimeLink)
        .where(whose, OneTimeLink.used_at.is_(None))
        .values(used_at=work.act.at)
        .execution_options(synchronize_session=False)
    )


def have_mailed(work: Work, user: User, days: int) -> bool:
    """Have a link mailed that is good for so many days from when it goes; earlier links stop working. False when one of
    the same person waits to be sent. Its notice has no mail of its own: this one tells."""
    sender = work.act.actor.user_id
    waits = select(OneTimeLink.id).where(
        OneTimeLink.user_id == user.id,
        OneTimeLink.handed_out_by_id == sender,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.days.is_not(None),
        OneTimeLink.token_hash.is_(None),
    )
    if work.session.scalar(waits.limit(1)):
        return False
    void_links(work, user.id)
    at = work.act.at
    by_admin = work.act.actor.kind is RoleKind.FUNCTIONAL_ADMIN
    link = OneTimeLink(user_id=user.id, handed_out_by_id=sender, by_admin=by_admin, days=days, created_at=at)
    notice = Notice(user_id=user.id, code="link_mailed", path=places.OWN_DATA, created_at=at)
    mail = OutgoingMail(user_id=user.id, created_at=at, next_try_at=at, certain=True, link=link, notices=[notice])
    work.session.add(mail)
    return True


def mail_to_new_address(work: Work, user: User) -> None:
    """Let a link that was mailed to the former address of a person work no longer, and go to the new one."""
    days = work.session.scalar(
        select(OneTimeLink.days)
        .where(OneTimeLink.user_id == user.id, OneTimeLink.used_at.is_(None), OneTimeLink.days.is_not(None))
        .limit(1)
    )
    if days is not None:
        void_links(work, user.id)
        have_mailed(work, user, days)
