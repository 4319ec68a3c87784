"""Signing in without the form, where a test is about something else."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from portal.db import db
from portal.people.models.people import UserSession
from portal.people.rules import hash_of
from portal.web.acting import ROLE_KEY, SEEN_KEY


def session_of(user: Any, role: Any, at: datetime) -> dict[str, Any]:
    """The cookie of a session that a person began at a moment, in one of their roles or the first."""
    token = token_hex()
    if not db.session.new and not db.session.dirty:
        db.session.commit()  # what was read may be old by now, and SQLite refuses to write after that
        db.session.connection(execution_options={"writing": True})
    db.session.add(
        UserSession(user_id=user.id, token_hash=hash_of(token), browser="Firefox, Linux", started_at=at, seen_at=at)
    )
    db.session.commit()
    session = {"_user_id": token, "_fresh": True, "_permanent": True}
    session |= {SEEN_KEY: int(at.timestamp()), "csrf_token": token_hex()}
    if role is not None:
        session[ROLE_KEY] = role.id
    return session


def cookie_of(app: Flask, session: dict[str, Any]) -> dict[str, str]:
    """The signed cookie with that session: its name and value."""
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": serializer.dumps(session)}
