"""How long a session may be silent, as the functional admin set it."""

from sqlalchemy import select

from portal.organisation.models import SessionSetting
from portal.work import find


def setting() -> SessionSetting:
    """From and up to how many silent minutes people may choose."""
    return find(select(SessionSetting))
