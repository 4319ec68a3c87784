"""The day of a moment, and days as people write them: the same ways in a form, a file and an address. Pure; years have
four figures."""

import re
from datetime import date, datetime
from typing import overload
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_IN_WORDS = re.compile(rf"(\d{{1,2}})[- ]([a-z]{{3,9}})\.?[- ](\d{{4}}){_TIME}", re.ASCII | re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan januari january", "feb februari february", "mrt maart mar march", "apr april", "mei may"),
            *("jun juni june", "jul juli july", "aug augustus august", "sep sept september"),
            *("okt oktober oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}


@overload
def day_of(moment: datetime) -> date: ...
@overload
def day_of(moment: None) -> None: ...
def day_of(moment: datetime | None) -> date | None:
    """The calendar day of a moment in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date() if moment else None


class NoDay(ValueError):
    """The text is no day: ``code`` is ``date_american`` (month first), ``date_not_existing`` or ``date_format``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_day(text: str) -> date:
    """A day written as 31-12-2026, 31/12/2026, 31.12.2026, 31 december 2026 or 2026-12-31; a time after it is ignored.
    Raises NoDay."""
    year, month, day = _parts(text)
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay("date_not_existing") from None


def _parts(text: str) -> tuple[int, int, int]:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if month > 12 >= day and month <= 31:
            raise NoDay("date_american")
        return year, month, day
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if (match := _IN_WORDS.fullmatch(text)) and (named := _MONTHS.get(match[2].lower())):
        return int(match[3]), named, int(match[1])
    raise NoDay("date_format")
