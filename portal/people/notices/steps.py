"""Telling people in the portal what changed for them, in the transaction that changed it."""

from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice
from portal.work import Work

# Where somebody sees and changes their own account.


def notify(work: Work, user_id: int, code: str, path: str, reminder: bool = False, **facts: object) -> None:
    """Leave a notice, unless the person did it themselves, and in the outbox a mail that shows none of its facts (rule
    12). The sentence of `code` is registered as the label group "notice"; facts hold no more than the person may see. A
    `reminder` is mailed only to who wants that. Both rows are new ones, so that telling waits for nobody."""
    if user_id == work.act.actor.user_id:
        return
    notice = Notice(user_id=user_id, code=code, facts=facts, path=path, created_at=work.act.at, reminder=reminder)
    _leave(work, notice, certain=False)


def warn(work: Work, user_id: int, code: str, path: str, **facts: object) -> None:
    """Leave a notice about somebody's own account, also when they seem to have done it themselves. Its mail goes at
    once, whoever has read the notice by then."""
    notice = Notice(user_id=user_id, code=code, facts=facts, path=path, created_at=work.act.at)
    _leave(work, notice, certain=True)


def _leave(work: Work, notice: Notice, certain: bool) -> None:
    at = work.act.at
    mail = OutgoingMail(user_id=notice.user_id, created_at=at, next_try_at=at, certain=certain, notices=[notice])
    work.session.add(mail)
