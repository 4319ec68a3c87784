"""The mail that says no more than that something is there (rule 12).

A notice waits in its table from the transaction that caused it. Here a worker claims what waits,
in a transaction of its own, and sends after it: two workers never send the same, and a server
that does not answer keeps no transaction open. What could not be sent waits for the next time; a
worker that dies in between loses a mail, and never causes a second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from sqlalchemy import select, update

from portal.i18n import gettext, locale
from portal.people.models import Notice, User
from portal.work import Act, unit_of_work

Send = Callable[[EmailMessage], None]


@dataclass(frozen=True)
class Waiting:
    """A person who has not read what waits for them, and the notices claimed to tell them so."""

    email: str
    locale: str
    notice_ids: tuple[int, ...]


def send_waiting(act: Act, send: Send, sender: str, public_url: str) -> tuple[int, int]:
    """Tell each person once that something is there; gives how many mails went out and how many
    failed. `send` raises OSError (smtplib's errors are among them) when a mail was not taken."""
    sent = failed = 0
    for waiting in _claim(act):
        try:
            send(message(waiting.email, waiting.locale, sender, public_url))
            sent += 1
        except OSError:
            failed += 1
            _return(act, waiting)
    return sent, failed


def message(recipient: str, language: str, sender: str, public_url: str) -> EmailMessage:
    """The mail: the same words for everyone and everything, and a link."""
    token = locale.set(language)
    try:
        sentence = gettext("Er staat iets voor u klaar in Wegwijs")
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = sentence, sender, recipient
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(f"{sentence}.\n\n{public_url}/meldingen\n")
    finally:
        locale.reset(token)
    return mail


def _claim(act: Act) -> list[Waiting]:
    """Mark what waits as mailed and give it per person; what another worker marked first is its."""
    with unit_of_work(act) as work:
        claimed = work.session.execute(
            update(Notice)
            .where(
                Notice.id.in_(
                    select(Notice.id)
                    .join(Notice.user)
                    .where(Notice.read_at.is_(None), Notice.mailed_at.is_(None), User.active)
                    .with_for_update(of=Notice, skip_locked=True)
                )
            )
            .values(mailed_at=act.at)
            .returning(Notice.user_id, Notice.id)
            .execution_options(synchronize_session=False)
        ).all()
        people: dict[int, list[int]] = {}
        for user_id, notice_id in claimed:
            people.setdefault(user_id, []).append(notice_id)
        users = work.session.scalars(select(User).where(User.id.in_(people)).order_by(User.id)).all()
        waiting = [Waiting(user.email, user.locale, tuple(people[user.id])) for user in users]
        if waiting:
            work.commit("mail.claimed", None, people=len(waiting))
    return waiting


def _return(act: Act, waiting: Waiting) -> None:
    with unit_of_work(act) as work:
        work.session.execute(
            update(Notice)
            .where(Notice.id.in_(waiting.notice_ids))
            .values(mailed_at=None)
            .execution_options(synchronize_session=False)
        )
        work.commit("mail.returned", None, people=1)
