"""Numbers that identify people: BSN-like numbers, phone numbers, postcodes, e-mail addresses."""

from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.bsn.finding import looks_like_bsn, mask_bsn
from portal.identifiers import (
    display_phone,
    is_bare_mobile,
    normalise_email,
    normalise_phone,
    normalise_postcode,
    postcode_area,
)

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


@st.composite
def bsns(draw):
    """Nine digits that pass the eleven-test, worked out here apart from the code under test."""
    eight = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any))
    last = sum(w * d for w, d in zip(WEIGHTS, eight, strict=True)) % 11
    if last == 10:
        eight[7] = (eight[7] + 1) % 10
        last = sum(w * d for w, d in zip(WEIGHTS, eight, strict=True)) % 11
    return "".join(map(str, [*eight, last]))


@st.composite
def written_bsns(draw):
    """A BSN as people write it: together, or cut into groups with something between."""
    digits = draw(bsns())
    places = sorted(draw(st.sets(st.integers(1, 8), max_size=8)))
    between = st.sampled_from([" ", ".", "-", " - ", "\u00a0", "\u2011", "\u2013", "\u200b", "     ", "\n"])
    cuts = [0, *places, 9]
    groups = [digits[a:b] for a, b in pairwise(cuts)]
    return digits, "".join(g + (draw(between) if n < len(groups) - 1 else "") for n, g in enumerate(groups))


def digits_of(text):
    return "".join(c for c in text if c.isdigit())


@given(bsns(), st.text(alphabet="abcXYZ:;!?\"'|=", max_size=20), st.text(alphabet="abcXYZ:;!?\"'|=", max_size=20))
def test_nine_digits_that_pass_the_eleven_test_are_found_anywhere_in_a_text(bsn, before, after):
    assert looks_like_bsn(before + bsn + after)


@given(bsns(), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_no_bsn(bsn, place, change):
    other = bsn[:place] + str((int(bsn[place]) + change) % 10) + bsn[place + 1 :]

    assert not looks_like_bsn(f"nr {other}")


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "BSN: 111222333.",
        "HM-111222333",
        "111222333@example.org",
        "1 1 1 2 2 2 3 3 3",
        "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663",
        "111\u200b222\u200b333",
        "012345672",
        "012345672 5",
        "+111222333",
        "111 222 333 1980",
        "06 12345678 en 111222333",
        "0612345678 111222333",
        "111222333 0612345678",
        "+963 944 123 456 111222333",
    ],
)
def test_a_bsn_is_found_in_each_way_of_writing(text):
    assert looks_like_bsn(text)
    assert "111222333" not in digits_of(mask_bsn(text))
    assert not looks_like_bsn(mask_bsn(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111222334",
        "000000000",
        "1112223330",
        "0111222333",
        "111222333111222333",
        "06 12345678",
        "023-555 01 01",
        "(0111) 222 333",
        "+31 111 222 333",
        "0031 111222333",
        "+31 (0)111 222333",
        "+963 944 123 456",
        "31-12-2023 0:00",
        "2023-12-31 0",
        "2131, 2132, 2133, 2134",
        "HM-04316",
    ],
)
def test_phone_numbers_dates_and_longer_numbers_are_no_bsn(text):
    assert not looks_like_bsn(text)
    assert mask_bsn(text) == text


@given(st.text(max_size=10), written_bsns(), st.text(max_size=10))
@example("", ("123456782", "123456782"), " 5")
@example("tel 06-", ("111222333", "111 222 333"), "")
def test_a_masked_text_never_looks_like_a_bsn_and_stays_what_it_is(before, bsn, after):
    masked = mask_bsn(before + bsn[1] + after)

    assert not looks_like_bsn(masked)
    assert mask_bsn(masked) == masked
    assert len(masked) == len(before + bsn[1] + after)


@given(written_bsns())
def test_a_bsn_that_stands_alone_loses_every_digit(bsn):
    digits, written = bsn
    if looks_like_bsn(written):
        assert digits_of(mask_bsn(written)) == ""
    else:  # cut so that it reads as a phone number or a date
        assert written != digits


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0612344329", "+31612344329"),
        ("06 12346117", "+31612346117"),
        ("06-12345008", "+31612345008"),
        ("+31612344434", "+31612344434"),
        ("+31 (0)6 12 34 44 34", "+31612344434"),
        ("0031-6-12344434", "+31612344434"),
        ("612344434", "+31612344434"),
        ("023-5550101", "+31235550101"),
        ("0252-555103", "+31252555103"),
        ("235550101", "+31235550101"),
        ("+963 944 123 456", "+963944123456"),
        (" 06\u00a012346117 ", "+31612346117"),
        ("\u0660\u066612346117", "+31612346117"),
    ],
)
def test_a_phone_number_has_one_stored_form(written, stored):
    assert normalise_phone(written) == stored


@pytest.mark.parametrize(
    "text",
    ["zie dossier", "", "112", "06-1234567", "06123456789", "+31 6", "06-BELLEN", "0612345678/0687654321", "+" * 30],
)
def test_what_is_no_phone_number_is_none(text):
    assert normalise_phone(text) is None


@given(st.text(alphabet="0123456789+-() .\u0660\u0666", max_size=18))
@example("0612345678")
@example("+31(0)6-12345678")
def test_normalising_and_displaying_a_phone_number_is_stable(text):
    stored = normalise_phone(text)
    if stored is not None:
        assert normalise_phone(stored) == stored
        assert normalise_phone(display_phone(stored)) == stored


@given(st.integers(60, 69), st.integers(0, 9_999_999))
def test_the_short_way_for_mobile_numbers_accepts_only_real_ones(prefix, rest):
    number = f"0{prefix}{rest:07d}"
    known = phonenumbers.is_valid_number(phonenumbers.parse(number, "NL"))

    assert (normalise_phone(number) is not None) == known


def test_numbers_are_shown_as_people_read_them():
    assert display_phone("+31612345678") == "06 12345678"
    assert display_phone("+31235550101") == "023 555 0101"
    assert display_phone("+963944123456") == "+963 944 123 456"
    assert display_phone("onbekend") == "onbekend"


def test_only_a_mobile_number_without_its_zero_is_a_bare_mobile():
    assert is_bare_mobile(" 612344329 ")
    assert not is_bare_mobile("0612344329")
    assert not is_bare_mobile("111222333")
    assert not is_bare_mobile("")


@given(st.integers(1000, 9999), st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2), st.data())
def test_a_postcode_has_one_form_however_it_is_written(area, letters, data):
    space = data.draw(st.sampled_from(["", " ", "  ", "\u00a0"]))
    written = data.draw(st.sampled_from([str.lower, str.upper, str.title]))(f" {area}{space}{letters} ")

    postcode = normalise_postcode(written)

    assert postcode == f"{area} {letters}"
    assert normalise_postcode(postcode) == postcode
    assert postcode_area(written) == str(area)


@pytest.mark.parametrize(
    "text", ["", "2131", "0131 AB", "2131 A", "2131 ABC", "2131 AB x", "AB 2131", "2\uff1131 AB", "2131 \u00dfS"]
)
def test_what_is_no_full_postcode_is_none(text):
    assert normalise_postcode(text) is None


def test_an_area_may_stand_alone():
    assert postcode_area(" 2131 ") == "2131"
    assert postcode_area("213") is None
    assert postcode_area("0131") is None


def test_an_email_address_is_stored_in_lower_case():
    assert normalise_email(" Vrijwilliger01@Example.ORG ") == "vrijwilliger01@example.org"


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "a b@example.org", "a@@example.org", "a@b..org", ".a@c.test", "a@-b.org", "a" * 250 + "@b.nl"],
)
def test_what_is_no_email_address_is_none(text):
    assert normalise_email(text) is None
