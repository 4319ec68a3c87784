"""The changes that commands make in the outbox along with something else, and the link that a mail brings. Its token
is made when the mail is about to be sent, and lies in no table: only its hash does."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, exists, select, update

from portal import places
from portal.access import Action, may
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, OneTimeLink, User, Volunteer
from portal.people.notices.steps import notify
from portal.people.queries import identity, may_come_in
from portal.people.rules import hash_of
from portal.work import Work

WITHOUT_ORM = {"synchronize_session": False}


def try_again(work: Work, *whose: Any) -> None:
    """Begin anew with mail that was given up or waits after tries in vain. Mail that a worker has, or had when it
    died, stays: nobody knows yet whether it arrived."""
    statement = update(OutgoingMail).where(
        OutgoingMail.state.in_(("waiting", "given_up")), OutgoingMail.leased_until.is_(None), *whose
    )
    values = {"state": "waiting", "attempts": 0, "next_try_at": work.act.at, "settled_at": None, "answer": None}
    work.session.execute(statement.values(values), execution_options=WITHOUT_ORM)


def hurry(work: Work, user_id: int) -> None:
    """Let what waits for a moment, and was never tried, be looked at now."""
    statement = update(OutgoingMail).where(
        OutgoingMail.user_id == user_id,
        OutgoingMail.state == "waiting",
        OutgoingMail.attempts == 0,
    )
    work.session.execute(statement.values(next_try_at=work.act.at), execution_options=WITHOUT_ORM)


def join(work: Work, mail: OutgoingMail, others: list[int]) -> None:
    """Let one mail tell of the notices of the others, which are no longer needed."""
    if others:
        certain = exists().where(OutgoingMail.id.in_(others), OutgoingMail.certain)
        mail.certain = mail.certain or bool(work.session.scalar(select(certain)))
        told = update(Notice).where(Notice.mail_id.in_(others)).values(mail_id=mail.id)
        work.session.execute(told, execution_options=WITHOUT_ORM)
        gone = delete(OutgoingMail).where(OutgoingMail.id.in_(others))
        work.session.execute(gone, execution_options=WITHOUT_ORM)


def still_wanted(work: Work, link: OneTimeLink, user: User) -> bool:
    """Whether the link would let somebody in: it is open, they may come in, and who asked for it still may."""
    if link.used_at is not None:
        return False
    if work.session.scalar(select(User.id).where(User.id == user.id, may_come_in())) is None:
        return False
    sender = identity(link.handed_out_by_id)
    roles = sender.roles if sender else ()
    return any(sender and may(sender.actor(role.id), Action.HAND_OUT_LINK, user) for role in roles)


def make_token(work: Work, mail: OutgoingMail, link: OneTimeLink) -> str:
    """A new token for this try, after which the former works no longer. The mail gets another name with it: a mail
    server that compares names would keep the one whose link is void."""
    token = secrets.token_urlsafe(32)
    link.token_hash = hash_of(token)
    link.expires_at = work.act.at + timedelta(days=link.days or 0)
    mail.message_key = secrets.token_hex(16)
    work.note("user.link_made", mail.user)
    return token


def tell_sender(work: Work, link: OneTimeLink, user: User) -> None:
    """Tell who asked for the link that no mail reaches its person, while it is still theirs to know."""
    if not still_wanted(work, link, user):
        return
    path = places.user(user.id)
    if not link.by_admin:
        here = select(Volunteer.id).where(Volunteer.user_id == user.id, Volunteer.location_id == user.only_volunteer_at)
        volunteer_id = work.session.scalar(here)
        if volunteer_id is None:
            return
        path = places.volunteer(volunteer_id)
    notify(work, link.handed_out_by_id, "link_not_delivered", path, name=user.name)
