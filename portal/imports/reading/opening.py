"""From the bytes of a file to rows. What the file is follows from its bytes, never from its name."""

from collections.abc import Iterator
from itertools import chain

from portal.imports.reading.delimited import read_delimited
from portal.imports.reading.sheet import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Line, Sheet
from portal.imports.reading.workbook import read_workbook
from portal.imports.rules.findings import Unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_PDF = b"%PDF"


def read_sheet(data: bytes) -> Sheet:
    """Open a CSV or XLSX file of at most 20 MB.

    Raises Unreadable, here or while its rows are read, with one of the codes that ``words.py``
    puts into a sentence. Rows without any text are skipped; a later row keeps its line number.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", limit=MAX_BYTES // 1024 // 1024)
    if not data or data.isspace():
        raise Unreadable("empty")
    if data.startswith(_ZIP):
        lines, others = read_workbook(data)
    else:
        _refuse_other_files(data)
        lines, others = read_delimited(data), ()
    rows = _within_limits(lines, pad=data.startswith(_ZIP))
    headings = next(rows, None)
    if headings is None:
        raise Unreadable("empty")
    first = next(rows, None)
    if first is None:
        raise Unreadable("only_headings")
    return Sheet(headings.cells, chain([first], rows), others)


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


def _within_limits(lines: Iterator[Line], *, pad: bool) -> Iterator[Line]:
    """The rows that hold text, without the empty cells after the last column of the headings.

    A workbook leaves out empty cells, so there a short row is filled up (``pad``); in CSV a short
    row is a broken one.
    """
    width = length = 0
    count = -1  # the headings are not a row
    for number, cells in lines:
        if not any(cells) or not any(map(str.strip, cells)):
            continue
        count += 1
        cells = cells[: max(width, _filled(cells))]
        width = width or len(cells)
        if pad and len(cells) < width:
            cells += ("",) * (width - len(cells))
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


def _filled(cells: tuple[str, ...]) -> int:
    """How many cells there are up to the last that holds text."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)
