"""Commands of somebody who reads their notices."""

from sqlalchemy import update

from portal.people.models.people import Notice
from portal.people.notices.queries import notices_of
from portal.work import Act, unit_of_work


def open_notice(act: Act, notice_id: int) -> str:
    """Mark one notice as read; gives the path where to look. Raises NotVisible."""
    with unit_of_work(act) as work:
        notice = work.lock(notices_of(act.actor).where(Notice.id == notice_id))
        path = notice.path
        if notice.read_at is None:
            notice.read_at = act.at
            work.commit("notices.read", notice)
    return path


def read_all(act: Act) -> None:
    """Mark everything as read that is there now."""
    with unit_of_work(act) as work:
        work.session.execute(
            update(Notice)
            .where(Notice.user_id == act.actor.user_id, Notice.read_at.is_(None))
            .values(read_at=act.at)
            .execution_options(synchronize_session=False)
        )
        work.commit("notices.read", None)
