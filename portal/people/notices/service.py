"""Commands of somebody who reads their notices."""

from typing import cast

from sqlalchemy import ColumnElement, CursorResult, update

from portal.people.models.people import Notice
from portal.people.notices.queries import notices_of
from portal.work import Act, Work, unit_of_work


def open_notice(act: Act, notice_id: int) -> str:
    """Mark a notice as read, with those before it that lead to the same place; gives the path where to look. Raises
    NotVisible."""
    with unit_of_work(act) as work:
        notice = work.lock(notices_of(act.actor).where(Notice.id == notice_id))
        path = notice.path
        if _mark(work, Notice.path == path, Notice.id <= notice.id):
            work.commit("notices.read", notice)
    return path


def read_all(act: Act) -> None:
    """Mark everything as read that is there now."""
    with unit_of_work(act) as work:
        _mark(work)
        work.commit("notices.read", None)


def _mark(work: Work, *which: ColumnElement[bool]) -> int:
    """Mark those of the person that are not read yet; gives how many there were."""
    mine = (Notice.user_id == work.act.actor.user_id, Notice.read_at.is_(None))
    marking = update(Notice).where(*mine, *which).values(read_at=work.act.at)
    done = work.session.execute(marking.execution_options(synchronize_session=False))
    return cast(CursorResult[object], done).rowcount
