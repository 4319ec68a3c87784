"""Erasing sessions that are over, and failed sign-ins that count no longer."""

from datetime import timedelta
from typing import cast

from flask import Flask
from sqlalchemy import CursorResult, delete, or_

from portal.jobs import Job, register
from portal.people.models.people import SignInAttempt, UserSession
from portal.people.rules import MEMORY, SESSION_LIVES
from portal.work import Act, unit_of_work

EVERY = timedelta(hours=1)
DOES = "erase sessions that are over, and failed sign-ins that count no longer"


def init_upkeep(app: Flask) -> None:
    """Have the portal do this."""
    register(app, Job("sessions", DOES, EVERY, erase))


def erase(act: Act) -> dict[str, int]:
    """Erase them; gives how many. Rows of the future (the clock was put back since) stay until their time is past."""
    over = or_(UserSession.ended_at.is_not(None), UserSession.started_at <= act.at - SESSION_LIVES)
    old = SignInAttempt.at <= act.at - MEMORY
    with unit_of_work(act) as work:
        counts = {
            name: cast(CursorResult[object], work.session.execute(delete(table).where(which))).rowcount
            for name, table, which in (("sessions", UserSession, over), ("tries", SignInAttempt, old))
        }
        if any(counts.values()):
            work.commit("sessions.erased", None, **counts)
    return counts
