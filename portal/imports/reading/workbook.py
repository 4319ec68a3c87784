"""XLSX as a stream: the first visible sheet, row by row, dates as dates. Only a cell that holds something costs memory:
a reader that makes a full table would ask 550 GB for one text in the lowest right corner."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TypeVar
from xml.parsers import expat

from portal.imports.reading.sheet import Line
from portal.imports.reading.workbook_parts import Book, Links, Part, Rows, Strings, Styles
from portal.imports.reading.workbook_values import CellValues
from portal.imports.rules.findings import Unreadable

MAX_UNPACKED = 128 * 1024 * 1024  # the sheet of 100,000 rows is about half of it
MAX_RATIO = 120  # a real sheet shrinks 5 to 40 times, a bomb about 1,000 times
_RATIO_FROM = 1 << 20  # an entry smaller than this does no harm however well it shrank
_MAX_ENTRIES = 2_000
_CHUNK = 1 << 16
_ENCRYPTED_ENTRY = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no office program uses another
_LONGEST_TAG = 1 << 20  # bytes; a parser begins a tag anew with each piece until it ends
_WORKBOOK = "xl/workbook.xml"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    LookupError,
    ArithmeticError,
    ValueError,
    RuntimeError,
)

AnyPart = TypeVar("AnyPart", bound=Part)


def read_workbook(data: bytes) -> tuple[Iterator[Line], tuple[str, ...]]:
    """The rows of the first visible sheet, and the names of the other visible ones.

    Raises Unreadable: ``zip_bomb``, ``encrypted``, ``not_a_workbook``, ``damaged_workbook`` at
    once; ``too_many_columns``, ``cell_too_long``, ``damaged_workbook`` when the row is reached.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _refuse_bomb(archive.infolist())
        if _WORKBOOK not in archive.namelist():
            raise Unreadable("not_a_workbook")
        book = _read(archive, _WORKBOOK, Book())
        links = _read(archive, "xl/_rels/workbook.xml.rels", Links())
        strings = _read(archive, links.strings, Strings()).found if links.strings else []
        dates = _read(archive, links.styles, Styles()).dates if links.styles else []
        if not book.sheets:
            raise Unreadable("empty")
        sheet = links.targets[book.sheets[0].link]
        archive.getinfo(sheet)
    except _DAMAGE:
        raise Unreadable("damaged_workbook") from None
    values = CellValues(strings, dates, book.from_1904)
    return _lines(archive, sheet, values), tuple(s.name for s in book.sheets[1:])


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked. A false size is no way round: reading stops at that size."""
    too_dense = any(e.file_size > _RATIO_FROM and e.file_size > MAX_RATIO * e.compress_size for e in entries)
    if too_dense or len(entries) > _MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise Unreadable("zip_bomb")
    if any(e.flag_bits & _ENCRYPTED_ENTRY for e in entries):
        raise Unreadable("encrypted")
    if any(e.compress_type not in _METHODS for e in entries):
        raise Unreadable("damaged_workbook")


def _read(archive: zipfile.ZipFile, name: str, part: AnyPart) -> AnyPart:
    for _ in _feed(archive, name, part):
        pass
    return part


def _feed(archive: zipfile.ZipFile, name: str, part: Part) -> Iterator[None]:
    """Parse a part piece by piece; after each piece ``part`` holds what was found so far."""
    short: dict[str, str] = {}

    def local(name: str) -> str:
        return short.get(name) or short.setdefault(name, name.rpartition(":")[2])

    def no_doctype(*_: object) -> None:
        raise Unreadable("damaged_workbook")  # office programs write none; an attack needs one

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = lambda name, attributes: part.start(local(name), attributes)
    parser.EndElementHandler = lambda name: part.end(local(name))
    parser.CharacterDataHandler = part.text
    given = 0
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            given += len(chunk)
            if given - parser.CurrentByteIndex > _LONGEST_TAG:
                raise Unreadable("damaged_workbook")
            yield
    parser.Parse(b"", True)
    yield


def _lines(archive: zipfile.ZipFile, name: str, values: CellValues) -> Iterator[Line]:
    rows = Rows(values)
    try:
        for _ in _feed(archive, name, rows):
            yield from rows.ready
            rows.ready.clear()
    except _DAMAGE:
        raise Unreadable("damaged_workbook") from None
