"""The content the portal starts with: complete, in two languages, in plain words, and without loose references."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.demo.shifting import read_rows
from tests.support.reference import DEMO_DATA, ITEMS, LANGUAGES, PHASES, RULES, TEMPLATES, TOPICS, TYPES

TEXTS = [*TOPICS, *LANGUAGES, *TYPES, *PHASES, *TEMPLATES, *(item for _, item in ITEMS)]
DUTCH = [text[key] for text in TEXTS for key in ("name", "title", "explanation") if key in text]
ENGLISH = [text[f"{key}_en"] for text in TEXTS for key in ("name", "title", "explanation") if key in text]
FUNCTIONS = {"supporter", "settlement_coach", "language_coach", "budget_coach", "interpreter"}
SOURCE_KEYS = {"source", "verified_on", "to_verify"}
KEYS = {
    "topic": (TOPICS, {"code", "name", "name_en", "position"}, set()),
    "language": (LANGUAGES, {"code", "name", "name_en", "rtl"}, set()),
    "type": (
        TYPES,
        {"code", "name", "name_en", "position", "starts_from", "ends_with", "functions", "source", "phase"},
        {"duration_days", "duration_months", "duration_by_rule", "next_type"},
    ),
    "phase": (
        PHASES,
        {"code", "name", "name_en", "from_week", "contacts_per_week", "hours_per_week", "quiet_after_days", "source"},
        set(),
    ),
    "rule": (RULES, {"months", "source"}, {"municipality", "housed_from", "housed_before"} | SOURCE_KEYS),
    "template": (TEMPLATES, {"code", "name", "name_en", "item"}, {"type"}),
    "item": (
        [item for _, item in ITEMS],
        {"code", "title", "title_en", "explanation", "explanation_en", "anchor", "offset_days", "topic", "source"},
        {"regime", "municipality"} | SOURCE_KEYS,
    ),
}


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?])\s+", text)


@pytest.mark.parametrize("kind", KEYS)
def test_every_table_has_all_its_keys_and_no_other(kind):
    tables, required, optional = KEYS[kind]
    for table in tables:
        assert required <= table.keys() <= required | optional, table


@pytest.mark.parametrize("tables", [TOPICS, LANGUAGES, TYPES, TEMPLATES], ids=["topics", "languages", "types", "lists"])
def test_codes_and_names_are_unique(tables):
    for key in ("code", "name", "name_en"):
        assert len({table[key] for table in tables}) == len(tables), key


@pytest.mark.parametrize("owner", [*TYPES, *TEMPLATES], ids=lambda owner: owner["code"])
def test_codes_within_a_type_or_a_list_are_unique(owner):
    inner = owner.get("phase") or owner["item"]
    assert len({table["code"] for table in inner}) == len(inner)


def test_codes_are_plain_identifiers():
    for text in TEXTS:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", text["code"]), text["code"]


def test_every_text_stands_there_in_dutch_and_in_english():
    assert all(text.strip() == text != "" for text in DUTCH + ENGLISH)
    for _, item in ITEMS:
        assert item["title"] != item["title_en"]
        assert item["explanation"] != item["explanation_en"]


def test_no_text_shouts_or_says_je():
    for text in DUTCH + ENGLISH:
        assert "!" not in text, text
    for text in DUTCH:
        assert not re.search(r"\b(je|jij|jou|jouw|jullie)\b", text, re.IGNORECASE), text


def test_titles_fit_on_a_phone_and_explanations_are_a_few_short_sentences():
    for _, item in ITEMS:
        for language in ("", "_en"):
            assert len(item[f"title{language}"]) <= 70, item["title"]
            assert not item[f"title{language}"].endswith("."), item["title"]
            explanation = sentences(item[f"explanation{language}"])
            assert 1 <= len(explanation) <= 3, explanation
            assert all(sentence[-1] in ".?" and len(sentence.split()) <= 25 for sentence in explanation), explanation


def test_there_are_the_twelve_topics_in_their_order():
    assert [topic["position"] for topic in TOPICS] == list(range(1, 13))
    assert TOPICS[0]["name"] == "Wonen"
    assert TOPICS[-1]["name"] == "Welzijn en veiligheid"


def test_every_language_of_the_demo_files_is_known():
    files = ("trajecten-haarlemmermeer-2023.csv", "vrijwilligers-haarlemmermeer.csv")
    spoken = {
        re.sub(r"\s*\(.*\)", "", language.strip())
        for file in files
        for row in read_rows((DEMO_DATA / file).read_text(encoding="utf-8"))
        for language in row["talen"].split(",")
    }

    assert len(spoken) > 10
    assert spoken <= {language["name"] for language in LANGUAGES}


def test_languages_carry_iso_codes_and_the_direction_of_their_script():
    assert all(re.fullmatch(r"[a-z]{2,3}", language["code"]) for language in LANGUAGES)
    direction = {language["name"]: language["rtl"] for language in LANGUAGES}
    assert all(direction[name] for name in ("Arabisch", "Dari", "Farsi", "Sorani", "Pasjtoe", "Urdu"))
    assert not any(direction[name] for name in ("Nederlands", "Tigrinya", "Kurmanci", "Turks", "Oekraïens"))


def test_the_seven_types_are_there_in_order():
    assert [kind["position"] for kind in TYPES] == list(range(1, 8))
    assert [kind["code"] for kind in TYPES] == [
        *("arrangement_day", "settlement_coaching", "social_support", "har_pretrajectory"),
        *("onward_mover", "language_coaching", "budget_coaching"),
    ]


def test_the_types_in_the_demo_file_are_known_by_their_name():
    rows = read_rows((DEMO_DATA / "trajecten-haarlemmermeer-2023.csv").read_text(encoding="utf-8"))

    assert {row["traject"] for row in rows} <= {kind["name"] for kind in TYPES}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["code"])
def test_a_type_has_one_kind_of_duration_and_refers_to_what_exists(kind):
    assert len({"duration_days", "duration_months", "duration_by_rule"} & kind.keys()) == 1
    starts = {"rental_contract", "housing_date", "previous", "removal_date", "match", "course"}
    assert kind["starts_from"] in starts
    assert kind["ends_with"] in {"closure", "neighbourhood_handover", "internal_handover", "none"}
    assert kind.get("next_type") in {None} | {other["code"] for other in TYPES if other is not kind}
    assert set(kind["functions"]) <= FUNCTIONS
    assert kind["functions"]


def test_only_an_internal_handover_or_a_silent_end_leads_to_a_next_type():
    for kind in TYPES:
        assert ("next_type" in kind) == (kind["ends_with"] in {"internal_handover", "none"}), kind["code"]


def test_an_interpreter_comes_along_and_never_claims():
    assert set().union(*(kind["functions"] for kind in TYPES)) == FUNCTIONS - {"interpreter"}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["code"])
def test_phases_cover_the_type_from_its_first_week_and_ask_most_at_the_start(kind):
    weeks = [phase["from_week"] for phase in kind["phase"]]
    hours = [Decimal(phase["hours_per_week"]) for phase in kind["phase"]]
    contacts = [Decimal(phase["contacts_per_week"]) for phase in kind["phase"]]

    assert weeks[0] == 0
    assert weeks == sorted(set(weeks))
    assert weeks[-1] < kind.get("duration_months", 12) * 4
    assert hours == sorted(hours, reverse=True)
    assert contacts == sorted(contacts, reverse=True)
    assert all(0 < hour <= 8 for hour in hours)
    assert all(0 < contact <= 2 for contact in contacts)


def test_nobody_is_called_quiet_before_a_contact_was_due():
    for phase in PHASES:
        assert phase["quiet_after_days"] * Decimal(phase["contacts_per_week"]) / 7 >= 1, phase


@pytest.mark.parametrize(("phase", "households"), [("start", 1), ("middle", 2), ("later", 3)])
def test_four_hours_a_week_carry_more_households_as_support_goes_on(phase, households):
    social_support = next(kind for kind in TYPES if kind["code"] == "social_support")
    asked = next(Decimal(each["hours_per_week"]) for each in social_support["phase"] if each["code"] == phase)

    assert 4 // asked == households


def months_for(municipality: str | None, housed_on: date) -> list[int]:
    return [
        rule["months"]
        for rule in RULES
        if rule.get("municipality") == municipality
        and rule.get("housed_from", date.min) <= housed_on < rule.get("housed_before", date.max)
    ]


@pytest.mark.parametrize("municipality", sorted({rule.get("municipality", "") for rule in RULES}))
def test_each_housing_date_has_exactly_one_rule_in_a_municipality_with_rules(municipality):
    days = (date(2012, 1, 1) + timedelta(days=days) for days in range(365 * 20))

    assert all(len(months_for(municipality or None, day)) == 1 for day in days)


def test_haarlem_supports_for_24_months_before_2020_and_for_12_from_then():
    assert months_for("Haarlem", date(2019, 12, 31)) == [24]
    assert months_for("Haarlem", date(2020, 1, 1)) == [12]
    assert months_for("Den Haag", date(2019, 6, 1)) == [3 + 9]
    assert months_for(None, date(2026, 6, 1)) == [12]
