"""A workbook that is damaged anywhere is refused by name: no part, no number and no method of packing is a fault."""

import io
import random
import re
import zipfile
from datetime import date

import pytest

from portal.imports.reading.opening import read_sheet
from portal.imports.rules.columns import KINDS, match_headings
from portal.imports.rules.findings import Unreadable
from portal.imports.rules.judging import judge
from tests.support.importing import GOOD, KNOWN, csv_bytes, refusal, rewritten, xlsx_bytes

ROWS = [["naam", "waarde", "dag"], ["a", 1, date(2026, 3, 9)], ["b", 2.5, date(2026, 3, 10)]]
METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}
NUMBERS = (
    *(
        "9" * 310,
        "9" * 5000,
        "-1",
        "-999999999",
        "1e400",
        "-1e400",
        "nan",
        "inf",
        "-inf",
        "sNaN",
        "²",
        "٣",
        "",
        " ",
        "1_0",
    ),
    *(
        "2958465.9999999",
        "2958466",
        "60",
        "59.9999999",
        "0",
        "-0.0",
        "1e-400",
        "0x10",
        "1.5",
        "AAAA1",
        "XFD1048576",
        "A0",
    ),
)


def read(data):
    """The rows of the file, or the code of its fault."""
    try:
        return list(read_sheet(data).rows)
    except Unreadable as no:
        return no.code


def packed(method):
    """The same workbook, packed in another way."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(ROWS))) as before, zipfile.ZipFile(packed, "w", method) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return packed.getvalue()


@pytest.mark.parametrize("method", METHODS)
def test_no_damage_to_a_part_is_a_fault(method):
    whole, pick = packed(METHODS[method]), random.Random(method)
    for _each in range(300):
        data = bytearray(whole)
        for _bit in range(pick.randint(1, 8)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        read(bytes(data[: pick.choice((len(data), pick.randrange(len(data))))]))


@pytest.mark.parametrize("method", ["bzip2", "lzma"])
def test_a_way_of_packing_that_no_office_program_uses_is_refused_unopened(method, monkeypatch):
    data = packed(METHODS[method])
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("something was unpacked"))
    assert refusal(data).code == "damaged_workbook"


def test_no_number_in_a_workbook_is_a_fault():
    parts = ("workbook.xml", "worksheets/sheet1.xml", "styles.xml", "_rels/workbook.xml.rels", "sharedStrings.xml")
    data = xlsx_bytes(ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = {f"xl/{name}": archive.read(f"xl/{name}").decode() for name in parts}
    for name, text in texts.items():
        for match in re.finditer(r'="([A-Z]*\d+)"|<v>([^<]+)<', text):
            start, end = match.span(1) if match[1] is not None else match.span(2)
            for number in NUMBERS:
                read(rewritten(data, {name: f"{text[:start]}{number}{text[end:]}".encode()}))


@pytest.mark.parametrize("calendar", ["", '<workbookPr date1904="1"/>'])
def test_a_day_after_the_last_stays_a_number(calendar):
    styles = b'<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    for number in ("2958465.9999999", "2958465", "2957003.9999999", "0.5"):
        data = rewritten(xlsx_bytes(ROWS), {"xl/styles.xml": styles})
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = archive.read("xl/workbook.xml").decode()
        cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="0"><v>{number}</v></c></row>'
        sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
        book = re.sub(r"<workbookPr[^>]*/>", calendar, book)
        found = read(rewritten(data, {"xl/workbook.xml": book.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}))
        assert found[0].number == 2, number


def test_a_tag_that_does_not_end_is_refused_before_it_is_read_again_and_again():
    sheet = b"<worksheet><sheetData a='" + random.Random(1).randbytes(3_000_000).hex().encode()
    assert refusal(rewritten(xlsx_bytes(ROWS), {"xl/worksheets/sheet1.xml": sheet})).code == "damaged_workbook"


def test_cells_that_share_one_long_text_are_refused_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr("portal.imports.reading.opening.MAX_TEXT", 100_000)
    strings = f"<sst><si><t>{'x' * 1000}</t></si></sst>"
    row = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200))
    sheet = f"<worksheet><sheetData>{row}</sheetData></worksheet>"
    changes = {"xl/sharedStrings.xml": strings.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}
    assert read(rewritten(xlsx_bytes(ROWS), changes)) == "zip_bomb"


def test_a_line_of_separators_is_refused_before_its_cells_are_made():
    assert refusal(b"a;b\n1;2\n" + b";" * 5_000_000).code == "too_many_columns"
    assert refusal(b"a" + b";" * 5_000_000).code == "too_many_columns"


def test_a_separator_that_cannot_be_one_is_no_separator():
    for sign in ('"', " ", "\r", "x", "é"):
        read(f"sep={sign}\r\na;b\r\n1;2\r\n".encode())


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_a_fault(kind):
    layout = match_headings(KINDS[kind], [*GOOD[kind]])
    hostile = (
        *NUMBERS,
        "01-01-0000",
        "31-12-9999",
        "29-02-2023",
        "9" * 40_000,
        "\ud800",
        "a\0b",
        "-" * 2000,
        "'=1",
        "1e1",
    )
    for column in GOOD[kind]:
        rows = [tuple({**GOOD[kind], column: text}.values()) for text in hostile]
        assert len(list(judge(KINDS[kind], layout, enumerate(rows, start=2), KNOWN))) == len(rows)


def test_a_file_may_hold_what_it_likes():
    pick = random.Random(2)
    for _each in range(200):
        read(pick.randbytes(pick.randrange(1, 400)))
        read(csv_bytes([["a", "b"], [pick.choice(NUMBERS), "1"]])[: pick.randrange(1, 400)])
