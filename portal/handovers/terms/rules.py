"""The terms of the portal, and its working days. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.refusals import Refused

SATURDAY = 5


@dataclass(frozen=True)
class Terms:
    """The working days without an answer after which the team is reminded, the focal officer and the coordinator are
    told, and the offer lapses."""

    reminder_after: int
    escalate_after: int
    lapse_after: int


def is_working(day: date, free: Collection[date]) -> bool:
    """Whether people work on this day: Monday to Friday, unless it is free."""
    return day.weekday() < SATURDAY and day not in free


def working_days_between(start: date, end: date, free: Collection[date]) -> int:
    """How many working days come after `start`, up to and including `end`. None before it: 0."""
    days = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return sum(is_working(day, free) for day in days)


def working_day_after(start: date, count: int, free: Collection[date]) -> date:
    """The working day that is `count` working days after `start`; with 0 the day itself."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working(day, free)
    return day


def check_terms(terms: Terms) -> None:
    """One after the other. Raises Refused "escalate_too_early" or "lapse_too_early"."""
    if terms.escalate_after <= terms.reminder_after:
        raise Refused("escalate_too_early", field="escalate_after")
    if terms.lapse_after <= terms.escalate_after:
        raise Refused("lapse_too_early", field="lapse_after")


def check_free_day(day: date, today: date, free: Collection[date]) -> None:
    """Check that a day can become a free day. Raises Refused "day_over", "day_is_weekend" or "day_free_already"."""
    if day < today:
        raise Refused("day_over", field="day")
    if day.weekday() >= SATURDAY:
        raise Refused("day_is_weekend", field="day")
    if day in free:
        raise Refused("day_free_already", field="day")
