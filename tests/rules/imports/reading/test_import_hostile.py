"""Hostile and broken workbooks get a refusal by name, before they cost memory."""

import tracemalloc
import zipfile

import pytest

from portal.imports.reading import workbook
from portal.imports.reading.opening import read_sheet
from portal.imports.reading.sheet import MAX_COLUMNS
from tests.support.importing import refusal, rewritten, with_sheet, xlsx_bytes

HEADINGS = ["naam", "waarde"]


def test_a_text_in_the_far_corner_costs_a_refusal_and_no_memory():
    data = with_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>'
    )
    tracemalloc.start()
    try:
        caught = refusal(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (caught.code, caught.facts) == ("too_many_columns", {"limit": MAX_COLUMNS, "line": 1_048_576})
    assert peak < 5_000_000


def test_an_empty_styled_cell_in_the_far_corner_does_no_harm():
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = with_sheet(first + '<row r="2"><c r="A2"><v>2</v></c><c r="XFD2" s="0"/></row>')

    assert [line.cells for line in read_sheet(data).rows] == [("2",)]


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(monkeypatch):
    bomb = rewritten(xlsx_bytes([HEADINGS, ["a", "b"]]), {"xl/worksheets/sheet1.xml": b" " * 20_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("something was unpacked"))

    assert len(bomb) < 100_000
    assert refusal(bomb).code == "zip_bomb"


def test_a_workbook_of_many_large_parts_is_a_bomb_even_when_each_shrinks_little(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1000)

    assert refusal(xlsx_bytes([HEADINGS, ["a", "b"]])).code == "zip_bomb"


def test_a_false_size_does_not_get_past_the_check():
    large = b"<a>" + b" " * 5_000_000 + b"</a>"
    data = rewritten(xlsx_bytes([HEADINGS, ["a", "b"]]), {"xl/worksheets/sheet1.xml": large})
    true_size = (5_000_007).to_bytes(4, "little")
    assert data.count(true_size) == 2

    assert refusal(data.replace(true_size, (900).to_bytes(4, "little"))).code == "damaged_workbook"


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"xl/workbook.xml": None}, "not_a_workbook"),
        ({"xl/worksheets/sheet1.xml": None}, "damaged_workbook"),
        ({"xl/_rels/workbook.xml.rels": None}, "damaged_workbook"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><row>"}, "damaged_workbook"),
        ({"xl/worksheets/sheet1.xml": DOCTYPE}, "damaged_workbook"),
        ({"xl/sharedStrings.xml": b"<sst/>"}, "damaged_workbook"),
        ({"xl/workbook.xml": b"<workbook><sheets/></workbook>"}, "empty"),
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused(changes, code):
    assert refusal(rewritten(xlsx_bytes([HEADINGS, ["a", "b"]]), changes)).code == code


@pytest.mark.parametrize("cut", [10, 100, 1000, -30])
def test_half_a_workbook_is_refused(cut):
    assert refusal(xlsx_bytes([HEADINGS, ["a", "b"]])[:cut]).code == "damaged_workbook"


def test_a_zip_with_a_password_is_refused_as_protected():
    data = bytearray(xlsx_bytes([HEADINGS, ["a", "b"]]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)

    assert refusal(bytes(data)).code == "encrypted"
