"""An address of a register, whatever stands in it, asks something that the register has."""

from datetime import date

import pytest

from portal.caseload.registers.rules import (
    LONGEST,
    NAME,
    TRAJECTORIES,
    asked,
    ends_between,
    months_to_choose,
    told,
)

KNOWN = {"soort": {"social_support"}, "fase": {"social_support.start"}, "taal": {"ar"}}
TODAY = date(2026, 11, 30)


def wanted(*pairs, register=TRAJECTORIES):
    return asked(register, pairs, KNOWN)


def test_without_anything_a_register_shows_its_first_columns_by_name():
    assert wanted() == wanted(("onbekend", "x")) == asked(TRAJECTORIES, [], KNOWN)
    assert (wanted().filters, wanted().columns, wanted().sort) == ((), TRAJECTORIES.first, NAME)


def test_an_address_gives_again_what_was_asked():
    pairs = (("soort", "social_support"), ("gebied", "2132"), ("sorteer", "-einde"), ("kolom", "einde"))
    first = wanted(*pairs)
    assert first.filters == (("soort", "social_support"), ("gebied", "2132"))
    assert (first.columns, first.sort, first.sorted_by) == (("einde",), "-einde", "einde")
    assert wanted(*first.pairs()) == first


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("soort", "vervallen"),
        ("fase", "social_support.vervallen"),
        ("fase", "start"),
        ("taal", "xx"),
        ("staat", "open"),
        ("eindigt", "2026-13"),
        ("eindigt", "1999-01"),
        ("eindigt", "²026-01"),
        ("gebied", "abc²"),
        ("zoek", " \0\ud800\u200b "),
        ("sorteer", "gehuisvest"),
        ("sorteer", "--naam"),
    ],
)
def test_what_is_not_there_any_more_is_left_out(name, value):
    assert wanted((name, value)) == wanted()


def test_unknown_columns_are_left_out_and_the_name_always_stays():
    assert wanted(("kolom", "bsn"), ("kolom", "einde")).columns == ("einde",)
    assert wanted(("kolom", NAME)).columns == ()


def test_a_typed_text_is_cleaned_and_never_long():
    assert wanted(("zoek", "  Saba\t Tekle ")).of("zoek") == "Saba Tekle"
    assert len(wanted(("begeleider", "x" * 5_000)).of("begeleider")) == LONGEST
    assert wanted(("gebied", "2132 AB")).of("gebied") == "2132"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("voorbij", date.min, date(2026, 11, 29)),
        ("deze-maand", date(2026, 11, 1), date(2026, 11, 30)),
        ("volgende-maand", date(2026, 12, 1), date(2026, 12, 31)),
        ("3-maanden", TODAY, date(2027, 2, 28)),
        ("6-maanden", TODAY, date(2027, 5, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_an_end_is_in_a_period_of_days(value, first, last):
    assert ends_between(value, TODAY) == (first, last)


def test_a_month_that_was_chosen_long_ago_can_still_be_chosen():
    assert months_to_choose(TODAY, "")[0] == "2027-01"
    assert months_to_choose(TODAY, "2027-01") == months_to_choose(TODAY, "voorbij") == months_to_choose(TODAY, "")
    assert months_to_choose(TODAY, "2020-01")[0] == "2020-01"


def test_the_line_of_a_file_says_which_filters_without_what_was_typed():
    filters = wanted(("zoek", "Tekle"), ("begeleider", "Wim"), ("gebied", "2132"), ("staat", "alles"))
    assert told(filters) == {"zoek": "…", "staat": "alles", "begeleider": "…", "gebied": "…"}
