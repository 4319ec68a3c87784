"""The figures of warm handovers in a year. Pure: plain values, standard library only.
Every number is a cell that holds its rows, so that a number and the rows it opens cannot differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

ARRIVALS = ("arrived", "not_arrived", "unknown", "not_asked")


@dataclass(frozen=True)
class Answered:
    """The outcome of an offer: accepted, returned with a reason, or lapsed without an answer. `first` is False for a
    return by who had accepted that offer before."""

    offered_on: date
    answered_on: date
    how: str
    reason: str | None = None
    first: bool = True

    @property
    def days(self) -> int:
        """Calendar days from the offer to the answer."""
        return (self.answered_on - self.offered_on).days


@dataclass(frozen=True)
class Feedback:
    """The feedback of a team, so many months after it took over."""

    months: int
    asked_again: bool
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One handover to somebody outside the organisation, as far as the figures need it."""

    trajectory_id: int
    support_months: int | None
    accepted_on: date | None = None
    held_on: date | None = None
    completed_on: date | None = None
    arrival: str | None = None
    answers: tuple[Answered, ...] = ()
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True)
class Closure:
    """A closed trajectory of a type that ends with a handover (rule 6)."""

    trajectory_id: int
    closed_on: date
    handed_over: bool


@dataclass(frozen=True)
class Cell:
    """A number and the trajectories behind it, one for each time it counts."""

    name: str
    trajectories: tuple[int, ...]

    @property
    def count(self) -> int:
        """The number."""
        return len(self.trajectories)


@dataclass(frozen=True)
class Days:
    """How long something took: the median of so many cases, in calendar days; None without any."""

    cell: Cell
    middle: float | None


@dataclass(frozen=True)
class Again:
    """The feedback `after` so many months about households with `support_months` of support (None: any other period):
    how many asked again, and on what."""

    after: int
    support_months: int | None
    told: Cell
    asked: Cell
    categories: tuple[Cell, ...]


@dataclass(frozen=True)
class Figures:
    """All figures of one year."""

    closures: Cell
    handed_over: Cell
    to_answer: Days
    to_meeting: Days
    returned: tuple[Cell, ...]
    arrived: tuple[Cell, ...]
    again: tuple[Again, ...]

    def cells(self) -> Iterable[Cell]:
        """Every cell, for the page that opens its rows."""
        yield from (self.closures, self.handed_over, self.to_answer.cell, self.to_meeting.cell)
        yield from (*self.returned, *self.arrived)
        for group in self.again:
            yield from (group.told, group.asked, *group.categories)


def figures(
    cases: Sequence[Case], closures: Sequence[Closure], year: int, reasons: Sequence[str], categories: Sequence[str]
) -> Figures:
    """The figures of a calendar year: closures by the day of closing, answers and meetings by their own day, arrivals
    and feedback by the year of completion."""
    closed = [each for each in closures if each.closed_on.year == year]
    answers = [(case, given) for case in cases for given in case.answers if given.answered_on.year == year]
    answered = [(case, given) for case, given in answers if given.first and given.how != "lapse"]
    met = [case for case in cases if case.held_on and case.accepted_on and case.held_on.year == year]
    done = [case for case in cases if case.completed_on and case.completed_on.year == year]
    return Figures(
        closures=_cell("closures", closed),
        handed_over=_cell("handed_over", [each for each in closed if each.handed_over]),
        to_answer=Days(
            _cell("answered", [case for case, _given in answered]), _median([given.days for _case, given in answered])
        ),
        to_meeting=Days(_cell("met", met), _median([(each.held_on - each.accepted_on).days for each in met])),  # type: ignore[operator] - both are there
        returned=(
            *(_cell(f"returned-{each}", [case for case, given in answers if given.reason == each]) for each in reasons),
            _cell("lapsed", [case for case, given in answers if given.how == "lapse"]),
        ),
        arrived=tuple(
            _cell(f"arrival-{arrival}", [case for case in done if (case.arrival or "not_asked") == arrival])
            for arrival in ARRIVALS
        ),
        again=tuple(_again(done, after, months, categories) for after in (6, 12) for months in (12, 24, None)),
    )


def _again(done: Sequence[Case], after: int, months: int | None, categories: Sequence[str]) -> Again:
    group = [case for case in done if (case.support_months if case.support_months in (12, 24) else None) == months]
    told = [(case, each) for case in group for each in case.feedback if each.months == after]
    name = f"again-{after}-{months or 'other'}"
    return Again(
        after=after,
        support_months=months,
        told=_cell(name, [case for case, _each in told]),
        asked=_cell(f"{name}-asked", [case for case, each in told if each.asked_again]),
        categories=tuple(
            _cell(f"{name}-{code}", [case for case, each in told if code in each.categories]) for code in categories
        ),
    )


def _cell(name: str, rows: Sequence[Case] | Sequence[Closure]) -> Cell:
    return Cell(name, tuple(row.trajectory_id for row in rows))


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None
