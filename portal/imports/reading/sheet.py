"""The one form of every kind of file: headings, and rows that know where they stand in the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000  # twice the largest file a team is known to have
MAX_COLUMNS = 200
MAX_TEXT = 64 * 1024 * 1024  # characters; cells of a workbook may share one long text, a CSV file has fewer
MAX_CELL = 32_767  # what Excel itself allows; beyond it a quote was never closed
HEADINGS_WITHIN = 10  # lines with text: a title, a date and some explanation may stand above the headings

# How many of the headings that are looked for a line names.
Headings = Callable[[tuple[str, ...]], int]


class Line(NamedTuple):
    """A row: the line of the file (or the row of the sheet) where it starts, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A file that could be opened. ``rows`` reads as it goes, and may still raise Unreadable.
    ``heading_line`` is where the headings stand; ``skipped``: whether something stands above them."""

    headings: tuple[str, ...]
    rows: Iterator[Line]
    other_sheets: tuple[str, ...] = ()
    heading_line: int = 1
    skipped: bool = False
