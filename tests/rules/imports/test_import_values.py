"""From the text of a cell to a value: each shape, and each refusal by name."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.imports.rules import values
from portal.imports.rules.values import Choices, Unfit

TODAY = date(2026, 11, 21)
days = st.dates(date(1980, 1, 1), date(2028, 12, 31))


def refusal(parse, *args):
    with pytest.raises(Unfit) as caught:
        parse(*args)
    return caught.value.code


@given(
    days,
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d"]),
    st.sampled_from(["", " 0:00", " 13:45:00"]),
)
def test_a_date_is_read_in_each_way_of_writing(day, form, moment):
    assert values.parse_date(day.strftime(form) + moment) == day


@pytest.mark.parametrize(
    "text", ["1 maart 2023", "1 mrt 2023", "1 mrt. 2023", "1-mrt-2023", "01 Mar 2023", "1 MAART 2023 13:45"]
)
def test_a_month_may_be_written_in_words(text):
    assert values.parse_date(text) == date(2023, 3, 1)


@given(days)
def test_zeros_in_front_may_be_left_out(day):
    assert values.parse_date(f"{day.day}-{day.month}-{day.year}") == day


@given(days.filter(lambda day: day.day > 12), st.sampled_from("-/"))
def test_a_month_in_front_is_refused_as_american(day, dash):
    assert refusal(values.parse_date, day.strftime(f"%m{dash}%d{dash}%Y")) == "date_american"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2023", "date_not_existing"),
        ("29-02-2023", "date_not_existing"),
        ("00-01-2023", "date_not_existing"),
        ("31-13-2023", "date_not_existing"),
        ("2023-02-31", "date_not_existing"),
        ("01-01-0000", "date_not_existing"),
        ("02/28/2023", "date_american"),
        ("12/31/2023", "date_american"),
        ("31-12-23", "date_format"),
        ("31-12/2023", "date_format"),
        ("31 brumaire 2023", "date_format"),
        ("31 november 2023", "date_not_existing"),
        ("45291", "date_format"),
        ("volgende week", "date_format"),
        ("\u0661\u0661-12-2023", "date_format"),
    ],
)
def test_what_is_no_date_is_refused_by_name(text, code):
    assert refusal(values.parse_date, text) == code


def test_a_leap_day_exists():
    assert values.parse_date("29-02-2024") == date(2024, 2, 29)


def test_a_planned_date_lies_near_the_present_and_a_seen_one_in_the_past():
    assert values.parse_planned_date("31-12-2028", TODAY) == date(2028, 12, 31)
    assert refusal(values.parse_planned_date, "01-01-2029", TODAY) == "date_out_of_range"
    assert refusal(values.parse_planned_date, "31-12-1979", TODAY) == "date_out_of_range"
    assert values.parse_past_date("21-11-2026", TODAY) == TODAY
    assert refusal(values.parse_past_date, "22-11-2026", TODAY) == "date_in_future"
    assert refusal(values.parse_past_date, "31-12-1979", TODAY) == "date_out_of_range"


def test_a_year_of_birth_is_sane():
    assert values.parse_birth_year("1900", TODAY) == 1900
    assert values.parse_birth_year("2026", TODAY) == 2026
    assert refusal(values.parse_birth_year, "2027", TODAY) == "birth_year_future"
    assert refusal(values.parse_birth_year, "1899", TODAY) == "birth_year_early"
    assert refusal(values.parse_birth_year, "01-01-1970", TODAY) == "not_a_year"
    assert refusal(values.parse_birth_year, "70", TODAY) == "not_a_year"


@given(st.integers(0, 20), st.sampled_from(["{}", "{}.0", "{},00", "+{}"]))
def test_whole_numbers_are_read(number, form):
    assert values.parse_whole(form.format(number), 0, 20) == number


@pytest.mark.parametrize("text", ["twee", "2,5", "1e3", "0x1", "", "½", "1 2"])
def test_what_is_no_whole_number_is_refused(text):
    assert refusal(values.parse_whole, text, 0, 20) == "not_a_number"


@pytest.mark.parametrize("text", ["-1", "0", "21", "999999999"])
def test_a_number_outside_its_bounds_is_refused(text):
    assert refusal(values.parse_whole, text, 1, 20) == "number_out_of_range"


def test_hours_may_have_one_decimal():
    assert values.parse_decimal("8", 60) == Decimal("8.0")
    assert values.parse_decimal("2,5", 60) == values.parse_decimal("2.50", 60) == Decimal("2.5")
    assert refusal(values.parse_decimal, "2,25", 60) == "not_a_number"
    assert refusal(values.parse_decimal, "acht", 60) == "not_a_number"
    assert refusal(values.parse_decimal, "60,1", 60) == "number_out_of_range"
    assert refusal(values.parse_decimal, "-1", 60) == "number_out_of_range"


def test_yes_and_no_in_any_case():
    assert [values.parse_yes_no(text) for text in ("ja", "JA", "J", "waar")] == [True] * 4
    assert [values.parse_yes_no(text) for text in ("nee", "Nee", "n", "ONWAAR")] == [False] * 4
    assert refusal(values.parse_yes_no, "soms") == "not_yes_or_no"


@pytest.mark.parametrize("text", ["112A", "91-2", "215 bis", "3", "12-III", "7a/2"])
def test_house_numbers_keep_their_addition(text):
    assert values.parse_house_number(text) == text


@pytest.mark.parametrize("text", ["9-feb", "2-Mrt", "2026-02-09", "2026-02-09 00:00"])
def test_a_house_number_that_a_spreadsheet_made_into_a_date_is_refused_as_such(text):
    assert refusal(values.parse_house_number, text) == "house_number_is_date"


@pytest.mark.parametrize("text", ["A12", "bis", "123456", "1" + "x" * 20])
def test_what_is_no_house_number_is_refused(text):
    assert refusal(values.parse_house_number, text) == "not_a_house_number"


def test_areas_are_sorted_and_counted_once():
    assert values.parse_areas("2132, 2131;2132 2133") == ("2131", "2132", "2133")
    assert refusal(values.parse_areas, "2131, 2132 AB") == "not_an_area"
    assert refusal(values.parse_areas, "2131-2135") == "not_an_area"


def test_a_postcode_without_letters_is_refused_as_incomplete():
    assert values.parse_postcode(" 2132ab") == "2132 AB"
    assert refusal(values.parse_postcode, "2131") == "postcode_incomplete"
    assert refusal(values.parse_postcode, "Hoofddorp") == "not_a_postcode"


def test_an_email_address_that_is_a_key_is_refused_when_it_is_none():
    assert values.parse_email("Wim@Example.org") == "wim@example.org"
    assert refusal(values.parse_email, "wim") == "not_an_email"


def test_names_of_a_closed_set_match_without_case_spaces_and_hyphens_and_nothing_else():
    types = Choices({"HAR-voortraject": "har", "Maatschappelijke begeleiding": "support"})

    assert values.parse_choice(" har voortraject", types, "x") == "har"
    assert values.parse_choice("MAATSCHAPPELIJKE  BEGELEIDING", types, "x") == "support"
    with pytest.raises(Unfit) as caught:
        values.parse_choice("Maatschapelijke begeleiding", types, "type_unknown")
    assert caught.value.code == "type_unknown"
    assert caught.value.facts["nearest"] == "Maatschappelijke begeleiding"
    assert types.nearest("iets anders") == ""


@given(st.text(max_size=30))
@example("\u200eאב\u200f")
@example("e\u0301")
def test_a_tidy_text_is_one_clean_line_and_stays_the_same(text):
    try:
        tidy = values.tidy(text)
    except Unfit:
        return
    assert tidy == " ".join(tidy.split())
    assert values.tidy(tidy) in (tidy, tidy.removeprefix("'").strip())


def test_tidying_composes_letters_and_joins_lines():
    assert values.tidy("  Zoe\u0308 \n van\tDijk ") == "Zoë van Dijk"
    assert values.tidy("\u200fنور\u200e") == "نور"
    assert values.tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert values.tidy("'+31612345678") == "+31612345678"
    assert values.tidy("'t Veenland") == "'t Veenland"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00b", "control_character"),
        ("a\x1bb", "control_character"),
        ("B\ufffdra", "damaged_letter"),
    ],
)
def test_what_cannot_be_shown_is_refused(text, code):
    assert refusal(values.tidy, text) == code


def test_a_text_beyond_its_length_is_refused():
    assert values.parse_text("a" * 120, 120) == "a" * 120
    assert refusal(values.parse_text, "a" * 121, 120) == "too_long"
