"""CSV in every dress teams send it in; whatever is no list gets one clear refusal."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.imports.reading.opening import read_sheet
from portal.imports.reading.sheet import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS
from portal.imports.rules.findings import Unreadable
from tests.support.importing import FAULTY, FILES, csv_bytes, refusal

# cp1252 leaves out letters that Turkish and Arabic names need; those files are saved otherwise.
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "cp1252": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
western = st.text(alphabet="abc XYZ 019 éëïç€“ ;,\t\"'\n=+-@", max_size=12)
anything = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n;,\t"'), max_size=12)


def tables(cells):
    return st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5).map(
        lambda rows: [["naam", "straat", "plaats"], *[["x" + row[0], *row[1:]] for row in rows]]
    )


def cells(data):
    return [list(line.cells) for line in read_sheet(data).rows]


@given(st.sampled_from(sorted(ENCODINGS)), st.sampled_from(";,\t"), st.data())
def test_what_is_written_in_any_encoding_with_any_separator_is_read_back(encoding, separator, data):
    table = data.draw(tables(western if encoding == "cp1252" else anything))
    written = ENCODINGS[encoding] + csv_bytes(table, separator, encoding)

    sheet = read_sheet(written)

    assert list(sheet.headings) == table[0]
    assert [list(line.cells) for line in sheet.rows] == table[1:]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(encoding):
    assert cells(csv_bytes([["naam", "plaats"], ["Şahin", "Hoofddorp"]], ";", encoding)) == [["Şahin", "Hoofddorp"]]


def test_letters_with_accents_survive_windows_1252():
    assert cells("naam;plaats\r\nZoë Müller;Curaçao\r\n".encode("cp1252")) == [["Zoë Müller", "Curaçao"]]


def test_utf_8_with_one_broken_byte_is_refused_instead_of_read_as_gibberish():
    good = csv_bytes([["naam", "plaats"], *[["Şahin", "Çelik"]] * 20], ";", "utf-8")

    assert refusal(good + b"Zo\xeb;x\r\n").code == "encoding"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8 + b"a;b\r\n\xff;1\r\n", codecs.BOM_UTF16_LE + b"a\x00;\x00b\x00\n"])
def test_a_file_that_is_not_what_its_mark_says_is_refused(mark):
    assert refusal(mark).code == "encoding"


def test_a_row_is_reported_by_the_line_where_it_starts():
    text = 'naam;plaats\r\nNadia;"Hoofd\ndorp"\r\n\r\nBüşra;"a\r\nb\r\nc"\r\n;\r\nWael;Vijfhuizen\r\n'

    lines = list(read_sheet(text.encode()).rows)

    assert [line.number for line in lines] == [2, 5, 9]
    assert lines[1].cells == ("Büşra", "a\r\nb\r\nc")


def test_old_macintosh_line_ends_count_as_lines():
    assert [line.number for line in read_sheet(b"naam;plaats\rNadia;x\rWael;y\r").rows] == [2, 3]


def test_the_line_numbers_of_the_faulty_file_are_those_of_an_editor():
    text = FAULTY.read_text(encoding="utf-8-sig").splitlines()

    for line in read_sheet(FAULTY.read_bytes()).rows:
        assert text[line.number - 1].startswith(line.cells[0])


@pytest.mark.parametrize("rows", [(469, "trajectories"), (64, "volunteers"), (6, "teams")], ids=lambda rows: rows[1])
def test_the_files_of_a_real_team_are_read_in_full(rows):
    assert len(cells(FILES[rows[1]].read_bytes())) == rows[0]


def test_the_hint_that_excel_understands_names_the_separator_and_is_no_heading():
    sheet = read_sheet(b"sep=,\r\nnaam,a;b;c\r\nNadia,x;y;z;q;w\r\n")

    assert sheet.headings == ("naam", "a;b;c")
    assert [line.number for line in sheet.rows] == [3]


def test_empty_lines_above_the_headings_are_passed_over():
    sheet = read_sheet(b"\r\n;;\r\nnaam;plaats\r\nNadia;x\r\n")

    assert sheet.headings == ("naam", "plaats")
    assert [line.number for line in sheet.rows] == [4]


def test_empty_cells_after_the_last_heading_are_dropped_and_texts_there_are_kept():
    data = b"naam;plaats;;\r\nNadia;x;;\r\nWael;y;;z\r\nHiba\r\n"

    assert cells(data) == [["Nadia", "x"], ["Wael", "y", "", "z"], ["Hiba"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF8 + b"\r\n;;\r\n", "empty"),
        (b"naam;plaats\r\n", "only_headings"),
        (b"naam;plaats\r\n;;\r\n\r\n", "only_headings"),
        (b"naam\r\nNadia\r\n", "not_separated"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF;a;b", "picture"),
        (b"GIF89a;b;c", "picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<html><table><tr><td>a;b</td></tr></table></html>", "markup"),
        (b'{"a": [1, 2], "b": 3}', "markup"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
        (b"\x01\x02;\x03;\x04\r\na;b;c\r\n", "binary"),
        (b"naam;plaats\r\nNa\x00dia;x\r\n", "binary"),
        (b"naam;plaats\r\nNa\x81dia;x\r\n", "encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_no_list_gets_its_own_refusal(data, code):
    assert refusal(data).code == code


def test_a_file_over_20_mb_is_refused_unread():
    assert refusal(b"a;b\r\n" + b"1;2\r\n" * (MAX_BYTES // 5)).code == "too_large"


@pytest.mark.parametrize("row", ['Nadia;"x\r\n', 'Nadia;"x"y;z\r\n'])
def test_quotes_that_do_not_match_are_refused_by_the_line_of_their_row(row):
    caught = refusal(f'naam;plaats\r\nWael;"a\r\nb"\r\n{row}Hiba;y\r\n'.encode())

    assert (caught.code, caught.facts["line"]) == ("broken_quotes", 4)


@pytest.mark.parametrize("length", [MAX_CELL + 1, 200_000])
def test_a_cell_beyond_what_a_spreadsheet_allows_is_refused_by_its_line(length):
    caught = refusal(b"naam;plaats\r\nWael;x\r\nNadia;" + b"y" * length + b"\r\n")

    assert (caught.code, caught.facts["line"]) == ("cell_too_long", 3)


def test_too_many_columns_are_refused_by_their_line():
    caught = refusal(b"naam;plaats\r\n" + b";".join([b"x"] * (MAX_COLUMNS + 1)) + b"\r\n")

    assert (caught.code, caught.facts["line"]) == ("too_many_columns", 2)


def test_too_many_rows_are_refused_and_the_last_allowed_one_is_not():
    full = b"a;b\r\n" + b"1;2\r\n" * MAX_ROWS

    assert sum(1 for _ in read_sheet(full).rows) == MAX_ROWS
    assert refusal(full + b"1;2\r\n").code == "too_many_rows"


@given(st.binary(max_size=200))
@example(b'a;b\r\n"')
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + b"\x00" * 18)
def test_any_bytes_are_read_or_refused_by_name(data):
    try:
        for line in read_sheet(data).rows:
            assert line.number >= 2
    except Unreadable as unreadable:
        assert unreadable.code
