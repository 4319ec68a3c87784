"""The text of a cell of a workbook, which stores numbers, dates and yes or no as numbers."""

import re
from datetime import datetime, timedelta

from portal.cleaning import not_calculated

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d{1,7}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)}
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]\[]*\]')
_LAST_SERIAL = 2_958_465  # 31-12-9999, counted from 1900
_LAST_ROW = 1_048_576  # of a sheet in Excel
_DAY_THAT_NEVER_WAS = 60  # Excel counts 29-02-1900
_SECONDS = 86_400
NOT_CALCULATED = "#VALUE!"  # for an error that a program writes in a way of its own


class CellValues:
    """Turns the stored value of a cell into the text a person sees in it."""

    def __init__(self, strings: list[str], dates: list[bool], from_1904: bool) -> None:
        self._strings = strings
        self._dates = dates
        self._from_1904 = from_1904

    def text(self, stored: str, kind: str, style: int) -> str:
        """``stored`` as text: dates as 2023-12-31, whole numbers without decimals, ja or nee.
        Raises ValueError or IndexError when the file contradicts itself."""
        if kind == "s":
            return self._strings[int(stored)]
        if kind == "n":
            if style < len(self._dates) and self._dates[style]:
                return self._date(stored)
            return number_text(stored)
        if kind == "b":
            return "ja" if stored.strip() == "1" else "nee"
        if kind == "e":
            return stored if not_calculated(stored) else NOT_CALCULATED
        return unescaped(stored)

    def _date(self, stored: str) -> str:
        serial = float(stored)
        if not 0 <= serial <= _LAST_SERIAL:
            return number_text(stored)
        if self._from_1904:
            first = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone
        else:
            first = datetime(1899, 12, 31 if serial < _DAY_THAT_NEVER_WAS else 30)  # noqa: DTZ001
        try:
            moment = first + timedelta(seconds=round(serial * _SECONDS))
        except OverflowError:  # after the year 9999
            return number_text(stored)
        if moment.hour or moment.minute or moment.second:
            return moment.isoformat(sep=" ")
        return moment.date().isoformat()


def number_text(stored: str) -> str:
    """A stored number without the noise of binary fractions: ``1990.0`` is 1990."""
    if _WHOLE.fullmatch(stored):
        return stored
    value = float(stored)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_`` in a workbook."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def column_of(reference: str) -> int:
    """The column of ``B7``, counted from 0. Raises ValueError for what is no cell."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def row_of(number: str) -> int:
    """The row by its number. Raises ValueError for what is no row of a sheet."""
    if not (number.isascii() and number.isdigit() and len(number) <= 7 and 1 <= int(number) <= _LAST_ROW):
        raise ValueError
    return int(number)


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format shows a day; ``code`` is empty for the built-in formats."""
    if code:
        return any(c in "dyDY" for c in _NOT_A_CODE.sub("", code))
    return number in _DATE_FORMATS
