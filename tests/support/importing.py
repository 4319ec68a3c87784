"""Files as teams would send them, and what the importer says about them; without an app or a database."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter

from portal.imports.reading.opening import read_sheet
from portal.imports.rules.columns import KINDS, known_headings, match_headings
from portal.imports.rules.findings import Unreadable
from portal.imports.rules.judging import Known, Outcome, judge
from portal.imports.rules.values import Choices
from tests.support.reference import TEAM_DATA, TYPES

DATA = Path(__file__).resolve().parents[1] / "data"
FAULTY = DATA / "trajecten-met-fouten.csv"
FILES = {
    "trajectories": TEAM_DATA / "trajecten-haarlemmermeer-2023.csv",
    "volunteers": TEAM_DATA / "vrijwilligers-haarlemmermeer.csv",
    "teams": TEAM_DATA / "wijkteams-fictief.csv",
}
AREAS = "1161 1165 1171 1435 2131 2132 2133 2134 2135 2141 2151 2152 2153 2157 2165"
KNOWN = Known(
    today=date(2026, 11, 21),
    types=Choices({each["name"]: each["code"] for each in TYPES}),
    regimes=Choices({"WI2013": "WI2013", "WI2021": "WI2021"}),
    functions=Choices(
        {
            "maatschappelijk begeleider": "supporter",
            "coach vestiging": "settlement_coach",
            "taalcoach": "language_coach",
            "budgetcoach": "budget_coach",
            "tolk": "interpreter",
        }
    ),
    municipalities=Choices({"Haarlemmermeer": "Haarlemmermeer", "Haarlem": "Haarlem"}),
    covered_areas=frozenset(AREAS.split()),
)

GOOD = {
    "trajectories": {
        "clientnummer": "HM-00001",
        "voornaam": "Nadia",
        "achternaam": "Shami",
        "geboortejaar": "2000",
        "telefoon": "0612344329",
        "e-mail": "nadia@example.org",
        "talen": "Arabisch, Nederlands (A1)",
        "tolk nodig": "nee",
        "straat": "Van Stamplein",
        "huisnummer": "112A",
        "postcode": "2135 ZX",
        "woonplaats": "Hoofddorp",
        "gemeente": "Haarlemmermeer",
        "gehuisvest op": "26-10-2022",
        "wettelijk regime": "WI2021",
        "volwassenen": "1",
        "kinderen": "2",
        "traject": "Coaching vestiging",
        "startdatum": "02-01-2023",
        "klantmanager": "S. van der Meer",
    },
    "volunteers": {
        "e-mail": "wim@example.org",
        "voornaam": "Wim",
        "achternaam": "van Leeuwen",
        "telefoon": "06-12343256",
        "functie": "taalcoach",
        "talen": "Nederlands, Farsi",
        "postcode": "2135 DA",
        "uren per week": "8",
        "max huishoudens": "5",
        "VOG gezien op": "19-07-2021",
        "geheimhouding getekend op": "26-07-2021",
        "basiscursus op": "01-11-2021",
        "status": "actief",
    },
    "teams": {
        "team": "Sociaal team Noord",
        "gemeente": "Haarlemmermeer",
        "organisatie": "MeerWaarde",
        "e-mail": "noord@example.org",
        "telefoon": "023-5550101",
        "aandachtsfunctionaris": "L. Verhoeven",
        "postcodes": "2131, 2132",
    },
}


def csv_bytes(table: Iterable[Sequence[str]], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A CSV file as Excel saves it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(table)
    return out.getvalue().encode(encoding)


def xlsx_bytes(table: Iterable[Sequence[object]], **options: object) -> bytes:
    """An XLSX file of one sheet: texts as texts, numbers as numbers, dates as dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, **options}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Export")
        for place, row in enumerate(table):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value != "":
                    sheet.write(place, column, value)
    return out.getvalue()


def judge_file(kind: str, data: bytes, known: Known = KNOWN) -> list[Outcome]:
    """Every row of a file, judged."""
    sheet = read_sheet(data, partial(known_headings, KINDS[kind]))
    layout = match_headings(KINDS[kind], sheet.headings, sheet.heading_line)
    return list(judge(KINDS[kind], layout, sheet.rows, known))


def judge_rows(kind: str, *changes: dict[str, str], known: Known = KNOWN) -> list[Outcome]:
    """Good rows of this kind, each with some cells changed, judged as one file."""
    rows = [{**GOOD[kind], **change} for change in changes]
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    table = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return judge_file(kind, csv_bytes(table), known)


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Column and code of everything that is said about a row."""
    return [(finding.column, finding.code) for finding in (*outcome.refusals, *outcome.notices)]


def only(outcomes: list[Outcome]) -> Outcome:
    """The one row of a file."""
    (outcome,) = outcomes
    return outcome


def refusal(data: bytes, kind: str | None = None) -> Unreadable:
    """Why a file cannot be read: by any reader, or as a list of this kind."""
    with pytest.raises(Unreadable) as caught:
        if kind:
            judge_file(kind, data)
        list(read_sheet(data).rows)
    return caught.value


def rewritten(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The workbook with some of its parts replaced; None leaves a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_sheet(rows_xml: str) -> bytes:
    """A workbook whose sheet is given as XML."""
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows_xml}</sheetData></worksheet>'
    return rewritten(xlsx_bytes([["naam", "waarde"]]), {"xl/worksheets/sheet1.xml": sheet.encode()})
