"""The lines an act left behind."""

from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db


def lines(event: str) -> list[AuditLine]:
    """The audit lines of an event, oldest first."""
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == event).order_by(AuditLine.id)))
