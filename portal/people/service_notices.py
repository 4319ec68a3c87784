"""Telling people in the portal what changed for them, in the transaction that changed it."""

from typing import Any

from portal.people.models import Notice
from portal.work import Work


def notify(work: Work, user_id: int, code: str, path: str, **facts: Any) -> None:
    """Leave a notice, unless the person did it themselves.

    The sentence of `code` is registered as the label group "notice". Facts hold no more than the
    person may see; the mail shows none of them (rule 12).
    """
    if user_id != work.act.actor.user_id:
        work.session.add(Notice(user_id=user_id, code=code, facts=facts, path=path, created_at=work.act.at))
