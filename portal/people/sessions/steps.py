"""Steps that commands share: begin a session, end them, know a device, set a password."""

import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, update

from portal import places
from portal.people.models.people import User, UserSession
from portal.people.notices.steps import warn
from portal.people.rules import hash_of
from portal.people.sessions.devices import proof_of_device
from portal.people.sessions.tries import Visit
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


@dataclass(frozen=True)
class Entered:
    """Who came in, the token of their session, and the proof that they did so on this device."""

    user_id: int
    token: str
    device: str


def enter(work: Work, user: User, visit: Visit) -> Entered:
    """Begin a session for somebody who proved who they are, on a device that is known from then on."""
    token = begin_session(work, user.id, visit.browser)
    return Entered(user.id, token, proof_of_device(visit.pepper, user, visit.devices))


def set_password(work: Work, user: User, password_hash: str) -> None:
    """Give a user a new password, end every session they have, and tell them: it need not be they who
    chose it."""
    user.password_hash = password_hash
    end_sessions(work, user.id)
    warn(work, user.id, "password_set", places.OWN_DATA)
