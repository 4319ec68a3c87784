"""CSV as teams export it: which encoding, which separator, and on which line each row starts."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from portal.imports.reading.sheet import HEADINGS_WITHIN, MAX_CELL, MAX_COLUMNS, Headings, Line
from portal.imports.rules.findings import Unreadable, quoted

_SEPARATORS = ";,\t"
_NO_TEXT = _SEPARATORS + " \r\n"
_CHUNK = 1 << 20
_SAMPLE = 1 << 16  # headings are found within it
_EXCEL_HINT = re.compile(r"sep=([^\s\"]|\t)\r?\n?", re.IGNORECASE)
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_delimited(data: bytes, headings: Headings) -> Iterator[Line]:
    """Rows of a text file with ``;`` ``,`` or tab between the cells. Raises Unreadable: ``encoding``, ``binary``,
    ``markup``, ``not_separated`` at once; ``broken_quotes`` and ``binary`` when the row is reached."""
    encoding, skip = _encoding(data)
    sample = codecs.getincrementaldecoder(encoding)().decode(data[skip : skip + _SAMPLE])
    first_line = _first_line_with_text(sample)
    if not first_line:
        raise Unreadable("empty")
    if _CONTROL.search(first_line):
        raise Unreadable("binary")
    if first_line.lstrip().startswith(("<", "{", "[")):
        raise Unreadable("markup")
    hint = _EXCEL_HINT.fullmatch(first_line)
    separator = hint.group(1) if hint else _separator(sample, headings)
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    text.buffer.seek(skip)
    return _lines(text, separator, bool(hint))


def _encoding(data: bytes) -> tuple[str, int]:
    """The name of the encoding and the length of the byte order mark before the text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            if not _decodes(data[len(mark) :], encoding):
                raise Unreadable("encoding")
            return encoding, len(mark)
    if b"\x00" in data[:_SAMPLE]:
        return _unmarked_utf16(data), 0
    if _decodes(data, "utf-8"):
        return "utf-8", 0
    if _is_damaged_utf8(data) or not _decodes(data, "cp1252"):
        raise Unreadable("encoding")
    return "cp1252", 0


def _unmarked_utf16(data: bytes) -> str:
    """Latin text in UTF-16 has a zero in every other byte; anything else with zeros is no text."""
    sample = data[:2000]
    zeros_first, zeros_second = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if zeros_second > 0.4 * half and zeros_first < 0.02 * half:
        encoding = "utf-16-le"
    elif zeros_first > 0.4 * half and zeros_second < 0.02 * half:
        encoding = "utf-16-be"
    else:
        raise Unreadable("binary")
    if not _decodes(data, encoding):
        raise Unreadable("binary")
    return encoding


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the letters are UTF-8 and only a few bytes spoil it.
    Read as Windows-1252 such a file would import every name with an accent as gibberish."""
    letters = sum(len(letter) for letter in _UTF8_LETTER.findall(data))
    return letters * 2 > len(_HIGH_BYTE.findall(data))


def _first_line_with_text(sample: str) -> str:
    return next((line for line in io.StringIO(sample, newline="") if line.strip(_NO_TEXT)), "")


def _separator(sample: str, headings: Headings) -> str:
    """The character that makes most headings of a line near the top, or else most cells of the first one."""
    found = {}
    for separator in _SEPARATORS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        top = list(islice((row for row in rows if any(map(str.strip, row))), HEADINGS_WITHIN))
        found[separator] = (max((headings(tuple(row)) for row in top), default=0), len(top[0]) if top else 0)
    best = max(found, key=found.__getitem__)
    if found[best] < (0, 2):
        line, text = next((n, t) for n, t in enumerate(io.StringIO(sample, newline=""), 1) if t.strip(_NO_TEXT))
        raise Unreadable("not_separated", line=line, found=quoted(text))
    return best


def _lines(text: io.TextIOWrapper, separator: str, hinted: bool) -> Iterator[Line]:
    before = 0
    if hinted:
        while not text.readline().strip():
            before += 1
        before += 1
    rows = csv.reader(_narrow(text, separator, before), delimiter=separator, strict=True)
    started = before
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise Unreadable("cell_too_long", line=started + 1, limit=MAX_CELL) from None
            raise Unreadable("broken_quotes", line=started + 1) from None
        if row is None:
            return
        yield Line(started + 1, tuple(row))
        started = before + rows.line_num


def _narrow(lines: Iterable[str], separator: str, before: int) -> Iterator[str]:
    """The lines, as long as none has more separators than a cell may have letters: each cell would cost memory before
    anybody could count them."""
    for number, line in enumerate(lines, start=before + 1):
        if line.count(separator) > MAX_CELL:
            raise Unreadable("too_many_columns", limit=MAX_COLUMNS, line=number)
        yield line
