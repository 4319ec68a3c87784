"""Signing in from the web: the command, then the session."""

from flask import current_app, request, session

from portal import i18n
from portal.people import queries, service_sessions
from portal.people.service_tries import Visit
from portal.people.words_browsers import browser_name
from portal.web import acting


def this_visit() -> Visit:
    """From where this request comes."""
    secret = current_app.extensions["config"].secret_key
    return Visit(acting.client_address(), browser_name(request.headers.get("User-Agent", "")), secret)


def start_session(email: str, password: str) -> None:
    """Sign in and start a session for the person. Raises Refused when it may not."""
    begin_session_of(*service_sessions.sign_in(email, password, this_visit(), acting.now()))


def begin_session_of(user_id: int, token: str) -> None:
    """Give the browser the session of a person who proved who they are. The language they chose just before,
    as a stranger, becomes that of their account."""
    chosen = session.get("locale")
    identity = queries.identity(user_id)
    acting.begin_session(identity, token)
    if identity is not None and chosen not in (None, identity.locale):
        service_sessions.choose_language(acting.this_act(), chosen)
        i18n.locale.set(chosen)
