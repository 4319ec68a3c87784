"""The rows of a register, shown, printed or in a file: a name, and a cell for each chosen column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from portal.caseload.registers import queries
from portal.caseload.registers.queries import Choices, Line
from portal.caseload.registers.rules import NAME, TRAJECTORIES, Register, once_each
from portal.i18n import day, in_language
from portal.identifiers import display_phone
from portal.spreadsheets import Value
from portal.trajectories import traces
from portal.trajectories.pool.queries import spoken_in
from portal.wording import label
from portal.work import Act

TOGETHER = 1_000  # rows that are read at a time for a file


@dataclass(frozen=True)
class Cell:
    """The value of a column, and whether it asks for care."""

    column: str
    value: Value
    cares: bool = False

    @property
    def text(self) -> str:
        """The value as people read it."""
        if isinstance(self.value, date):
            return day(self.value, "d MMM y")
        return "" if self.value is None else str(self.value)

    @property
    def is_number(self) -> bool:
        """Whether it is one: numbers stand to the right."""
        return isinstance(self.value, int)


@dataclass(frozen=True)
class Row:
    """A household, or a trajectory by the name of its household. `key` is that of the household."""

    key: int
    name: str
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class _Entry:
    """The trajectories of a row: one, or those of a household that still run; where none does, all of them."""

    lines: list[Line]
    languages: list[Any]
    names: dict[int, str]  # of types
    phases: dict[int, str]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def state(self) -> str:
        if self.first.closed_on is not None:
            return "gesloten"
        return "wacht" if any(each.volunteer_id is None for each in self.lines) else "loopt"


def table(act: Act, register: Register, columns: Sequence[str], keys: Sequence[int], offered: Choices) -> list[Row]:
    """These rows in their order, as far as they are still there; leaves the trace of a list."""
    found = traces.listed(act, register.name, lambda: queries.lines(act.actor, register, keys, act.today))
    by_key: dict[int, list[Line]] = {}
    for each in found:
        by_key.setdefault(each.id if register is TRAJECTORIES else each.household_id, []).append(each)
    spoken = spoken_in({each.household_id for each in found}) if "talen" in columns else {}
    names = {each.id: in_language(each) for each in offered.types}
    phases = {phase.id: in_language(phase) for each in offered.types for phase in each.phases}
    entries = [
        _Entry(_running(by_key[key]), spoken.get(by_key[key][0].household_id, []), names, phases)
        for key in keys
        if key in by_key
    ]
    return [_row(register, columns, each) for each in entries]


def parts(act: Act, register: Register, columns: Sequence[str], keys: Sequence[int]) -> Iterator[list[Value]]:
    """The lines of a file: the heads, then the rows, of which only some are in memory at a time."""
    offered = queries.choices()
    yield [label("register_column", each) for each in (NAME, *columns)]
    for start in range(0, len(keys), TOGETHER):
        for row in table(act, register, columns, keys[start : start + TOGETHER], offered):
            yield [row.name, *(cell.value for cell in row.cells)]


def _running(lines: list[Line]) -> list[Line]:
    return [each for each in lines if each.closed_on is None] or lines


def _row(register: Register, columns: Sequence[str], entry: _Entry) -> Row:
    first = entry.first
    if register is TRAJECTORIES:
        url = url_for("dossier.trajectory", trajectory_id=first.id)
    else:
        url = url_for("households.household", household_id=first.household_id)
    cells = [Cell(each, _VALUES[each](entry), each == "staat" and entry.state == "wacht") for each in columns]
    return Row(first.household_id, first.name, url, cells)


_VALUES: dict[str, Callable[[_Entry], Value]] = {
    "soort": lambda entry: once_each(entry.names[each.type_id] for each in entry.lines),
    "staat": lambda entry: label("register_is", entry.state),
    "fase": lambda entry: once_each(entry.phases[each.phase_id] for each in entry.lines if each.closed_on is None),
    "begeleider": lambda entry: once_each(each.volunteer or "" for each in entry.lines),
    "gebied": lambda entry: entry.first.postcode[:4],
    "plaats": lambda entry: entry.first.city,
    "gemeente": lambda entry: entry.first.municipality,
    "talen": lambda entry: once_each(map(in_language, entry.languages)),
    "personen": lambda entry: entry.first.size,
    "gehuisvest": lambda entry: entry.first.housed_on,
    "begin": lambda entry: entry.first.starts_on,
    "einde": lambda entry: min(each.ends_on for each in entry.lines),
    "contact": lambda entry: max((each.last_contact for each in entry.lines if each.last_contact), default=None),
    "regime": lambda entry: label("legal_regime", entry.first.legal_regime),
    "uitkomst": lambda entry: label("closure_outcome", entry.first.outcome),
    "nummer": lambda entry: entry.first.number,
    "telefoon": lambda entry: display_phone(entry.first.phone) if entry.first.phone else "",
}
