"""The wishes of who reads a register: filters, order and columns, as they stand in the address of the page.

Pure. An address may be old, stored long ago or made up: what it asks that is not there is left out, and breaks nothing.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.cleaning import clean_line
from portal.trajectories.rules import months_after

LONGEST = 80  # signs of a typed filter
SORT, COLUMN, AFTER = "sorteer", "kolom", "na"
NAME = "naam"
# Typed texts, and the others, of which one is chosen.
TEXTS = ("zoek", "begeleider", "gebied")
FILTERS = ("zoek", "soort", "staat", "eindigt", "begeleider", "fase", "gebied", "taal")
STATES = ("wacht", "loopt", "gesloten", "alles")  # without one: what still runs or waits
ENDS = ("voorbij", "deze-maand", "volgende-maand", "3-maanden", "6-maanden")
MONTHS_AHEAD = 12
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Register:
    """One of the registers: where it stands, its columns beside the name, those that are shown until somebody chooses,
    and what it sorts by."""

    name: str
    path: str
    columns: tuple[str, ...]
    first: tuple[str, ...]
    sorts: tuple[str, ...]


HOUSEHOLDS = Register(
    "households",
    "huishoudens",
    (
        *("soort", "staat", "fase", "begeleider", "gebied", "plaats", "gemeente", "talen", "personen", "gehuisvest"),
        *("einde", "contact", "nummer", "telefoon"),
    ),
    ("soort", "staat", "begeleider", "gebied", "talen", "personen"),
    (NAME, "gebied", "personen", "gehuisvest", "einde"),
)
TRAJECTORIES = Register(
    "trajectories",
    "trajecten",
    (
        *("soort", "staat", "fase", "begeleider", "gebied", "plaats", "gemeente", "talen", "personen", "begin"),
        *("einde", "contact", "regime", "uitkomst", "nummer", "telefoon"),
    ),
    ("soort", "staat", "begeleider", "gebied", "einde", "contact"),
    (NAME, "soort", "begeleider", "gebied", "begin", "einde"),
)
REGISTERS = {each.name: each for each in (HOUSEHOLDS, TRAJECTORIES)}


@dataclass(frozen=True)
class Asked:
    """Everything that is asked: the filters that are set, the columns, the order (a "-" before it turns it around), and
    the cursor of the last row seen."""

    filters: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    sort: str
    after: str | None = None

    def of(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        return dict(self.filters).get(name, "")

    @property
    def sorted_by(self) -> str:
        """The column that decides the order, whichever way around."""
        return self.sort.removeprefix("-")

    def pairs(self) -> list[tuple[str, str]]:
        """The arguments of the address that asks this again, from the first row on."""
        return [*self.filters, (SORT, self.sort), (COLUMN, NAME), *((COLUMN, each) for each in self.columns)]


def asked(register: Register, pairs: Pairs, known: Mapping[str, Collection[str]]) -> Asked:
    """Everything that the arguments of an address ask. `known` has the values of those filters of which the portal can
    change the choices: types, phases and languages may go."""
    given = {name: value for name, value in reversed(pairs) if name != COLUMN}
    filters = ((name, _filter(name, given.get(name, ""), known)) for name in FILTERS)
    sort = given.get(SORT, NAME)
    columns = {value for name, value in pairs if name == COLUMN}
    return Asked(
        tuple((name, value) for name, value in filters if value),
        tuple(each for each in register.columns if each in columns) if columns else register.first,
        sort if sort.removeprefix("-") in register.sorts else NAME,
        given.get(AFTER),
    )


def _filter(name: str, value: str, known: Mapping[str, Collection[str]]) -> str:
    """The value of a filter as it counts: a typed text cleaned, a chosen one only when there is such a choice."""
    if name == "gebied":
        return "".join(filter("0123456789".__contains__, value[:LONGEST]))[:4]
    if name in TEXTS:
        return clean_line("".join(filter(str.isprintable, clean_line(value[:LONGEST]))))
    if name == "eindigt":
        return value if value in ENDS or _MONTH.fullmatch(value) else ""
    return value if value in (STATES if name == "staat" else known[name]) else ""


def ends_between(value: str, today: date) -> tuple[date, date]:
    """The first and the last day on which something may end, for a value of the filter "eindigt"."""
    if value == "voorbij":
        return date.min, today - timedelta(days=1)
    if value in ("3-maanden", "6-maanden"):
        return today, months_after(today, int(value[0]))
    return _month(month_of(value, today))


def month_of(value: str, today: date) -> date:
    """The first day of the month that a value of the filter "eindigt" is about."""
    if value in ENDS:
        return months_after(today.replace(day=1), ENDS.index(value) - ENDS.index("deze-maand"))
    return date.fromisoformat(f"{value}-01")


def months_to_choose(today: date, chosen: str) -> list[str]:
    """The months to filter by: the year after the next month, and the chosen one when it is another."""
    ahead = [f"{months_after(today.replace(day=1), each):%Y-%m}" for each in range(2, MONTHS_AHEAD)]
    return ahead if chosen in (*ahead, *ENDS, "") else [chosen, *ahead]


def _month(first: date) -> tuple[date, date]:
    return first, months_after(first, 1) - timedelta(days=1)


def told(asked: Asked) -> dict[str, str]:
    """The filters for the audit line, which has no content: of a typed text only that there was one."""
    return {name: "…" if name in TEXTS else value for name, value in asked.filters}


def phase_value(type_code: str, phase_code: str) -> str:
    """The value of the filter for a phase: a phase is one of its type."""
    return f"{type_code}.{phase_code}"


def once_each(values: Iterable[str]) -> str:
    """These words once each, in their order, as one text."""
    return ", ".join(dict.fromkeys(value for value in values if value))
