"""Signing in from the web: the command, then the session."""

from flask import current_app, session

from portal import i18n
from portal.people import queries, service_sessions
from portal.web import acting


def start_session(email: str, password: str) -> None:
    """Sign in and start a session for the person. Raises Refused when it may not."""
    asked = service_sessions.Credentials(email, password, acting.client_address())
    user = service_sessions.sign_in(asked, current_app.extensions["config"].secret_key, acting.now())
    begin_session_of(user.id)


def begin_session_of(user_id: int) -> None:
    """Start a session for a person who proved who they are. The language they chose just before, as a
    stranger, becomes that of their account."""
    chosen = session.get("locale")
    identity = queries.identity(user_id)
    acting.begin_session(identity)
    if identity is not None and chosen not in (None, identity.locale):
        service_sessions.choose_language(acting.this_act(), chosen)
        i18n.locale.set(chosen)
