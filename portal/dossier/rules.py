"""Decisions of the trajectory's page. Pure: plain values, standard library only."""

from dataclasses import dataclass
from datetime import date

from portal.handovers.planning.rules import TO_OTHERS
from portal.refusals import Refused

# Longer than a long holiday is no planned silence: it would hide that a trajectory has gone quiet.
LONGEST_SILENCE_DAYS = 92


@dataclass(frozen=True)
class GoalSaid:
    """A goal in the client's own words, on a topic, and how far the client is."""

    topic_id: int
    words: str
    scale: str


def end_rule(
    extended: bool, rule_months: int | None, days: int | None, months: int | None
) -> tuple[str, dict[str, int]]:
    """The ground of the end date, as a code with its number: a coordinator who extended it, a duration rule, or the
    duration of the type in days or months."""
    if extended:
        return "end_extended", {}
    if rule_months is not None:
        return "end_by_rule", {"n": rule_months}
    if days is not None:
        return "end_by_days", {"n": days}
    return "end_by_months", {"n": months or 0}


def handover_from(ends_on: date, starts_on: date) -> date:
    """The day from which a warm handover is prepared: three months before the end."""
    return TO_OTHERS[0].due_on(ends_on, starts_on)


def week_of(starts_on: date, ends_on: date, today: date) -> tuple[int, int]:
    """In which week of how many a trajectory is, both from one; before its start in the first, after its end in the
    last."""
    last = max((ends_on - starts_on).days // 7 + 1, 1)
    return min(max((today - starts_on).days // 7 + 1, 1), last), last


def check_silence(starts_on: date, ends_on: date, today: date) -> None:
    """Raise Refused for a silence that ends before it starts, is over already, or lasts longer
    than three months."""
    if ends_on < starts_on:
        raise Refused("silence_backwards", field="ends_on")
    if ends_on < today:
        raise Refused("silence_over", field="ends_on")
    if (ends_on - starts_on).days >= LONGEST_SILENCE_DAYS:
        raise Refused("silence_too_long", field="ends_on")


def line_from(key: str) -> int | None:
    """The number of the audit line behind which a page begins, None for the first page."""
    return int(key) if key.isascii() and key.isdigit() and len(key) <= 18 else None
