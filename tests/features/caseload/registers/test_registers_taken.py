"""All rows of a register at once: in a file to take along, and on paper. Nothing is left out in silence."""

import csv
import io
import zipfile

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.caseload.registers import page as register_page
from portal.caseload.registers import views
from portal.db import db
from portal.imports.reading.opening import read_sheet
from tests.support.tables import rows

pytestmark = pytest.mark.each_database
COLUMNS = "&kolom=soort&kolom=personen&kolom=begin"


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def many(make):
    """More households than a page shows."""
    for number in range(31):
        make.trajectory(household=make.household(client={"first_name": "Saba", "last_name": f"Tekle {number:02}"}))


def table(answer):
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def lines(event):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == event).order_by(AuditLine.id)))


def test_a_file_has_all_rows_of_the_filter_in_order_with_the_chosen_columns(
    make, many, sign_in, coordinator, monkeypatch
):
    monkeypatch.setattr(register_page, "TOGETHER", 7)
    make.trajectory("har_pretrajectory")
    answer = sign_in(coordinator).get(f"/trajecten/bestand?soort=social_support&sorteer=-naam&na=x{COLUMNS}")
    head, *found = table(answer)
    assert head == ["Huishouden", "Soort traject", "Personen", "Begin"]
    assert [row[0] for row in found] == [f"Saba Tekle {number:02}" for number in range(30, -1, -1)]
    assert set(map(tuple, (row[1:] for row in found))) == {
        ("Maatschappelijke begeleiding", "1", make.day(-14).isoformat())
    }
    assert answer.headers["Content-Disposition"] == f'attachment; filename="trajecten-{make.today.isoformat()}.csv"'


def test_a_workbook_has_days_as_days_and_numbers_as_numbers(many, sign_in, coordinator):
    answer = sign_in(coordinator).get(f"/huishoudens/bestand?vorm=xlsx{COLUMNS}&kolom=gehuisvest")
    sheet = zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 32
    assert '<c r="C2"><v>1</v></c>' in sheet
    read = read_sheet(answer.data)
    assert next(iter(read.rows)).cells[-1] == "2026-02-07"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_text_that_starts_a_formula_is_made_harmless(make, sign_in, coordinator, kind):
    for last in ("=1+1", "@SUM(A1)", "-2+3", "+4"):
        make.trajectory(
            household=make.household(client={"first_name": "", "last_name": last}, city="=cmd|' /C calc'!A0")
        )
    answer = sign_in(coordinator).get(f"/huishoudens/bestand?vorm={kind}&kolom=plaats")
    if kind == "csv":
        cells = [cell for row in table(answer)[1:] for cell in row]
    else:
        assert "<f>" not in zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
        cells = [cell for row in read_sheet(answer.data).rows for cell in row.cells]
    assert len(cells) == 8
    assert {cell[0] for cell in cells} == {"'"}


def test_a_file_leaves_its_line_and_that_of_a_list_for_each_row(many, sign_in, coordinator):
    visitor = sign_in(coordinator)
    assert visitor.get("/trajecten/bestand?zoek=saba&staat=wacht&vorm=xlsx").status_code == 200
    (line,) = lines("list.downloaded")
    filters = {"zoek": "…", "staat": "wacht"}
    assert line.facts == {"list": "trajectories", "form": "xlsx", "filters": filters, "count": 31}
    assert (line.subject_kind, line.subject_id) == ("location", coordinator.roles[0].location_id)
    assert len(lines("trajectory.listed")) == 31


def test_a_file_holds_no_note_and_nothing_that_no_column_shows(make, sign_in, coordinator):
    trajectory = make.trajectory(extension_reason="Reden met verhaal")
    make.contact(trajectory, coordinator, note="Geheim verhaal")
    every = "".join(f"&kolom={each}" for each in views.REGISTERS["trajectories"].columns)
    found = sign_in(coordinator).get(f"/trajecten/bestand?staat=alles{every}").data.decode()
    assert "verhaal" not in found.lower()
    assert "Kerklaan" not in found


@pytest.mark.parametrize(("way", "most"), [("bestand", "IN_A_FILE"), ("afdrukken", "ON_PAPER")])
@pytest.mark.parametrize("register", ["huishoudens", "trajecten"])
def test_more_rows_than_fit_are_refused_in_words_and_nothing_is_cut(
    many, sign_in, coordinator, monkeypatch, register, way, most
):
    monkeypatch.setattr(views, most, 30)
    visitor = sign_in(coordinator)
    answer = visitor.page(f"/{register}/{way}?sorteer=-gebied&kolom=talen", status=303)
    assert answer.location == f"/{register}?sorteer=-gebied&kolom=naam&kolom=talen"
    assert "Hier passen 30 rijen, en dit zijn er 31." in answer.follow().text
    assert lines("list.downloaded") == []
    monkeypatch.setattr(views, most, 31)
    assert visitor.get(f"/{register}/{way}").status_code == 200


def test_paper_has_all_rows_with_the_filters_in_words_and_the_day(many, sign_in, coordinator):
    page = sign_in(coordinator).page("/huishoudens/afdrukken?zoek=saba&eindigt=6-maanden")
    assert "0 van 31 huishoudens" in page.text
    page = sign_in(coordinator).page("/huishoudens/afdrukken?zoek=saba&soort=social_support")
    assert len(rows(page)) == 31
    told = "Naam of nummer: saba. Soort traject: Maatschappelijke begeleiding. Stand: Niet gesloten. 31 huishoudens."
    assert f"{told} 9 maart 2026" in page.text
    assert page.links["Naar de lijst"].startswith("/huishoudens?zoek=saba&soort=social_support&")


@pytest.mark.parametrize(
    "name", ["zoek", "soort", "staat", "eindigt", "begeleider", "fase", "gebied", "taal", "sorteer"]
)
@pytest.mark.parametrize(
    "value", ["%ED%A0%80", "'--", "%25_", "9" * 310, "2026-00", "a.b.c", "-", "=", "%F0%9F%98%80", "." * 900]
)
def test_a_hostile_filter_breaks_no_register(make, sign_in, coordinator, name, value):
    make.trajectory()
    visitor = sign_in(coordinator)
    for address in ("/trajecten", "/huishoudens", "/huishoudens/bestand", "/trajecten/afdrukken"):
        assert visitor.get(f"{address}?{name}={value}&na={value}&kolom={value}&vorm={value}").status_code == 200
