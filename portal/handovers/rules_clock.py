"""When an offer that nobody answers asks for something. Pure: plain values, standard library only.

Source: issue 4 (clock). Days are calendar days in the Netherlands; a day counts when people work.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.refusals import Refused

SATURDAY = 5


@dataclass(frozen=True)
class Terms:
    """After how many working days without an answer the team is reminded, the focal officer and the
    coordinator are told, and the offer lapses."""

    reminder_after: int
    escalate_after: int
    lapse_after: int


@dataclass(frozen=True)
class Due:
    """The days on which something happens as long as nobody answers."""

    remind_on: date
    escalate_on: date
    lapse_on: date


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


def due(offered_on: date, terms: Terms, free: Collection[date]) -> Due:
    """The days on which something happens to an offer of this day."""
    return Due(
        *(
            working_day_after(offered_on, count, free)
            for count in (terms.reminder_after, terms.escalate_after, terms.lapse_after)
        )
    )


def next_step(
    offered_on: date,
    reminded_on: date | None,
    escalated_on: date | None,
    today: date,
    terms: Terms,
    free: Collection[date],
) -> str | None:
    """The first thing that is due now: "remind", "escalate", "lapse", or nothing.

    Each comes once and in this order. Nobody loses an offer unwarned: when the portal stood still,
    it lapses as many working days after the warning as it would have otherwise.
    """
    passed = working_days_between(offered_on, today, free)
    if reminded_on is None:
        return "remind" if passed >= terms.reminder_after else None
    if escalated_on is None:
        return "escalate" if passed >= terms.escalate_after else None
    warned = working_days_between(escalated_on, today, free)
    late = passed >= terms.lapse_after and warned >= terms.lapse_after - terms.escalate_after
    return "lapse" if late else None


def stands_still(
    since: date, expected_on: date | None, told: bool, today: date, term: int, free: Collection[date]
) -> bool:
    """Whether people are told now that nothing happens with a handover that somebody accepted: as many working days
    as the `term` of a reminder after its last step, or after the day `expected_on` of the meeting that was planned by
    it. They are told once after each step."""
    return not told and working_days_between(max(since, expected_on or since), today, free) >= term


def check_terms(terms: Terms) -> None:
    """One after the other. Raises Refused "escalate_too_early" or "lapse_too_early"."""
    if terms.escalate_after <= terms.reminder_after:
        raise Refused("escalate_too_early", field="escalate_after")
    if terms.lapse_after <= terms.escalate_after:
        raise Refused("lapse_too_early", field="lapse_after")


def check_free_day(day: date, today: date, free: Collection[date]) -> None:
    """What may be added as a free day. Raises Refused "day_over", "day_is_weekend" or "day_free_already"."""
    if day < today:
        raise Refused("day_over", field="day")
    if day.weekday() >= SATURDAY:
        raise Refused("day_is_weekend", field="day")
    if day in free:
        raise Refused("day_free_already", field="day")
