"""When an offer that nobody answers asks for something. Pure: plain values, standard library only.
Source: issue 4 (clock). Days are calendar days in the Netherlands; a day counts when people work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.handovers.terms.rules import Terms, working_day_after, working_days_between


@dataclass(frozen=True)
class Due:
    """The days on which something happens as long as nobody answers."""

    remind_on: date
    escalate_on: date
    lapse_on: date


def due(offered_on: date, terms: Terms, free: Collection[date]) -> Due:
    """The days on which something happens to an offer of this day."""
    return Due(
        *(
            working_day_after(offered_on, count, free)
            for count in (terms.reminder_after, terms.escalate_after, terms.lapse_after)
        )
    )


def answer_by(due: Due, today: date) -> tuple[str, date]:
    """The day that the page names: an answer is asked before that of the reminder ("answer"). From then on the page
    says when the offer lapses ("lapse"), for a day that is over asks nothing of anybody."""
    return ("answer", due.remind_on) if today < due.remind_on else ("lapse", due.lapse_on)


@dataclass(frozen=True)
class Offer:
    """The day of an offer that nobody answered, and those of what the clock did about it."""

    offered_on: date
    reminded_on: date | None
    escalated_on: date | None


def next_step(offer: Offer, today: date, terms: Terms, free: Collection[date]) -> str | None:
    """The first thing that is due now: "remind", "escalate", "lapse", or nothing.
    Each comes once, in this order. Nobody loses an offer unwarned, also when the portal stood still."""
    passed = working_days_between(offer.offered_on, today, free)
    if offer.reminded_on is None:
        return "remind" if passed >= terms.reminder_after else None
    if offer.escalated_on is None:
        return "escalate" if passed >= terms.escalate_after else None
    warned = working_days_between(offer.escalated_on, today, free)
    late = passed >= terms.lapse_after and warned >= terms.lapse_after - terms.escalate_after
    return "lapse" if late else None


@dataclass(frozen=True)
class LastStep:
    """The last step of an accepted handover: its day, the day of the meeting it planned, and whether people were told
    since then that nothing happens."""

    since: date
    expected_on: date | None
    told: bool


def stands_still(step: LastStep, today: date, term: int, free: Collection[date]) -> bool:
    """Whether people are told now that nothing happens with a handover. They are told once after each step: `term`
    working days (those of a reminder) after it, or after the day of the meeting."""
    last = max(step.since, step.expected_on or step.since)
    return not step.told and working_days_between(last, today, free) >= term
