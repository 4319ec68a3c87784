"""Decisions about the configuration of trajectories: phases and duration rules. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date

from portal.trajectories.rules import Duration

LONGEST_CODE = 40


def phases_refusal(from_weeks: Sequence[int]) -> str | None:
    """Why these phases cannot shape a type, as a refusal code, or None. Every week of a trajectory needs exactly one
    phase: there is one from week 0 and no two from the same week."""
    if 0 not in from_weeks:
        return "phase_from_start"
    if len(set(from_weeks)) < len(from_weeks):
        return "phase_week_taken"
    return None


def overlapping(new: Duration, others: Sequence[Duration]) -> Duration | None:
    """The first rule for the same place (a municipality, or everywhere) whose housing dates meet those of the new one.
    A rule for a municipality beside one for everywhere is no overlap: the nearer one decides."""
    return next((rule for rule in others if rule.municipality_id == new.municipality_id and _meet(rule, new)), None)


def _meet(one: Duration, other: Duration) -> bool:
    begin = max(one.housed_from or date.min, other.housed_from or date.min)
    end = min(one.housed_before or date.max, other.housed_before or date.max)
    return begin < end


def new_code(name: str, taken: Collection[str]) -> str:
    """A stable code from a name: small letters, digits and underscores, unlike any that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: LONGEST_CODE - 4].rstrip("_") or "code"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}_{number}", number + 1
    return code
