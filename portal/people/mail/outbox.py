"""Claiming a mail and settling its fate: two short transactions, with nothing open in between.
A claim is a lease: when a worker died, its one mail in doubt is sent again, alone and under the same Message-ID."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from portal.people.mail import queries, rules, steps
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import User
from portal.work import Act, Work, unit_of_work


@dataclass(frozen=True)
class Claimed:
    """A mail that is this worker's until its lease ends, and what it takes to send it. One `in_doubt`
    may have arrived at an earlier try. `token` is that of the link it brings, known here alone, good for `days`."""

    mail_id: int
    attempt: int
    in_doubt: bool
    message_key: str
    email: str
    locale: str
    token: str | None = field(default=None, repr=False)
    days: int | None = None


class Fate(StrEnum):
    """The result of a try."""

    SENT = "sent"
    REFUSED = "refused"  # this person has no such mailbox: trying again makes no sense
    NOT_TAKEN = "not_taken"  # not now
    UNKNOWN = "unknown"  # the connection broke: it may have arrived
    NOT_TRIED = "not_tried"  # the server spoke to nobody; the mail has nothing to do with it


def claim(act: Act) -> Claimed | None:
    """Take the mail that is due longest, with everything else that waits for its person. None when nothing is due. Mail
    that is no longer needed, or should wait, is settled on the way."""
    while True:
        with unit_of_work(act) as work:
            # Whoever else changes this person or sends to them just now goes first; adding a notice waits for nobody.
            turn = queries.next_person(act.at).with_for_update(of=User, key_share=True, skip_locked=True)
            user = work.session.scalars(turn).first()
            if user is None:
                return None
            claimed = _claim_for(work, user)
        if claimed is not None:
            return claimed


def _claim_for(work: Work, user: User) -> Claimed | None:
    at = work.act.at
    mails = list(work.session.scalars(queries.waiting_for(user.id)))
    leased = [mail for mail in mails if mail.leased_until is not None]
    if not mails or any(mail.leased_until > at for mail in leased if mail.leased_until):
        return None  # another worker was here between the two statements
    mail = leased[0] if leased else _choose(work, mails, at)
    if mail is None:
        return None
    if not _needed(work, mail, user):
        return _end(work, mail, "not_needed")
    if rules.given_up_after(mail.attempts):
        return _end(work, mail, "given_up")
    last = work.session.scalar(queries.last_sent_to(user.id)) if user.mail_daily else None
    planned = rules.goes_at(user.mail_daily and not mail.certain, mail.created_at, last)
    planned = max(planned, mail.next_try_at) if mail.attempts else planned
    if planned > at:
        mail.next_try_at = planned
        work.commit("mail.postponed", mail)
        return None
    mail.attempts += 1
    mail.leased_until = at + rules.LEASE
    link = mail.link
    token = steps.make_token(work, mail, link) if link else None
    work.commit("mail.claimed", mail, attempt=mail.attempts)
    found = (mail.id, mail.attempts, bool(leased), mail.message_key, user.email, user.locale)
    return Claimed(*found, token, link.days if link else None)


def _choose(work: Work, mails: list[OutgoingMail], at: datetime) -> OutgoingMail | None:
    """The mail whose turn it is, none of them in doubt: a link that is due goes first, by itself; all else in one."""
    others = [each for each in mails if each.link_id is None]
    due = next((each for each in mails if each.link_id is not None and each.next_try_at <= at), None)
    if due is not None or not others:
        return due
    mail = max(others, key=lambda each: (each.attempts, -each.id))
    steps.join(work, mail, [each.id for each in others if each is not mail])
    return mail


def _needed(work: Work, mail: OutgoingMail, user: User) -> bool:
    """Whether the mail still tells somebody who may be in of something unread that they want told, or must know, or
    brings a link that lets them in."""
    if mail.link is not None:
        return steps.still_wanted(work, mail.link, user)
    unread = queries.unread_and_wanted(mail.id, user.mail_reminders).limit(1)
    return user.active and (mail.certain or work.session.scalar(unread) is not None)


def _end(work: Work, mail: OutgoingMail, state: str) -> None:
    _conclude(work, mail, state)
    work.commit("mail.settled", mail, fate=state)


def settle(act: Act, claimed: Claimed, fate: Fate, answer: int | None) -> bool:
    """Keep the result of a try (`answer` is the server's code of a refusal); tells whether the mail will be tried
    again. A sent mail counts however late; other results count only from the worker whose turn it still is, and so
    does a link: at a later try that of before was made void."""
    with unit_of_work(act) as work:
        mail = work.lock(select(OutgoingMail).where(OutgoingMail.id == claimed.mail_id))
        however_late = fate is Fate.SENT and mail.link_id is None
        if mail.state != "waiting" or (not however_late and mail.attempts != claimed.attempt):
            return mail.state == "waiting"
        mail.answer = answer
        over = fate is not Fate.NOT_TRIED and rules.given_up_after(mail.attempts)
        if fate is Fate.SENT:
            _conclude(work, mail, "sent")
        elif fate is Fate.REFUSED or over:
            _conclude(work, mail, "given_up")
        else:
            _wait(work, mail, fate, claimed.in_doubt or fate is Fate.UNKNOWN)
        work.commit("mail.settled", mail, fate=fate.value)
        return mail.state == "waiting"


def _wait(work: Work, mail: OutgoingMail, fate: Fate, in_doubt: bool) -> None:
    """Put the mail off. One that may have arrived keeps its claim, so that nothing joins it: a person who takes the
    second mail for the same would miss the addition."""
    if fate is Fate.NOT_TRIED:
        mail.attempts -= 1
    else:
        mail.next_try_at = work.act.at + rules.wait_after(mail.attempts)
    mail.leased_until = mail.next_try_at if in_doubt else None


def _conclude(work: Work, mail: OutgoingMail, state: str) -> None:
    """End the mail. It stands for those given up before it. When sent, the person was told by now; when given up, the
    admin reads it once."""
    mail.state, mail.settled_at, mail.leased_until = state, work.act.at, None
    if mail.link is not None:
        if state == "not_needed":
            mail.link.used_at = mail.link.used_at or work.act.at
        elif state == "given_up":
            steps.tell_sender(work, mail.link, mail.user)
    elif state != "not_needed":
        earlier = select(OutgoingMail.id).where(
            OutgoingMail.user_id == mail.user_id,
            OutgoingMail.state == "given_up",
            OutgoingMail.id != mail.id,
            OutgoingMail.link_id.is_(None),
        )
        steps.join(work, mail, list(work.session.scalars(earlier)))
