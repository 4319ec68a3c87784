"""Decisions about questions. Pure: plain values, standard library only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.refusals import Refused

TO_COORDINATOR, TO_VOLUNTEER = "to_coordinator", "to_volunteer"
DIRECTIONS = (TO_COORDINATOR, TO_VOLUNTEER)
LONGEST_TEXT = 1000
LONGEST_REASON = 200
ANSWER_WITHIN = 3  # working days
# Who waits longer than a month for an answer was not answered.
LONGEST_SNOOZE = timedelta(days=31)


@dataclass(frozen=True)
class Standing:
    """The facts by which a question stands somewhere."""

    direction: str
    due_on: date
    snoozed_until: date | None = None
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    read_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """A question as somebody wrote it, perhaps about one contact."""

    words: str
    contact_id: int | None = None


def owner(known: Sequence[int | None], waiting: Mapping[int, int]) -> int | None:
    """Who answers: the first of those who `known` the case and coordinates here, else whoever has the fewest questions
    waiting. `waiting` are the coordinators here, in the order of their names; None without any."""
    return next((each for each in known if each in waiting), min(waiting, key=waiting.__getitem__, default=None))


def stage(question: Standing, today: date) -> str:
    """Where a question stands for a coordinator: "settled", "replied" (the volunteer's answer is new), "snoozed",
    "with_volunteer" (who was asked, and has until its day) or "waits"."""
    if question.settled_at is not None:
        return "settled"
    if question.answered_at is not None:
        return "replied"
    if question.snoozed_until is not None and question.snoozed_until > today:
        return "snoozed"
    to_volunteer = question.direction == TO_VOLUNTEER
    return "with_volunteer" if to_volunteer and question.due_on >= today else "waits"


def unread(question: Standing, coordinates: bool) -> bool:
    """Whether a question was answered by the other side, and its reader did not say that they read the answer."""
    if question.answered_at is None or coordinates is (question.direction == TO_COORDINATOR):
        return False
    return (question.settled_at if coordinates else question.read_at) is None


def check_snooze(until: date, today: date) -> None:
    """A question is put off to a day that is to come, and not for long.
    Raises Refused "snooze_past" or "snooze_too_long"."""
    if until <= today:
        raise Refused("snooze_past", field="until")
    if until > today + LONGEST_SNOOZE:
        raise Refused("snooze_too_long", field="until")
