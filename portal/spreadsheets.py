"""Cells on their way to a spreadsheet program, and back. Every CSV or XLSX download passes its texts through
``safe_cell``. Numbers are written as numbers and need no guard, so a negative total stays a number."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

# Excel and LibreOffice read a cell that begins with one of these as a formula; the wide forms
# are what a Japanese keyboard types, and count as the same sign.
_FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
_SPLITTING = "\t\r\n"
_GUARD = "'"

Value = str | int | date | None
Table = Iterable[Sequence[Value]]


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet program could take ``text`` for a formula or split the cell on it."""
    if text[:1] in _SPLITTING and text:
        return True
    return text.lstrip()[:1] in _FORMULA_SIGNS and bool(text.strip())


def safe_cell(text: str) -> str:
    """``text`` made harmless for a download: an apostrophe stands before what starts a formula, twice is once.
    Also before ``+31612345678``, since a spreadsheet would count with it and lose the plus sign."""
    return _GUARD + text if starts_a_formula(text) else text


def plain_cell(text: str) -> str:
    """The text as it was before ``safe_cell``: a corrected download can be imported again."""
    if text.startswith(_GUARD) and starts_a_formula(text[1:]):
        return text[1:]
    return text


def csv_file(table: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that Excel opens with a double click: UTF-8 with its mark, semicolons, no formulas."""
    out = io.BytesIO()
    write_csv(out, table)
    return out.getvalue()


def write_csv(out: IO[bytes], table: Table) -> None:
    """Write such a file row by row, however many there are. A day stands as 2026-03-09."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    csv.writer(text, delimiter=";").writerows(map(_as_text, table))
    text.detach()


def _as_text(values: Sequence[Value]) -> list[str]:
    return [safe_cell(value) if isinstance(value, str) else "" if value is None else str(value) for value in values]
