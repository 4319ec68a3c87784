"""A table as a file to take along: written row by row, and whole before any of it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import IO

from flask import Response

from portal.spreadsheets import Table, safe_cell, write_csv


def write_xlsx(out: IO[bytes], table: Table) -> None:
    """Write a workbook of one sheet: the first row are heads, days are days and numbers numbers."""
    from xlsxwriter import Workbook  # few processes ever write one

    with Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, MOST_COLUMNS, WIDTH)
        for number, row in enumerate(table):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, datetime.combine(value, time()), day)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                else:
                    sheet.write_string(number, place, safe_cell(value or ""), None if number else head)


MOST_COLUMNS, WIDTH = 30, 22  # the width in letters


@dataclass(frozen=True)
class Kind:
    """A kind of file, and how a table is written as one."""

    mimetype: str
    write: Callable[[IO[bytes], Table], None]


KINDS = {
    "csv": Kind("text/csv", write_csv),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}


def as_file(table: Table, name: str, kind: str) -> Response:
    """The table as a file of one of the KINDS; the name says nothing about anybody. Only the file is in memory, never
    all rows."""
    out = BytesIO()
    KINDS[kind].write(out, table)
    response = Response(out.getvalue(), mimetype=KINDS[kind].mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
