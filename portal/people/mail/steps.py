"""The changes that commands make in the outbox along with something else."""

from typing import Any

from sqlalchemy import delete, exists, select, update

from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice
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
