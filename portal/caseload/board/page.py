"""The parts of the board: the conclusion above it, and each row with the bar of its hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import url_for

from portal.caseload.board import words
from portal.caseload.board.queries import NEVER, BoardPage
from portal.caseload.board.rules import Group, first_things
from portal.caseload.capacity.queries import Team
from portal.caseload.capacity.rules import VolunteerNumbers
from portal.caseload.conclusion.rules import Line, fits_today, lines
from portal.people.models.people import VOLUNTEER_FUNCTIONS

# How the free hours of each part are drawn; of the others they stay pale.
DRAWN = {"usable": "free", "soon": "soon", "absent": "away"}


@dataclass(frozen=True)
class Rect:
    """A piece of a bar, in per cent of its width."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """A volunteer on the board: the numbers, what stands beside the name and in the last cell, and the bar."""

    numbers: VolunteerNumbers
    part: str
    signal: str | None
    way: str
    activity: str
    bar: list[Rect]


@dataclass(frozen=True)
class Rows:
    """A group of the board with its head; no head where the reader sorts."""

    part: str | None
    title: str
    about: str
    rows: list[Row]


@dataclass(frozen=True)
class Todo:
    """Something to do first, and where it is done."""

    url: str
    what: str
    about: str


@dataclass(frozen=True)
class Conclusion:
    """The top of the board."""

    heading: str
    lead: str
    lines: list[Line]
    todo: list[Todo]


def group(found: Group, board: BoardPage, today: date) -> Rows:
    """A group with its rows, as the board shows them."""
    shown = [_row(each, board, today) for each in found.rows]
    if found.part is None:
        return Rows(None, "", "", shown)
    return Rows(
        found.part.code,
        words.part_title(found.part.code),
        words.part_said(found.part.volunteers, found.part.hours),
        shown,
    )


def _row(numbers: VolunteerNumbers, board: BoardPage, today: date) -> Row:
    part = board.team.parts[numbers.id]
    return Row(
        numbers=numbers,
        part=part,
        signal=words.signals(numbers, today),
        way=words.stands_in_the_way(numbers, part, today),
        activity=words.activity(board.last_activity.get(numbers.id, NEVER), today),
        bar=bar(numbers, part, board.blocks.get(numbers.id, []), board.scale),
    )


def bar(numbers: VolunteerNumbers, part: str, blocks: Sequence[Decimal], scale: Decimal) -> list[Rect]:
    """The hours of a volunteer on the scale of all: what they offer, what of it is free, and a block for each household
    as wide as the hours it asks. Hours beyond the offer are drawn as such."""
    found = [_rect("offer", Decimal(0), numbers.offered, scale)] if numbers.offered else []
    if numbers.free and part in DRAWN:
        found.append(_rect(DRAWN[part], numbers.in_use, numbers.offered, scale))
    start = Decimal(0)
    for hours in blocks:
        end = start + hours
        within = min(end, max(numbers.offered, start))
        if within > start:
            found.append(_rect("block", start, within, scale))
        if end > within:
            found.append(_rect("over", within, end, scale))
        start = end
    return found


def starts_with_room(board: BoardPage) -> bool:
    """Whether the first group is of who has room, and others follow."""
    parts = [each.part.code for each in board.groups if each.part]
    return len(parts) > 1 and parts[0] == "usable"


def line_bar(line: Line, lines: Sequence[Line]) -> list[Rect]:
    """The hours of a function on the scale of all: what is needed and usable, what is short, what is over."""
    most = max(max(each.needed, each.usable) for each in lines) or Decimal(1)
    filled = min(line.needed, line.usable)
    parts = (("good", filled), ("care", line.short), ("pale", line.over))
    found, start = [], Decimal(0)
    for kind, hours in parts:
        if hours:
            found.append(_rect(kind, start, start + hours, most))
        start += hours
    return found


def _rect(kind: str, start: Decimal, end: Decimal, scale: Decimal) -> Rect:
    return Rect(kind, round(float(start / scale * 100), 1), round(float((end - start) / scale * 100), 1))


def conclusion(team: Team, rows: Sequence[VolunteerNumbers], today: date) -> Conclusion:
    """The conclusion of a location: per function what is needed and usable, and what to do first. `rows` are the
    volunteers that the board counts."""
    usable: dict[str, Decimal] = {}
    for row in team.usable:
        usable[row.function] = usable.get(row.function, Decimal(0)) + row.free
    found = lines(usable, team.waiting, VOLUNTEER_FUNCTIONS)
    fits = fits_today(team.usable, team.waiting, today)
    things = first_things(rows, team.parts, team.waiting, fits, today)
    return Conclusion(
        heading=words.heading(found, len(team.waiting)),
        lead=words.lead(len(team.waiting), len(fits)),
        lines=found,
        todo=[Todo(_where(each.code), *words.thing(each)) for each in things],
    )


def _where(code: str) -> str:
    """Where one of the first things is done."""
    if code == "assign":
        return url_for("board_lists.waiting")
    return url_for("board.board", toon={"absent": "afwezig", "too_much": "te-vol"}.get(code, "binnenkort"))
