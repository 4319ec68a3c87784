"""Move the dates of the fictitious demo files so that they look like the present; pure."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

DATE_FORMAT = "%d-%m-%Y"
DATE_CELL = re.compile(r"\d{2}-\d{2}-\d{4}")
DAYS_SINCE_LAST = 7


def weeks_to_present(rows: Iterable[Mapping[str, str]], today: date) -> int:
    """The whole weeks to add, which keep each weekday: the last date in `rows` then lies 7 to 13 days before `today`.
    Negative where the rows lie in the future; 0 when they hold no date."""
    dates = [day for row in rows for cell in row.values() if (day := _as_date(cell))]
    if not dates:
        return 0
    return (today - timedelta(days=DAYS_SINCE_LAST) - max(dates)).days // 7


def shift_dates(rows: Iterable[Mapping[str, str]], today: date, weeks: int | None = None) -> list[dict[str, str]]:
    """Copies of `rows` with every date of the form 31-12-2023 moved by the same number of whole weeks.
    `weeks` is for files that move together; without it each file moves to just before `today`."""
    rows = list(rows)
    step = timedelta(weeks=weeks_to_present(rows, today) if weeks is None else weeks)
    return [{column: _moved(cell, step) for column, cell in row.items()} for row in rows]


def read_rows(text: str) -> list[dict[str, str]]:
    """The rows of a demo file: CSV with semicolons, with or without byte order mark."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def write_rows(rows: list[dict[str, str]]) -> str:
    """The rows as such a file again: what the importer is given in place of the original."""
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()


def _as_date(cell: str) -> date | None:
    if not DATE_CELL.fullmatch(cell):
        return None
    day, month, year = map(int, cell.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(cell: str, step: timedelta) -> str:
    day = _as_date(cell)
    return (day + step).strftime(DATE_FORMAT) if day else cell
