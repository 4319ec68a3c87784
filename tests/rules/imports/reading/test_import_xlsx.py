"""XLSX: what the sheet shows is what is read; a hostile workbook costs no memory."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.imports.reading.opening import read_sheet
from portal.imports.reading.workbook_values import CellValues, column_of, is_date_format, number_text, unescaped
from tests.support.importing import refusal, with_sheet, xlsx_bytes

HEADINGS = ["naam", "waarde"]


def shown(value, **options):
    (line,) = read_sheet(xlsx_bytes([HEADINGS, ["x", value]], **options)).rows
    return line.cells[1]


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)), st.booleans())
@settings(max_examples=25)
def test_a_date_cell_is_read_as_its_date(day, from_1904):
    if not from_1904 or day >= date(1904, 1, 2):
        assert shown(day, date_1904=from_1904) == day.isoformat()


def test_a_moment_keeps_its_time_and_midnight_loses_it():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        style = book.add_format({"num_format": "d mmm yyyy hh:mm"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_datetime(1, 0, datetime.combine(date(2023, 12, 31), time(13, 45)), style)
        sheet.write_datetime(1, 1, datetime.combine(date(2023, 12, 31), time()), style)

    (line,) = read_sheet(out.getvalue()).rows

    assert line.cells == ("2023-12-31 13:45:00", "2023-12-31")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1990, "1990"),
        (1990.0, "1990"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (-1, "-1"),
        (612344329, "612344329"),
        (True, "ja"),
        (False, "nee"),
        ("0612344329", "0612344329"),
        ("=1+1", "=1+1"),
        ("Büşra “x”\nregel 2; en, meer", "Büşra “x”\nregel 2; en, meer"),
        ("  spaties ", "  spaties "),
        ("a_x000D_b_x005F_", "a_x000D_b_x005F_"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, text):
    assert shown(value) == text


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=2, max_size=6))
@settings(max_examples=25)
def test_texts_are_read_back(texts):
    data = xlsx_bytes([[f"kop {n}" for n in range(len(texts))], ["x", *texts[1:]]])

    (line,) = read_sheet(data).rows

    assert line.cells == ("x", *texts[1:])


def test_a_row_is_reported_by_its_number_in_the_sheet_and_empty_rows_are_skipped():
    data = xlsx_bytes([[], HEADINGS, [], ["Nadia", "x"], ["", " "], ["Wael", ""], ["", "y"]])

    sheet = read_sheet(data)

    assert sheet.headings == ("naam", "waarde")
    assert list(sheet.rows) == [(4, ("Nadia", "x")), (6, ("Wael", "")), (7, ("", "y"))]


def test_the_first_visible_sheet_is_read_and_the_others_are_named():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        names = ["Verborgen", "Lijst", "Uitleg"]
        sheets = [book.add_worksheet(name) for name in names]
        for sheet, name in zip(sheets, names, strict=True):
            sheet.write_column(0, 0, ["naam", name])
        sheets[1].activate()
        sheets[0].hide()

    sheet = read_sheet(out.getvalue())

    assert [line.cells for line in sheet.rows] == [("Lijst",)]
    assert sheet.other_sheets == ("Uitleg",)


def test_texts_in_parts_beside_the_sheet_or_inside_it_are_read_without_the_reading_aid():
    data = with_sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c><c t="inlineStr"><is><t>kop</t></is></c></row>'
        '<row><c t="inlineStr"><is><r><t>El </t></r><r><t>Amir</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
        '<c t="str"><f>A1&amp;"x"</f><v>uit_x0021_komst</v></c></row>'
    )

    assert [(line.number, line.cells) for line in read_sheet(data).rows] == [(2, ("El Amir", "uit!komst"))]


def test_an_empty_sheet_is_empty():
    assert refusal(xlsx_bytes([])).code == "empty"


@pytest.mark.parametrize(
    ("number", "code", "dated"),
    [
        (14, "", True),
        (22, "", True),
        (0, "", False),
        (20, "", False),
        (164, "dd-mm-yyyy", True),
        (165, "[$-413]d mmmm yyyy", True),
        (166, '0 "dagen"', False),
        (167, "[Red]#,##0.00", False),
        (168, "hh:mm", False),
        (169, "\\d0", False),
    ],
)
def test_a_number_is_a_date_when_its_format_shows_a_day(number, code, dated):
    assert is_date_format(number, code) is dated


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_have_no_decimals_however_they_are_stored(value):
    assert number_text(str(value)) == number_text(f"{value}.0") == str(value)


def test_a_column_is_counted_in_letters():
    assert [column_of(reference) for reference in ("A1", "Z9", "AA1", "XFD1048576")] == [0, 25, 26, 16383]
    with pytest.raises(ValueError):
        column_of("1A")


def test_escaped_characters_are_put_back_and_halves_of_one_are_not():
    assert unescaped("a_x000A_b") == "a\nb"
    assert unescaped("_xD800_") == "\ufffd"


@given(st.floats(0, 60, exclude_max=True))
def test_days_before_march_1900_follow_the_calendar_of_excel(serial):
    day = CellValues([], [True], from_1904=False).text(str(int(serial)), "n", 0)

    assert day == (date(1899, 12, 31) + timedelta(days=int(serial))).isoformat()
