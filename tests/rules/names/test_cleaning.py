"""Text on one line is the same after cleaning, wherever it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cleaning import clean_line, fault, person_name, says_something
from portal.identifiers import (
    display_phone,
    normalise_email,
    normalise_house_number,
    normalise_phone,
    normalise_postcode,
    normalise_service_phone,
    postcode_area,
)

UNSEEN = [
    *("\u00ad", "\u034f", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b"),
    *("\u202c", "\u202d", "\u202e", "\u2060", "\u2061", "\u2066", "\u2067", "\u2068", "\u2069", "\ufe0f", "\ufeff"),
]
PHONES = [
    ("14 023", "+3114023", "14 023"),
    ("14023", "+3114023", "14 023"),
    ("0800-1351", "+318001351", "0800 1351"),
    ("0900 8844", "+319008844", "0900 8844"),
    ("088 123 45 67", "+31881234567", "088 123 4567"),
    ("112", "112", "112"),
    ("116 123", "116123", "116123"),
    ("tel:+31612345678", "+31612345678", "06 12345678"),
    ("+31 (0)6 12 34 56 78", "+31612345678", "06 12345678"),
]
HOUSE_NUMBERS = [
    *("1", "112A", "112 a", "91-2", "215 bis", "12-III", "7a/2", "12 hs", "12hs", "12-huis", "12 2e", "12 I", "3 rood"),
    *(
        "12 t/m 16",
        "12-16",
        "12–16",
        "12 en 14",
        "t/o 12",
        "T/O 12",
        "t.o. 12",
        "to 12",
        "tegenover 12",
        "bij 7",
        "by 7",
    ),
    *("12 (achter)", "12 WB", "99999", "12+14", "0012"),
]


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_that_nobody_sees_are_gone_around_and_within(mark):
    assert clean_line(f"{mark}Mer{mark}hawi{mark} {mark}Tekle{mark}") == "Merhawi Tekle"
    assert normalise_phone(f"{mark}06{mark}12345678{mark}") == "+31612345678"
    assert normalise_postcode(f"{mark}2132{mark}ab{mark}") == "2132 AB"
    assert postcode_area(f"{mark}2132{mark}") == "2132"
    assert normalise_email(f"{mark}Naam@example.org{mark}") == "naam@example.org"
    assert normalise_house_number(f"{mark}12A{mark}") == "12A"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "\r\n", "\u2028", "  "])
def test_every_kind_of_space_is_one_space(space):
    assert clean_line(f"{space}Abdi{space}Warsame{space}") == "Abdi Warsame"


def test_the_joiners_stay_where_a_script_needs_them():
    for text in ("می\u200cخواهم", "क्\u200dष", "👩\u200d💻"):
        assert clean_line(text) == text


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once_and_loses_no_letter(text):
    clean = clean_line(text)

    assert clean_line(clean) == clean
    letters = [c for c in unicodedata.normalize("NFC", text) if c.isalnum() and c not in "\u115f\u1160\u3164\uffa0"]
    assert [c for c in clean if c.isalnum()] == letters


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#N/B", "not_calculated"),
        ("1,2E+11", "number_cut_short"),
        ("B\ufffdra", "damaged_letter"),
        ("a\x00b", "control_character"),
        ("a\x9fb", "control_character"),
        ("Çelik", None),
        ("#3", None),
        ("E+11", None),
        ("ja!", None),
    ],
)
def test_what_cannot_be_stored_is_named(text, code):
    assert fault(text) == code


@pytest.mark.parametrize(
    ("first", "last", "stored"),
    [
        ("Mahtab", "", ("", "Mahtab")),
        (None, " Mahtab ", ("", "Mahtab")),
        ("-", "Mahtab", ("", "Mahtab")),
        ("Mahtab", ".", ("", "Mahtab")),
        ("-", "?", ("", "")),
        ("Merhawi", "van den Berg", ("Merhawi", "van den Berg")),
    ],
)
def test_who_has_one_name_has_it_as_last_name(first, last, stored):
    assert person_name(first, last) == stored
    assert all(says_something(part) for part in stored if part)


@pytest.mark.parametrize(("typed", "stored", "shown"), PHONES)
def test_numbers_of_services_and_the_usual_ways_of_writing(typed, stored, shown):
    assert (normalise_service_phone(typed), display_phone(stored)) == (stored, shown)
    assert normalise_service_phone(shown) == stored


@pytest.mark.parametrize("text", ["11", "1112", "14", "0800", "06 1234", "0612345678 of 0687654321", "geen"])
def test_what_is_no_number_to_call(text):
    assert normalise_service_phone(text) is None


@pytest.mark.parametrize("text", ["112", "14 023", "116 123"])
def test_nobody_has_a_short_number_at_home(text):
    assert normalise_phone(text) is None


@pytest.mark.parametrize("text", HOUSE_NUMBERS)
def test_house_numbers_as_they_occur(text):
    assert normalise_house_number(text) == text


@pytest.mark.parametrize(
    "text", ["", "A12", "bis", "0", "123456", "9-feb", "9-2-2026", "2026-02-09", "1E+2", "#N/B", "12" + "x" * 19, "-12"]
)
def test_what_is_no_house_number(text):
    assert normalise_house_number(text) is None
