"""Beginning and ending sessions: steps that the commands on signing in, passwords, roles and accounts share."""

import secrets

from sqlalchemy import ColumnElement, update

from portal.people.models_sessions import UserSession
from portal.people.rules import hash_of
from portal.work import Work


def begin_session(work: Work, user_id: int, browser: str) -> str:
    """The token of a new session for somebody who proved who they are; the browser keeps it."""
    token = secrets.token_urlsafe(24)
    at = work.act.at
    work.session.add(
        UserSession(user_id=user_id, token_hash=hash_of(token), browser=browser, started_at=at, seen_at=at)
    )
    return token


def end_sessions(work: Work, user_id: int) -> None:
    """End every session of somebody, on whatever device."""
    _end(work, UserSession.user_id == user_id)


def end_session(work: Work, token: str) -> None:
    """End one session: for every browser that holds its token, also a copy of it."""
    _end(work, UserSession.token_hash == hash_of(token))


def _end(work: Work, which: ColumnElement[bool]) -> None:
    work.session.execute(
        update(UserSession)
        .where(which, UserSession.ended_at.is_(None))
        .values(ended_at=work.act.at)
        .execution_options(synchronize_session=False)
    )
