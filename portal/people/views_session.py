"""Signing in from the web: the command, then the session."""

from flask import current_app

from portal.people import queries, service_sessions
from portal.web import acting


def start_session(email: str, password: str) -> None:
    """Sign in and start a session for the person. Raises Refused when it may not."""
    user = service_sessions.sign_in(
        email,
        password,
        address=acting.client_address(),
        pepper=current_app.extensions["config"].secret_key,
        at=acting.now(),
    )
    acting.begin_session(queries.identity(user.id))
