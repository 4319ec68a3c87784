"""Reads of the outbox."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from portal.db import Columns, db
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, OneTimeLink, User


@dataclass(frozen=True)
class Outbox:
    """How the outbox stands: whether mail goes out at all, and whom it does not reach."""

    waiting: int
    oldest: datetime | None
    last_sent_at: datetime | None
    given_up: int


def due(at: datetime) -> ColumnElement[bool]:
    """SQL: the mail may be tried now, and no worker has it."""
    free = or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= at)
    return and_(OutgoingMail.state == "waiting", OutgoingMail.next_try_at <= at, free)


def next_person(at: datetime) -> Select[User]:
    """The person for whom mail is due longest. Nobody for whom a worker is busy: a person gets one mail at a time."""
    other = aliased(OutgoingMail)
    busy = exists().where(other.user_id == User.id, other.leased_until > at)
    return (
        select(User)
        .join(OutgoingMail, OutgoingMail.user_id == User.id)
        .where(due(at), ~busy)
        .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
        .limit(1)
    )


def waiting_for(user_id: int) -> Select[OutgoingMail]:
    """The mails that wait for a person, oldest first."""
    return (
        select(OutgoingMail)
        .where(OutgoingMail.user_id == user_id, OutgoingMail.state == "waiting")
        .order_by(OutgoingMail.id)
    )


def last_sent_to(user_id: int) -> Columns:
    """When the last mail to a person was taken."""
    return select(func.max(OutgoingMail.settled_at)).where(
        OutgoingMail.user_id == user_id, OutgoingMail.state == "sent"
    )


def unread_and_wanted(mail_id: int, reminders: bool) -> Columns:
    """The notices of a mail that still ask for one; `reminders`: whether those count."""
    statement = select(Notice.id).where(Notice.mail_id == mail_id, Notice.read_at.is_(None))
    return statement if reminders else statement.where(~Notice.reminder)


def outbox() -> Outbox:
    """The state of the outbox, without a name."""
    waiting, oldest = db.session.execute(
        select(func.count(OutgoingMail.id), func.min(OutgoingMail.created_at)).where(OutgoingMail.state == "waiting")
    ).one()
    last = db.session.scalar(select(func.max(OutgoingMail.settled_at)).where(OutgoingMail.state == "sent"))
    given_up = db.session.scalar(select(func.count()).select_from(_given_up().subquery())) or 0
    return Outbox(waiting, oldest, last, given_up)


def given_up_rows(after: int | None, limit: int) -> list[OutgoingMail]:
    """The mails that reached nobody, newest first, those before the mail `after`; one for a person."""
    statement = _given_up().options(contains_eager(OutgoingMail.user)).order_by(OutgoingMail.id.desc()).limit(limit)
    if after is not None:
        statement = statement.where(OutgoingMail.id < after)
    return list(db.session.scalars(statement))


def _given_up() -> Select[OutgoingMail]:
    """Those that somebody who may be in would still need: reading in the portal makes a mail idle, and another link, or
    a password, one that brings a link."""
    unread = exists().where(Notice.mail_id == OutgoingMail.id, Notice.read_at.is_(None))
    awaited = exists().where(OneTimeLink.id == OutgoingMail.link_id, OneTimeLink.used_at.is_(None))
    needed = case((OutgoingMail.link_id.is_(None), unread), else_=awaited)
    return select(OutgoingMail).join(OutgoingMail.user).where(OutgoingMail.state == "given_up", User.active, needed)
