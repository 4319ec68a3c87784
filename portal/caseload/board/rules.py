"""The board: whom it shows, in which order, and what asks for a coordinator first. Pure: standard library only."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from portal.caseload.capacity.rules import PARTS, STOPPED, Part, Sums, VolunteerNumbers, missing, usable_from
from portal.caseload.demand.rules import Waits

SORTS = ("", "naam", "functie", "verwacht", "vrij", "huishoudens", "laatst")
# The choices of whom the board shows, by the code in the address → the part of capacity.
OF_PART = {
    "ruimte": "usable",
    "binnenkort": "soon",
    "afwezig": "absent",
    "vol": "full",
    "niet-gevraagd": "not_needed",
}
SHOWN = ("", *OF_PART, "te-vol", "gestopt")
# So many things to do stand on the board: who sees more begins with none.
FIRST_THINGS = 3


@dataclass(frozen=True)
class BoardAsked:
    """The reader's choices on the board: a function, one of SHOWN, a part of a name, an order, and the key of the last
    volunteer seen. The order is one of SORTS; a "-" before it turns it around. Without an order they are grouped."""

    function: str = ""
    shown: str = ""
    search: str = ""
    sort: str = ""
    after: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it leaves volunteers out."""
        return bool(self.function or self.shown or self.search)


@dataclass(frozen=True)
class Group:
    """Volunteers who stand together on a page, and the part they share with its sums over all pages; None where the
    reader chose an order of their own."""

    part: Part | None
    rows: list[VolunteerNumbers]


def shown(
    rows: Iterable[VolunteerNumbers], asked: BoardAsked, parts: Mapping[int, str], found: Collection[int] | None
) -> list[VolunteerNumbers]:
    """Those of these volunteers the reader asked for. `parts` is the part of each; `found` are the keys of those with
    the name, None for any."""
    chosen: dict[str, Callable[[VolunteerNumbers], bool]] = {
        "te-vol": lambda row: row.too_much,
        "gestopt": lambda row: row.status == "inactive",
    }
    part = OF_PART.get(asked.shown)
    holds = chosen.get(asked.shown, lambda row: part in (None, parts[row.id]))
    return [
        row
        for row in rows
        if holds(row) and asked.function in ("", row.function) and (found is None or row.id in found)
    ]


def listed(
    rows: Iterable[VolunteerNumbers],
    sort: str,
    parts: Mapping[int, str],
    function_words: Mapping[str, str],
    last_activity: Mapping[int, date],
) -> list[VolunteerNumbers]:
    """The volunteers in the order of one of SORTS; grouped by part where it names none: in each who carries too much
    first, then who has most hours free."""
    places = {code: place for place, code in enumerate((*PARTS, STOPPED))}
    keys: dict[str, Callable[[VolunteerNumbers], Any]] = {
        "naam": lambda row: row.name_key,
        "functie": lambda row: (function_words[row.function], row.name_key),
        "verwacht": lambda row: row.expected,
        "vrij": lambda row: row.free,
        "huishoudens": lambda row: (row.households, row.max_households),
        "laatst": lambda row: last_activity[row.id],
    }
    key = keys.get(sort.removeprefix("-"))
    if key is None:
        in_group = sorted(rows, key=lambda row: (not row.too_much, -row.free, row.name_key, row.id))
        return sorted(in_group, key=lambda row: places[parts[row.id]])
    return sorted(rows, key=lambda row: (key(row), row.id), reverse=sort.startswith("-"))


def grouped(rows: Sequence[VolunteerNumbers], sums: Sums, parts: Mapping[int, str], sort: str) -> list[Group]:
    """The volunteers of a page in their groups, each with the sums of its part."""
    if sort.removeprefix("-") in SORTS[1:]:
        return [Group(None, list(rows))]
    whole = {part.code: part for part in sums.parts}
    return [Group(whole[code], list(of)) for code, of in groupby(rows, key=lambda row: parts[row.id])]


@dataclass(frozen=True)
class Thing:
    """Something to do first: its code, how many volunteers, households and hours a week it is about, whose names,
    and for how many days the first waits already."""

    code: str
    count: int
    hours: Any = 0
    names: tuple[str, ...] = ()
    days: int = 0


def first_things(
    rows: Sequence[VolunteerNumbers],
    parts: Mapping[int, str],
    waiting: Sequence[Waits],
    fits: Sequence[tuple[Waits, VolunteerNumbers]],
    today: date,
) -> list[Thing]:
    """The things that help most today, first: assign what fits (see `fits_today`), hours that a paper gives back,
    households of who is away, and who carries too much. At most FIRST_THINGS."""
    found = [_assign(fits, today)] if fits else []
    found += _mended(rows, parts, waiting, today)
    away = [row for row in rows if row.absent and row.households]
    if away:
        found.append(Thing("absent", sum(row.households for row in away), names=_names(away)))
    heavy = [row for row in rows if row.too_much and not row.absent and row.status == "active"]
    if heavy:
        found.append(Thing("too_much", len(heavy), sum(row.over for row in heavy), _names(heavy)))
    return found[:FIRST_THINGS]


def _assign(fits: Sequence[tuple[Waits, VolunteerNumbers]], today: date) -> Thing:
    oldest = min(each.since for each, _row in fits)
    return Thing("assign", len(fits), sum(each.hours for each, _row in fits), days=max((today - oldest).days, 0))


def _mended(
    rows: Iterable[VolunteerNumbers], parts: Mapping[int, str], waiting: Sequence[Waits], today: date
) -> list[Thing]:
    """The papers whose want keeps hours that something waits for: by the paper, the most hours first. Only who misses
    nothing else, and has no day for it yet."""
    asked = {function for each in waiting for function in each.functions}
    by_paper: dict[str, list[VolunteerNumbers]] = {}
    for row in rows:
        wanting = missing(row, today) if parts[row.id] == "soon" and row.free and row.function in asked else []
        if len(wanting) == 1 and usable_from(row, today) is None:
            by_paper.setdefault(wanting[0], []).append(row)
    things = [Thing(code, len(of), sum(row.free for row in of), _names(of)) for code, of in by_paper.items()]
    return sorted(things, key=lambda each: (-each.hours, each.code))


def _names(rows: Iterable[VolunteerNumbers]) -> tuple[str, ...]:
    return tuple(row.name for row in sorted(rows, key=lambda row: (-row.free, row.name_key)))
