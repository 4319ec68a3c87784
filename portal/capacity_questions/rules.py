"""Asking a team for room, without a name. Pure: plain values, standard library only."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.refusals import Refused

# Which handovers a team is asked about: those of `handovers.path.VARIANTS_OF["team"]`.
VARIANTS = ("A", "B", "C")
CAPACITY_ANSWERS = ("yes", "no", "from_day")
# A question about more is a conversation, not a tap.
MOST_HOUSEHOLDS = 50
# An older answer says nothing about the room of a team now.
HOLDS_FOR = timedelta(days=92)


@dataclass(frozen=True)
class Question:
    """A question: room from a day on, for so many households in a variant; it names at most an area."""

    team_id: int
    from_on: date
    households: int
    variant: str
    postcode_area: str | None = None


@dataclass(frozen=True)
class Answer:
    """The answer of a team: "yes", "no" or "from_day" with the day, and a note beside it."""

    said: str
    room_from: date | None = None
    note: str | None = None


def check_question(from_on: date, today: date) -> None:
    """Room is asked for from today or later. Raises Refused("asked_for_past")."""
    if from_on < today:
        raise Refused("asked_for_past", field="from_on")


def check_answer(answer: str, room_from: date | None, today: date) -> None:
    """An answer "from a day" names a day that is still to come.
    Raises Refused "answer_unknown", "room_from_missing" or "room_from_past"."""
    if answer not in CAPACITY_ANSWERS:
        raise Refused("answer_unknown")
    if answer == "from_day" and room_from is None:
        raise Refused("room_from_missing", field="room_from")
    if answer == "from_day" and room_from is not None and room_from < today:
        raise Refused("room_from_past", field="room_from")
