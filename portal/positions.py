"""Positions in a list, as the address of the next page says them: "1-20260309-12" is rank, day and key.
A page begins behind the last row of the page before, so each list has an order that no two rows share."""

from datetime import date, datetime
from typing import Any

_DIGITS = 9  # a number that every column of the databases can hold
_DAY = "%Y%m%d"


def position(*parts: int | date) -> str:
    """The text of a position: its numbers and days, none below nought."""
    return "-".join(f"{part:{_DAY}}" if isinstance(part, date) else str(part) for part in parts)


def position_in(text: str, *kinds: type[int | date]) -> tuple[Any, ...] | None:
    """The numbers and days of a position, each of its kind in turn; None for any other text."""
    parts = text.split("-")
    if len(parts) != len(kinds) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return tuple(_day(part) if kind is date else _number(part) for part, kind in zip(parts, kinds, strict=True))
    except ValueError:
        return None


def _day(text: str) -> date:
    if len(text) != len("20260309"):
        raise ValueError("no day")
    return datetime.strptime(text, _DAY).replace(tzinfo=None).date()  # noqa: DTZ007 - a day only


def _number(text: str) -> int:
    if len(text) > _DIGITS:
        raise ValueError("no number of a row")
    return int(text)
