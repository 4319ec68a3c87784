"""Signing in without the form, where a test is about something else."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from portal.web.acting import ROLE_KEY, SEEN_KEY, SignedIn


def session_of(user: Any, role: Any, at: datetime) -> dict[str, Any]:
    """What the session holds of a person who signed in at a moment, in one of their roles or the first."""
    session = {"_user_id": SignedIn(_Identity(user)).get_id(), "_fresh": True, "_permanent": True}
    session |= {SEEN_KEY: int(at.timestamp()), "csrf_token": token_hex()}
    if role is not None:
        session[ROLE_KEY] = role.id
    return session


class _Identity:
    def __init__(self, user: Any) -> None:
        self.user_id = user.id
        self.session_version = user.session_version


def cookie_of(app: Flask, session: dict[str, Any]) -> dict[str, str]:
    """The signed cookie with that session: its name and value."""
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": serializer.dumps(session)}
