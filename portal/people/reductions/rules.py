"""Decisions on days with fewer hours: which may be planned, and when something happens with them. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portal.people.rules import WHOLE, Days
from portal.refusals import Refused

# A beginning or an end is told so many days before.
AHEAD = timedelta(days=7)
MOST_HOURS = 60


@dataclass(frozen=True)
class Planned:
    """A reduction that is asked for: the days, the key of the reason, and a percentage or hours a week."""

    days: Days
    reason_id: int
    percentage: int | None = WHOLE
    hours: Decimal | None = None


@dataclass(frozen=True)
class Turn:
    """Something that happens on a day: "begins", "review" or "ends". The day of "ends" is the last one."""

    day: date
    what: str


def check_days(days: Days, today: date) -> None:
    """Whether these days can be planned. Raises Refused "absence_order" (the last day comes before the first),
    "absence_past" (over already), "end_or_review" (neither is given), "review_order" (a look before the first day, or
    after the last) or "review_past" (a look on a day that is over)."""
    if days.ends_on is None and days.review_on is None:
        raise Refused("end_or_review", field="ends_on")
    if days.ends_on is not None and days.ends_on < days.starts_on:
        raise Refused("absence_order", field="ends_on")
    if days.are_over(today):
        raise Refused("absence_past", field="ends_on")
    if days.review_on is None:
        return
    if not days.starts_on <= days.review_on <= (days.ends_on or date.max):
        raise Refused("review_order", field="review_on")
    if days.review_on < today:
        raise Refused("review_past", field="review_on")


def check_size(percentage: int | None, hours: Decimal | None) -> None:
    """Whether so much less can be planned: a percentage or hours. Raises Refused "amount_missing", "percentage_bounds"
    or "hours_bounds"."""
    if (percentage is None) == (hours is None):
        raise Refused("amount_missing", field="amount")
    if percentage is not None and not 1 <= percentage <= WHOLE:
        raise Refused("percentage_bounds", field="amount")
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise Refused("hours_bounds", field="amount")


def until_yesterday(days: Days, today: date) -> Days | None:
    """The part that stays of days that are taken back today: those that passed, None when none did."""
    if days.starts_on >= today:
        return None
    last = today - timedelta(days=1)
    review = days.review_on if days.review_on and days.review_on <= last else None
    return Days(days.starts_on, last, review)


def turns(days: Days, today: date) -> list[Turn]:
    """Everything that happens within a week, in the order of the days. A look that was due stays until it is done."""
    if days.are_over(today):
        return []
    found = [Turn(days.starts_on, "begins")] if today <= days.starts_on <= today + AHEAD else []
    if days.review_on and days.review_on <= today + AHEAD:
        found.append(Turn(days.review_on, "review"))
    if days.ends_on and days.ends_on <= today + AHEAD:
        found.append(Turn(days.ends_on, "ends"))
    return found
