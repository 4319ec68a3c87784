"""From the bytes of a file to rows. Its bytes decide the kind of file, never its name."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from portal.imports.reading.delimited import read_delimited
from portal.imports.reading.sheet import (
    HEADINGS_WITHIN,
    MAX_BYTES,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    Headings,
    Line,
    Sheet,
)
from portal.imports.reading.workbook import read_workbook
from portal.imports.rules.findings import Unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_PDF = b"%PDF"


def read_sheet(data: bytes, headings: Headings = lambda _cells: 0) -> Sheet:
    """Open a CSV or XLSX file of at most 20 MB; its headings are the line near the top that names most of them.
    Rows without text are skipped. Raises Unreadable, here or while its rows are read, with a code of ``words.py``."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", limit=MAX_BYTES // 1024 // 1024)
    if not data or data.isspace():
        raise Unreadable("empty")
    is_workbook = data.startswith(_ZIP)
    if is_workbook:
        lines, others = read_workbook(data)
    else:
        _refuse_other_files(data)
        lines, others = read_delimited(data, headings), ()
    filled = _within_limits(lines)
    top = list(islice(filled, HEADINGS_WITHIN))
    if not top:
        raise Unreadable("empty")
    place = max(range(len(top)), key=lambda place: headings(top[place].cells))
    names = _cut(top[place].cells, 0)
    rows = _under(chain(top[place + 1 :], filled), len(names), pad=is_workbook)
    first = next(rows, None)
    if first is None:
        raise Unreadable("only_headings")
    return Sheet(names, chain([first], rows), others, top[place].number, place > 0)


def _refuse_other_files(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("encrypted" if encrypted else "old_office")
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    phone_picture = data[4:8] == b"ftyp"
    if data.startswith(_PICTURES) or webp or phone_picture:
        raise Unreadable("picture")
    if data.startswith(_PDF):
        raise Unreadable("pdf")


def _within_limits(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines that hold text."""
    length = 0
    count = -1  # the headings are not a row
    for number, cells in lines:
        if not any(cells) or not any(map(str.strip, cells)):
            continue
        count += 1
        cells = _cut(cells, MAX_COLUMNS)
        if len(cells) > MAX_COLUMNS:
            raise Unreadable("too_many_columns", limit=MAX_COLUMNS, line=number)
        if max(map(len, cells)) > MAX_CELL:
            raise Unreadable("cell_too_long", limit=MAX_CELL, line=number)
        if count > MAX_ROWS:
            raise Unreadable("too_many_rows", limit=MAX_ROWS)
        length += sum(map(len, cells))
        if length > MAX_TEXT:
            raise Unreadable("zip_bomb")
        yield Line(number, cells)


def _under(lines: Iterable[Line], width: int, *, pad: bool) -> Iterator[Line]:
    """The rows below ``width`` headings, without the empty cells after the last of them.
    A workbook leaves out empty cells: there a short row is filled up (``pad``). In CSV a short row may be broken."""
    for number, cells in lines:
        cells = _cut(cells, width)
        yield Line(number, cells + ("",) * (width - len(cells)) if pad else cells)


def _cut(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Without the empty cells at the end that go past ``width``."""
    filled = next((place for place in range(len(cells), width, -1) if cells[place - 1].strip()), width)
    return cells[:filled]
