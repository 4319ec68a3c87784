"""From a request to an act: who is signed in, in which role, at which moment, in which language."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal import i18n
from portal.access import NOBODY, Action, Actor, may, require
from portal.days import day_of
from portal.refusals import Busy
from portal.web.tokens import begin_token
from portal.work import Act

ROLE_KEY = "role"
SEEN_KEY = "seen"
SPEAKS_KEY = "speaks"
# So many seconds before a silent session ends the page says so (WCAG 2.2.1 asks for 20 at least).
WARNED_AHEAD = 120


@dataclass(frozen=True)
class Sessions:
    """The sessions by their token: `find` gives the person with their roles while it lasts, `lock` ends it, `see`
    remembers that it is used."""

    find: Callable[[str, datetime], Any]
    lock: Callable[[Act, str], None]
    see: Callable[[Act, str], None]


class SignedIn(UserMixin):
    """The person of this session, for Flask-Login. `token` is what the browser holds of it."""

    def __init__(self, identity: Any, token: str) -> None:
        self.identity = identity
        self.token = token

    def get_id(self) -> str:
        return self.token


def init_acting(app: Flask, sessions: Sessions) -> None:
    """Make the session known."""
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None  # pyright: ignore[reportAttributeAccessIssue] - None turns it off, as it documents
    app.extensions.setdefault("clock", lambda: datetime.now(UTC))
    app.extensions["sessions"] = sessions

    @manager.user_loader
    def _load(token: str) -> SignedIn | None:
        identity = sessions.find(token, now())
        return SignedIn(identity, token) if identity is not None and identity.actor(None) else None

    app.before_request(_speak)


def now() -> datetime:
    """The moment of this request; one clock for the whole portal, fixed in tests."""
    return cast(datetime, current_app.extensions["clock"]())


def today() -> date:
    """The calendar day in the Netherlands."""
    return day_of(now())


def this_actor() -> Actor | None:
    """Who is signed in, in the role they took on; None for a stranger."""
    if "actor" not in g:
        if not current_user.is_authenticated:
            return None
        g.actor = current_user.identity.actor(session.get(ROLE_KEY), today())
    return cast("Actor | None", g.actor)


def this_act() -> Act:
    """The signed-in person and this moment, for a command."""
    return Act(this_actor() or NOBODY, now())


def require_here(action: Action, thing: object = None) -> Actor:
    """The signed-in actor, who may do this. Raises Forbidden otherwise; for pages of a role."""
    actor = this_actor() or NOBODY
    require(actor, action, thing)
    return actor


def may_here(action: str, thing: object = None) -> bool:
    """For templates: whether the reader may do the action; the same rule as the server's answer."""
    return may(this_actor(), Action[action], thing)


def session_token() -> str | None:
    """The token of this browser's session; None for a stranger."""
    return current_user.token if current_user.is_authenticated else None


def begin_session(identity: Any, token: str) -> None:
    """Give the browser a fresh session, that of a person who proved who they are."""
    role_id = session.get(ROLE_KEY)
    session.clear()
    begin_token()
    g.pop("actor", None)
    login_user(SignedIn(identity, token))
    if any(role.id == role_id for role in identity.roles):
        session[ROLE_KEY] = role_id
    session.permanent = True
    session[SEEN_KEY] = int(now().timestamp())
    i18n.locale.set(identity.locale)


def end_session() -> None:
    """Forget the person; the session's cookie holds nothing of them afterwards."""
    logout_user()
    session.clear()
    g.pop("actor", None)


def seconds_left() -> int:
    """After how many silent seconds this session ends; 0 or less once it did, and for a stranger."""
    seen = session.get(SEEN_KEY)
    if seen is None or not current_user.is_authenticated:
        return 0
    usual = current_app.extensions["config"].idle_minutes
    return seen + current_user.identity.idle_minutes(usual) * 60 - int(now().timestamp())


def lock_when_idle(is_alive: bool = True) -> bool:
    """End a session that was silent too long; True when that happened just now. `is_alive`: this request comes from
    the person, and not from a page that only asks how long they have left."""
    seen = session.get(SEEN_KEY)
    if seen is None or not current_user.is_authenticated:
        return False
    moment = int(now().timestamp())
    sessions: Sessions = current_app.extensions["sessions"]
    if seconds_left() < 0:
        _tell(sessions.lock)
        role_id = session.get(ROLE_KEY)
        end_session()
        # Whoever signs in again while sending goes on in the role in which they typed.
        session[ROLE_KEY] = role_id
        return True
    if is_alive and moment - seen > 60:
        session[SEEN_KEY] = moment
        if moment // 3600 != seen // 3600:
            _tell(sessions.see)
    return False


def _tell(what: Callable[[Act, str], None]) -> None:
    """Have it written down in the database. Where that has no room now nobody waits. The browser forgets a locked
    session all the same, and no copy of it is seen any fresher."""
    with suppress(Busy):
        what(this_act(), current_user.token)


def ask_for_nobody() -> None:
    """Let the rest of this request do without the database: who is not known by now is a stranger to its page."""
    if "_login_user" not in g:
        current_app.login_manager._update_request_context_with_user()  # type: ignore[attr-defined]


def _speak() -> None:
    """Dutch, unless the person or the stranger's own choice says English. The session keeps it too: it must be known
    when the database is away."""
    _set_language(session.get(SPEAKS_KEY) or session.get("locale"))
    if current_user.is_authenticated:
        chosen = current_user.identity.locale
        _set_language(chosen)
        if session.get(SPEAKS_KEY, "nl") != chosen:
            session[SPEAKS_KEY] = chosen


def _set_language(chosen: str | None) -> None:
    i18n.locale.set(chosen if chosen in i18n.LOCALES else "nl")


def client_address() -> str:
    """The network address a request came from; behind a proxy the one the proxy names."""
    return request.remote_addr or "unknown"
