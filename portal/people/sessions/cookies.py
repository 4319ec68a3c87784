"""Signing in from the web: the command, then what the browser keeps of it."""

from flask import Response, after_this_request, current_app, request, session

from portal import i18n
from portal.people import queries
from portal.people.sessions import service
from portal.people.sessions.devices import MOST_PROOFS
from portal.people.sessions.steps import Entered
from portal.people.sessions.tries import Visit
from portal.people.sessions.words import browser_name
from portal.refusals import Refused
from portal.web import acting, logs

DEVICE_DAYS = 180
_BETWEEN = "~"


def this_visit() -> Visit:
    """From where this request comes."""
    secret = current_app.extensions["config"].secret_key
    return Visit(acting.client_address(), browser_name(request.headers.get("User-Agent", "")), secret, _proofs())


def start_session(email: str, password: str) -> None:
    """Sign in and start a session for the person. Raises Refused when it may not."""
    try:
        entered = service.sign_in(email, password, this_visit(), acting.now())
    except Refused as refused:
        trace(refused, email)
        raise
    begin_session_of(entered)


def trace(refused: Refused, email: str) -> None:
    """Leave a line in the log about a password that was refused, or not looked at."""
    logs.sign_in_refused(refused.code, **service.traces(email, this_visit()))


def begin_session_of(entered: Entered) -> None:
    """Give the browser the session of a person who proved who they are. The language they chose just before,
    as a stranger, becomes that of their account."""
    chosen = session.get("locale")
    identity = queries.identity(entered.user_id)
    acting.begin_session(identity, entered.token)
    remember_device(entered.device)
    if identity is not None and chosen not in (None, identity.locale):
        service.choose_language(acting.this_act(), chosen)
        i18n.locale.set(chosen)


def remember_device(proof: str) -> None:
    """Let the browser keep that somebody came in on it; whoever did so last stands first."""
    device = proof.partition(".")[0]
    others = [each for each in _proofs() if each.partition(".")[0] != device]
    kept = _BETWEEN.join([proof, *others][:MOST_PROOFS])

    @after_this_request
    def _keep(response: Response) -> Response:
        production = current_app.extensions["config"].production
        lives = {"max_age": DEVICE_DAYS * 24 * 3600, "path": "/"}
        response.set_cookie(_cookie_name(), kept, secure=production, httponly=True, samesite="Lax", **lives)
        return response


def _proofs() -> tuple[str, ...]:
    return tuple(request.cookies.get(_cookie_name(), "")[:1000].split(_BETWEEN)[:MOST_PROOFS])


def _cookie_name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-apparaat"
