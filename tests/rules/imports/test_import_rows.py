"""Rows of the three kinds: what is imported, and what is refused or noticed and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.imports.rules.columns import KINDS, TRAJECTORIES, match_headings
from portal.imports.rules.findings import Unreadable
from portal.imports.rules.rows import TeamRow, TrajectoryRow, VolunteerRow
from portal.imports.rules.values import Language
from tests.support.importing import GOOD, KNOWN, codes, csv_bytes, judge_file, judge_rows, only


def test_a_trajectory_row_in_the_words_of_the_glossary():
    assert only(judge_rows("trajectories", {})).row == TrajectoryRow(
        client_number="HM-00001",
        first_name="Nadia",
        last_name="Shami",
        birth_year=2000,
        phone="+31612344329",
        email="nadia@example.org",
        languages=(Language("Arabisch"), Language("Nederlands", "A1")),
        interpreter_needed=False,
        street="Van Stamplein",
        house_number="112A",
        postcode="2135 ZX",
        city="Hoofddorp",
        municipality="Haarlemmermeer",
        housed_on=date(2022, 10, 26),
        legal_regime="WI2021",
        adults=1,
        children=2,
        trajectory_type="settlement_coaching",
        starts_on=date(2023, 1, 2),
        case_manager="S. van der Meer",
    )


def test_a_volunteer_row_in_the_words_of_the_glossary():
    assert only(judge_rows("volunteers", {})).row == VolunteerRow(
        email="wim@example.org",
        first_name="Wim",
        last_name="van Leeuwen",
        phone="+31612343256",
        function="language_coach",
        languages=(Language("Nederlands"), Language("Farsi")),
        postcode="2135 DA",
        hours_per_week=Decimal("8.0"),
        max_households=5,
        conduct_certificate_seen_on=date(2021, 7, 19),
        confidentiality_signed_on=date(2021, 7, 26),
        basic_course_on=date(2021, 11, 1),
        status="active",
    )


def test_a_team_row_in_the_words_of_the_glossary():
    assert only(judge_rows("teams", {})).row == TeamRow(
        name="Sociaal team Noord",
        municipality="Haarlemmermeer",
        organisation="MeerWaarde",
        email="noord@example.org",
        phone="+31235550101",
        focal_officer="L. Verhoeven",
        areas=("2131", "2132"),
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_optional_columns_may_be_absent_and_required_ones_are_named_when_missing(kind):
    required = {name: GOOD[kind][name] for name in KINDS[kind].required}

    assert only(judge_file(kind, csv_bytes([list(required), list(required.values())]))).row is not None
    for missing in required:
        less = {name: text for name, text in required.items() if name != missing}
        with pytest.raises(Unreadable) as caught:
            judge_file(kind, csv_bytes([list(less), list(less.values())]))
        assert (caught.value.code, caught.value.facts["headings"]) == ("missing_headings", (missing,))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_required_cell_must_be_filled_and_every_other_may_be_empty(kind):
    for name in GOOD[kind]:
        outcome = only(judge_rows(kind, {name: " "}))
        if name in ("voornaam", "achternaam"):
            assert codes(outcome) == [("achternaam", "one_name")]
        elif name in KINDS[kind].required:
            assert codes(outcome) == [(name, "empty")]
        else:
            assert outcome.row is not None


def test_headings_match_in_any_order_without_case_spaces_and_hyphens():
    headings = [f" {name.upper().replace('-', ' ')} " for name in reversed(GOOD["trajectories"])]
    row = list(reversed(GOOD["trajectories"].values()))

    assert only(judge_file("trajectories", csv_bytes([headings, row]))).row == only(judge_rows("trajectories", {})).row


def test_extra_columns_are_ignored_and_named_and_their_bsn_like_heading_is_not():
    layout = match_headings(TRAJECTORIES, [*GOOD["trajectories"], "Opmerking", "", "111222333"])

    assert layout.ignored == ("Opmerking", "*********")


def test_a_column_that_is_read_may_stand_in_the_file_once_and_an_ignored_one_twice():
    headings = [*GOOD["trajectories"], "opmerking", "Opmerking"]
    assert match_headings(TRAJECTORIES, headings).ignored == ("opmerking", "Opmerking")

    with pytest.raises(Unreadable) as caught:
        match_headings(TRAJECTORIES, [*headings, "Postcode", "E mail"])
    assert (caught.value.code, caught.value.facts["headings"]) == ("duplicate_headings", ("postcode", "e-mail"))


def test_a_row_with_too_few_or_too_many_cells_is_refused_as_a_whole():
    headings, good = list(GOOD["teams"]), list(GOOD["teams"].values())
    short, long = good[:-1], [*good, "meer"]

    outcomes = judge_file("teams", csv_bytes([headings, short, long, good]))

    assert [codes(each) for each in outcomes] == [[("", "row_ragged")], [("", "row_ragged")], []]


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    outcome = only(judge_rows("trajectories", {"volwassenen": "twee", "kinderen": "21", "straat": "x" * 121}))

    assert codes(outcome) == [
        ("straat", "too_long"),
        ("volwassenen", "not_a_number"),
        ("kinderen", "number_out_of_range"),
    ]


def test_a_cell_of_thousands_of_characters_or_with_a_control_character_is_refused():
    assert codes(only(judge_rows("trajectories", {"talen": "x" * 2001}))) == [("talen", "too_long")]
    assert codes(only(judge_rows("trajectories", {"straat": "a\x07b"}))) == [("straat", "control_character")]


def test_the_start_may_be_the_day_of_housing_and_not_the_day_before():
    assert only(judge_rows("trajectories", {"startdatum": "26-10-2022"})).row
    early = only(judge_rows("trajectories", {"startdatum": "25-10-2022"}))
    assert codes(early) == [("startdatum", "start_before_housing")]


def test_a_household_has_an_adult():
    assert codes(only(judge_rows("trajectories", {"volwassenen": "0"}))) == [("volwassenen", "number_out_of_range")]


def test_a_municipality_that_the_location_does_not_serve_is_refused_unless_any_is_allowed():
    change = {"gemeente": "Amsterdam"}

    assert codes(only(judge_rows("trajectories", change))) == [("gemeente", "municipality_unknown")]
    anywhere = judge_rows("trajectories", change, known=replace(KNOWN, municipalities=None))
    assert only(anywhere).row.municipality == "Amsterdam"


def test_while_no_team_exists_no_row_is_warned_about_its_area():
    change = {"postcode": "9999 ZZ"}

    assert codes(only(judge_rows("trajectories", change))) == [("postcode", "postcode_uncovered")]
    assert codes(only(judge_rows("trajectories", change, known=replace(KNOWN, covered_areas=None)))) == []


STATUSES = [("Actief", "active"), ("in aanmelding", "applying"), ("In Afmelding", "leaving"), ("inactief", "inactive")]


@pytest.mark.parametrize(("status", "value"), STATUSES)
def test_the_status_of_a_volunteer(status, value):
    assert only(judge_rows("volunteers", {"status": status})).row.status == value


def test_unknown_names_are_refused():
    outcome = only(judge_rows("volunteers", {"status": "met pensioen", "functie": "chauffeur"}))

    assert sorted(codes(outcome)) == [("functie", "function_unknown"), ("status", "status_unknown")]


def test_an_unreadable_address_is_left_out_with_a_notice_unless_it_is_the_key():
    outcome = only(judge_rows("trajectories", {"e-mail": "geen"}))
    assert (outcome.row.email, codes(outcome)) == (None, [("e-mail", "not_an_email")])

    assert codes(only(judge_rows("volunteers", {"e-mail": "geen"}))) == [("e-mail", "not_an_email")]


REPEATS = [
    ("trajectories", {}, ("clientnummer", "row_repeated")),
    ("trajectories", {"clientnummer": "hm-00001", "achternaam": "SHAMI"}, ("clientnummer", "row_contradicts")),
    ("trajectories", {"straat": "Hoofdweg"}, ("clientnummer", "row_contradicts")),
    ("trajectories", {"geboortejaar": "1999"}, ("clientnummer", "other_person")),
    ("trajectories", {"traject": "Doorstromer"}, None),
    ("trajectories", {"clientnummer": "HM-00002"}, None),
    ("volunteers", {}, ("e-mail", "row_repeated")),
    ("volunteers", {"e-mail": "WIM@example.org", "voornaam": "Ton"}, ("e-mail", "other_person")),
    ("volunteers", {"functie": "tolk"}, ("e-mail", "row_contradicts")),
    ("teams", {}, ("team", "row_repeated")),
    ("teams", {"telefoon": ""}, ("team", "row_contradicts")),
    ("teams", {"gemeente": "Haarlem", "postcodes": "2012"}, None),
]


@pytest.mark.parametrize(("kind", "change", "code"), REPEATS)
def test_a_second_row_with_the_same_key_is_refused_and_names_the_first(kind, change, code):
    first, second = judge_rows(kind, {}, change)

    assert first.row is not None
    assert codes(second) == ([code] if code else [])
    if code:
        assert second.refusals[0].facts["first_line"] == first.line == 2


def test_a_refused_row_does_not_make_a_later_one_a_repetition():
    refused, good = judge_rows("trajectories", {"volwassenen": "twee"}, {"achternaam": "Kaya"})

    assert refused.row is None
    assert good.row.last_name == "Kaya"


def test_an_area_that_two_teams_cover_is_noticed():
    _, second = judge_rows("teams", {}, {"team": "Sociaal team Zuid", "postcodes": "2132, 2133"})

    assert second.row is not None
    assert [(n.code, n.facts) for n in second.notices] == [("area_shared", {"area": "2132", "first_line": 2})]
