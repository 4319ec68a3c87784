"""A trajectory as a line in time: which days it spans, and where a day lies on it.

Pure: plain values, standard library only. A line has a stretch for each day. A contact lies in the middle of the
stretch of its day; a month begins where the stretch of its first day begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
# A line up to two months long names its Mondays, a longer one its months, or each so many of them.
SHORT_DAYS = 62
MONTHS_APART = (1, 3, 6, 12, 24, 60, 120)
MOST_NAMES = 15
# In per cent: a name that begins further than this runs off the line; one closer than this to the next runs into it.
LAST_NAME, NAME_WIDTH = 95, 7
# Closer than this to an end of the line a word is written beside its place.
BESIDE = 10


@dataclass(frozen=True)
class Met:
    """A day on which contacts were logged that count: in how many somebody was reached, in how many nobody, and whether
    one was an evaluation."""

    on: date
    reached: int
    attempts: int
    evaluated: bool


@dataclass(frozen=True)
class Support:
    """When a trajectory starts, ends and was closed; None while it runs."""

    starts_on: date
    ends_on: date
    closed_on: date | None = None


@dataclass(frozen=True)
class Line:
    """The days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many stretches it has."""
        return (self.last - self.first).days + 1

    def number(self, day: date) -> int:
        """The number of a day, from zero."""
        return (day - self.first).days

    def place(self, day: date) -> float | None:
        """Where a day lies, in per cent of the line; None for one that does not lie on it."""
        return self._per_cent(self.number(day) + 0.5) if self.first <= day <= self.last else None

    def places(self, days: Sequence[date]) -> list[float]:
        """Where those of these days lie that lie on it."""
        return [self._per_cent(self.number(day) + 0.5) for day in days if self.first <= day <= self.last]

    def begins(self, day: date) -> float:
        """Where the stretch of a day begins, in per cent of the line."""
        return self._per_cent(self.number(day))

    def _per_cent(self, number: float) -> float:
        return round(100 * number / self.days, 1)


def line_of(support: Support, met: Sequence[Met], today: date) -> Line:
    """The line of a trajectory, from start to end. It is longer where something lies outside: a contact ahead of the
    start, today, a closure after the end. `met` is in the order of its days."""
    until = support.closed_on or today
    happened = [each.on for each in (*met[:1], *met[-1:])]
    return Line(min(support.starts_on, until, *happened), max(support.ends_on, until, *happened))


@dataclass(frozen=True)
class Stretch:
    """A part of the line: the number of its first day, and how many days it has."""

    start: float
    days: float


def gone(line: Line, support: Support, met: Sequence[Met], today: date) -> Stretch:
    """The part that is over: from the start, or a contact ahead of it, until halfway today or the end of the day of the
    closure. It has no days while the start is still to come and nobody was met."""
    first = min([support.starts_on, *(each.on for each in met[:1])])
    until = line.number(support.closed_on) + 1 if support.closed_on else line.number(today) + 0.5
    return Stretch(line.number(first), max(until - line.number(first), 0))


def over(line: Line, support: Support, today: date) -> Stretch | None:
    """The part after the end, for a trajectory that still runs; None when today is not after its end."""
    if support.closed_on or today <= support.ends_on:
        return None
    first = line.number(support.ends_on) + 1
    return Stretch(first, line.number(today) + 0.5 - first)


@dataclass(frozen=True)
class Mark:
    """A day that is marked under the line where it begins, `place` in per cent, and what it is named by: its "day", its
    "month" or its "year"; None where a name has no room."""

    on: date
    place: float
    name: str | None


def marks(line: Line) -> list[Mark]:
    """The days that are marked under a line, few enough to read: Mondays, or the first of months. The month in which it
    begins is named at its beginning, where there is room. Where months are left out, January is named by its year."""
    if line.days <= SHORT_DAYS:
        days = [line.first + ONE_DAY * number for number in range(line.days)]
        return [_mark(line, each, "day") for each in [day for day in days if day.weekday() == 0] or [line.first]]
    months = _months(line)
    apart = next((each for each in MONTHS_APART if len(months) <= each * MOST_NAMES), MONTHS_APART[-1])
    shown = [day for day in months if (day.year * 12 + day.month - 1) % apart == 0]
    begun = [line.first] if apart == 1 and line.begins(months[0]) >= NAME_WIDTH else []
    return [_mark(line, each, "year" if apart > 1 and each.month == 1 else "month") for each in (*begun, *shown)]


def _mark(line: Line, on: date, name: str) -> Mark:
    place = line.begins(on)
    return Mark(on, place, name if place <= LAST_NAME else None)


def _months(line: Line) -> list[date]:
    """The first days of the months that begin on the line."""
    first = line.first.year * 12 + line.first.month - (line.first.day == 1)
    last = line.last.year * 12 + line.last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def steps(numbers: Sequence[int]) -> list[int]:
    """How far each of these numbers lies from the one before, the first from zero."""
    return [each - before for before, each in zip((0, *numbers), numbers, strict=False)]


def side(place: float) -> str:
    """To which side of its place a word is written, so that it stays on the line: "start", "middle" or "end"."""
    if place < BESIDE:
        return "start"
    return "middle" if place <= 100 - BESIDE else "end"
