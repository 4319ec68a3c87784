"""Whole files: the faulty one as its own columns demand, the real ones in full, and no BSN ever leaves one."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.imports.rules.columns import KINDS
from portal.imports.words import reasons
from tests.support.importing import FAULTY, FILES, GOOD, codes, csv_bytes, judge_file, judge_rows, only, xlsx_bytes

# The words in the column `waarom` of the faulty file, in the terms of the importer.
REASONS = {
    "datum bestaat niet": ("gehuisvest op", "date_not_existing"),
    "Amerikaanse datum": ("gehuisvest op", "date_american"),
    "postcode onvolledig": ("postcode", "postcode_incomplete"),
    "postcode buiten elk dekkingsgebied: geen wijkteam bekend": ("postcode", "postcode_uncovered"),
    "onbekend trajecttype": ("traject", "type_unknown"),
    "onbekend regime": ("wettelijk regime", "regime_unknown"),
    "achternaam leeg: één naam": ("achternaam", "one_name"),
    "zelfde clientnummer en traject als de eerste rij van dit bestand, maar een ander mens": (
        "clientnummer",
        "other_person",
    ),
    "startdatum voor huisvestingsdatum": ("startdatum", "start_before_housing"),
    "negen cijfers die aan de elfproef voldoen: een BSN hoort hier niet": ("clientnummer", "bsn"),
    "geen telefoonnummer: het veld blijft leeg": ("telefoon", "phone_unreadable"),
    "volwassenen is geen getal": ("volwassenen", "not_a_number"),
    "geboortejaar in de toekomst": ("geboortejaar", "birth_year_future"),
}
EXPECTED = list(csv.DictReader(io.StringIO(FAULTY.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
FAULTY_ROWS = judge_file("trajectories", FAULTY.read_bytes())


@pytest.mark.parametrize("place", range(21), ids=[row["waarom"] for row in EXPECTED])
def test_each_faulty_row_gets_what_its_file_says_must_happen(place):
    row, outcome = EXPECTED[place], FAULTY_ROWS[place]

    assert codes(outcome) == [REASONS[row["waarom"]]] if row["waarom"] in REASONS else codes(outcome) == []
    assert (outcome.row is None) == (row["verwacht"] == "weigeren")
    assert bool(outcome.notices) == (row["verwacht"] == "aannemen met waarschuwing")
    assert bool(outcome.refusals) == (row["verwacht"] == "weigeren")


def test_the_faulty_file_has_a_row_for_each_reason():
    assert len(FAULTY_ROWS) == len(EXPECTED) == 21
    assert set(REASONS) <= {row["waarom"] for row in EXPECTED}


@pytest.mark.parametrize(("kind", "rows"), [("trajectories", 469), ("volunteers", 64), ("teams", 6)])
def test_every_row_of_a_real_teams_files_is_good(kind, rows):
    outcomes = judge_file(kind, FILES[kind].read_bytes())

    assert len(outcomes) == rows
    assert all(outcome.row and not outcome.notices for outcome in outcomes)


def test_the_same_list_as_a_workbook_says_the_same():
    table = list(csv.reader(io.StringIO(FILES["trajectories"].read_text(encoding="utf-8-sig")), delimiter=";"))
    dates = {place for place, heading in enumerate(table[0]) if heading in ("gehuisvest op", "startdatum")}
    numbers = {place for place, heading in enumerate(table[0]) if heading in ("geboortejaar", "volwassenen")}

    def cell(place, text):
        if place in dates:
            day, month, year = map(int, text.split("-"))
            return date(year, month, day)
        return int(text) if place in numbers else text

    book = [table[0], *([cell(place, text) for place, text in enumerate(row)] for row in table[1:])]

    from_book = judge_file("trajectories", xlsx_bytes(book))

    assert [each.row for each in from_book] == [
        each.row for each in judge_file("trajectories", FILES["trajectories"].read_bytes())
    ]


def test_a_formula_stays_text_and_is_harmless_in_the_download():
    formula = '=HYPERLINK("http://example.org";"klik")'

    assert only(judge_rows("trajectories", {"voornaam": formula})).row.first_name == formula
    refused = only(judge_rows("trajectories", {"voornaam": formula, "telefoon": "+31612344329", "volwassenen": "twee"}))
    assert refused.cells[1] == "'" + formula
    assert refused.cells[4] == "'+31612344329"


def test_a_corrected_download_is_imported_as_if_it_had_been_right_at_once():
    change = {"voornaam": "=Nadia", "telefoon": "+31612344329"}
    refused = only(judge_rows("trajectories", {**change, "volwassenen": "twee"}))
    corrected = [text.replace("twee", "1") for text in refused.cells]

    again = judge_file("trajectories", csv_bytes([list(GOOD["trajectories"]), corrected]))

    assert only(again).row == only(judge_rows("trajectories", change)).row


WAYS = st.sampled_from(
    ["111222333", "111 222 333", "1112.22.333", "111-222-333", "x111222333x", "'111222333", "=111222333"]
)


@given(st.sampled_from(sorted(KINDS)), st.data(), WAYS)
def test_a_bsn_in_any_cell_is_refused_and_its_digits_are_nowhere(kind, data, written):
    column = data.draw(st.sampled_from([*GOOD[kind], "opmerking"]))
    broken = data.draw(st.sampled_from([name for name in GOOD[kind] if name != column]))

    outcome = only(judge_rows(kind, {column: written, broken: "\x07"}))

    assert outcome.row is None
    assert (column, "bsn_in_phone" if column == "telefoon" else "bsn") in codes(outcome)
    everything = repr(outcome) + reasons(outcome.refusals) + reasons(outcome.notices)
    assert "111222333" not in "".join(c for c in everything if c.isdigit())


def test_a_mobile_number_that_lost_its_zero_is_a_phone_number_and_only_in_its_own_column():
    bare = "612345678"[:8] + str(sum(w * int(d) for w, d in zip(range(9, 1, -1), "61234567", strict=True)) % 11)
    assert len(bare) == 9

    assert only(judge_rows("trajectories", {"telefoon": bare})).row.phone == f"+31{bare}"
    refused = only(judge_rows("trajectories", {"telefoon": bare, "volwassenen": "twee"}))
    assert bare in refused.cells
    assert codes(only(judge_rows("trajectories", {"clientnummer": bare}))) == [("clientnummer", "bsn")]
