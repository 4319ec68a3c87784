"""Which items a trajectory gets, and before when each must be done.

Pure: plain values, standard library only. Source: domain.md sections 2 and 5.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from portal.trajectories.rules import DOERS, before_support

NEAR_DAYS = 366  # a list added by hand is about a day less than a year away; more is a slip of the pen
SOON_DAYS = 28  # what comes within four weeks stands open on the page; the rest is folded


_COUNTED_FROM = {"housing": "housed_on", "start": "starts_on", "end": "ends_on"}


@dataclass(frozen=True)
class Dates:
    """The dates that deadlines count from: of the household and of the trajectory."""

    housed_on: date
    starts_on: date
    ends_on: date


def due_on(anchor: str, offset_days: int, dates: Dates) -> date:
    """The last day for an item: so many days after (or before) its anchor.

    Two corrections keep the date true for the people who work with it. Nothing is due before the trajectory starts,
    since nobody was there to do it: an earlier term of the law becomes the day of the start. And a term that counts
    from the start ends with the trajectory: nine months is no moment in a trajectory of six. A term that counts from
    the housing date is the law's and does not shrink with our support. One after the end (six weeks later: did the
    client arrive?) is meant to lie there.
    """
    day: date = getattr(dates, _COUNTED_FROM[anchor]) + timedelta(days=offset_days)
    if anchor == "start":
        day = min(day, dates.ends_on)
    return max(day, dates.starts_on)


def due_on_by_hand(anchor: str, offset_days: int, about: date, dates: Dates) -> date:
    """The last day for an item of a list that was added by hand. Its `start` is the day the list
    is about, such as the arrival of the family, wherever the trajectory starts or ends."""
    if anchor == "start":
        return about + timedelta(days=offset_days)
    return due_on(anchor, offset_days, dates)


def is_near(about: date, today: date) -> bool:
    """Whether a list added by hand can be about this day."""
    return abs((about - today).days) <= NEAR_DAYS


def belongs(item_regime: str | None, item_municipality_id: int | None, legal_regime: str, municipality_id: int) -> bool:
    """Whether an item is for a trajectory of this regime and municipality; None means for all."""
    return item_regime in (None, legal_regime) and item_municipality_id in (None, municipality_id)


@dataclass(frozen=True)
class ItemState:
    """Where an item stands: "open", "done" and by whom, or "not_applicable" and why."""

    state: str
    done_by: str | None = None
    reason: str | None = None


class Dated(Protocol):
    """The facts of an item that decide its place in a checklist."""

    due_on: date
    state: str


class Answered(Protocol):
    """The facts of an item that say what came of it."""

    state: str
    done_by: str | None


I = TypeVar("I")  # noqa: E741 - any kind of item
D = TypeVar("D", bound=Dated)


@dataclass
class ByDeadline(Generic[I]):
    """A checklist as people read it: what is late, what lay before its supporter, what comes, what can wait, what is
    over."""

    overdue: list[I] = field(default_factory=list)
    to_catch_up: list[I] = field(default_factory=list)
    soon: list[I] = field(default_factory=list)
    later: list[I] = field(default_factory=list)
    over: list[I] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        """Items that still ask for something."""
        return len(self.overdue) + len(self.to_catch_up) + len(self.soon) + len(self.later)


def urgency(state: str, due: date, today: date, supported_since: date | None) -> str:
    """Where an item stands today: "overdue", "to_catch_up", "soon", "later" or "over". Due today is not late.

    Nobody is late with what passed before the present supporter came (rule 14): that is to be caught up, and so is all
    that passed while nobody supports.
    """
    if state != "open":
        return "over"
    if due < today:
        return "to_catch_up" if before_support(due, supported_since) else "overdue"
    return "soon" if due <= today + timedelta(days=SOON_DAYS) else "later"


def by_deadline(items: Iterable[D], today: date, supported_since: date | None) -> ByDeadline[D]:
    """The items in their groups, each in the order in which they came."""
    groups: ByDeadline[D] = ByDeadline()
    for item in items:
        getattr(groups, urgency(item.state, item.due_on, today, supported_since)).append(item)
    return groups


def answered(items: Iterable[Answered]) -> dict[str, int]:
    """How many items each answer was given to, of those that are over: the doers first, then "not_applicable"."""
    given = Counter(item.done_by or item.state for item in items if item.state != "open")
    return {answer: given[answer] for answer in (*DOERS, "not_applicable") if given[answer]}
