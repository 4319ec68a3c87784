"""Decisions about the calendar on a phone: which visits are in it, and what its address is.
Pure: plain values, standard library only. Source: domain.md rules 2 and 12, and section 7 (on a phone)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

# How often a phone is asked to look for what is new; each decides for itself.
MINUTES_BETWEEN = 60
# The portal knows when an appointment begins, not how long it takes: a calendar shows a usual visit.
USUAL_MINUTES = 60


def one_each(appointments: Iterable[Any]) -> list[Any]:
    """The appointments as visits: that of two trajectories of one household at one time is one."""
    visits: dict[Any, Any] = {}
    for each in appointments:
        visits.setdefault((each.trajectory.household_id, each.on, each.at), each)
    return list(visits.values())


def secret_for(key: str, user_id: int, submission_key: str) -> str:
    """The secret part of an address: 256 bits that nobody can make without the portal's own key.
    It follows from the form that asked, so a second tap gives the same address (rule 10)."""
    made = hmac.digest(key.encode(), f"calendar:{user_id}:{submission_key}".encode(), "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """The hash that is kept of a secret. A secret is random, so that a plain hash suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()
