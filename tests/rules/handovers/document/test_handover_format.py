"""The published format of a handover: `wegwijs-handover/1` and the schema that says what may be in it."""

import json
import re
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from portal.handovers.document.rules import FORMAT, SCHEMA, HandoverDocument, Recipient, in_format

DOCS = Path(__file__).parents[4] / "docs"
RULES = json.loads((DOCS / "schemas" / SCHEMA).read_text("utf-8"))
VALIDATOR = Draft202012Validator(RULES, format_checker=Draft202012Validator.FORMAT_CHECKER)
PERSON = {"name": "Merhawi Tekle", "phone": "+31612340000", "languages": ["Tigrinya"], "preferred_contact": None}
CONTENT = {
    "reference": "WO-7KQ4-M2XD",
    "people": [PERSON],
    "area": "2132",
    "duration_months": 12,
    "ends_on": "2027-02-07",
    "referrer": {"location": "Team Haarlemmermeer", "function": "coordinator"},
}
MORE = {
    "lead_party": "organisation",
    "needs": [{"topic": "Geld en administratie", "topic_code": "money_admin", "sentence": "Brieven lezen."}],
    "who_else_helps": None,
    "goals": [{"topic": "Digitaal", "topic_code": "digital", "words": "Zelf bellen.", "scale": "not_yet"}],
    "agreements": [{"what": "Naar de bieb", "who": "begeleider", "before": None}],
}


TEAM = Recipient("neighbourhood_team", "Sociaal team Hoofddorp", "Haarlemmermeer")


def document(content, recipient=TEAM):
    made_at = datetime(2026, 3, 9, 9, 0, 30, 250, tzinfo=UTC)
    return HandoverDocument("WO-7KQ4-M2XD", 2, made_at, recipient, content)


def faults(whole):
    return [error.message for error in VALIDATOR.iter_errors(whole)]


def objects_in(schema):
    """Every part of the schema that describes an object of the document."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


def test_the_schema_is_one_and_lets_nothing_more_in_anywhere():
    Draft202012Validator.check_schema(RULES)
    described = list(objects_in(RULES))
    assert len(described) > 7
    assert all(each["additionalProperties"] is False for each in described)
    assert RULES["properties"]["format"]["const"] == FORMAT


@pytest.mark.parametrize("variant", ["A", "B", "C"])
def test_each_variant_fits_with_exactly_what_it_shares(variant):
    parts = {"A": (), "B": MORE, "C": ("lead_party", "needs", "who_else_helps")}[variant]
    whole = in_format(document({**CONTENT, "variant": variant, **{part: MORE[part] for part in parts}}), "Wegwijs")
    assert faults(whole) == []
    assert whole["variant"] == variant
    assert whole["made_at"] == "2026-03-09T09:00:30Z"


@pytest.mark.parametrize("part", ["needs", "who_else_helps", "goals", "agreements", "lead_party"])
def test_an_introduction_with_more_than_contact_details_does_not_fit(part):
    whole = in_format(document({**CONTENT, "variant": "A", part: MORE[part]}), "Wegwijs")
    assert faults(whole) != []


@pytest.mark.parametrize("part", ["goals", "agreements"])
def test_a_question_to_the_team_with_goals_or_agreements_does_not_fit(part):
    whole = in_format(document({**CONTENT, "variant": "C", part: MORE[part]}), "Wegwijs")
    assert faults(whole) != []


def test_whatever_else_a_snapshot_would_hold_does_not_slip_into_the_format():
    content = deepcopy({**CONTENT, "variant": "B", **MORE})
    for row in (
        content,
        content["referrer"],
        content["people"][0],
        *(content[part][0] for part in MORE if part[-1] == "s" and content[part]),
    ):
        row["note"] = row["address"] = "GEHEIM"
    whole = in_format(document(content), "Wegwijs")
    assert "GEHEIM" not in json.dumps(whole)
    assert faults(whole) == []


@pytest.mark.parametrize(
    "where", [(), ("people", 0), ("needs", 0), ("needs", 0, "topic"), ("support",), ("from",), ("for",)]
)
def test_the_schema_refuses_a_key_more_at_any_depth(where):
    whole = in_format(document({**CONTENT, "variant": "B", **MORE}), "Wegwijs")
    assert faults(whole) == []
    row = whole
    for step in where:
        row = row[step]
    row["note"] = "Geheim verhaal"
    assert faults(whole) != []


def test_a_document_of_nobody_does_not_fit():
    assert faults(in_format(document({**CONTENT, "variant": "A", "people": []}), "Wegwijs")) != []


def test_a_part_that_is_there_and_empty_stays_empty_and_one_that_is_not_stays_away():
    whole = in_format(document({**CONTENT, "variant": "B", "lead_party": "municipality", "goals": []}), "Wegwijs")
    assert whole["goals"] == []
    assert not {"needs", "agreements", "who_else_helps"} & set(whole)
    assert faults(whole) == []


def test_a_snapshot_of_before_codes_and_variant_were_kept_is_read_as_what_it_was():
    old = {**CONTENT, **MORE, "needs": [{"topic": "Geld", "sentence": "Brieven."}]}
    whole = in_format(document(old), "Wegwijs")
    assert (whole["variant"], whole["needs"][0]["topic"]) == ("B", {"name": "Geld"})
    assert whole["people"][0]["languages"] == [{"name": "Tigrinya"}]
    assert in_format(document(CONTENT), "Wegwijs")["variant"] == "A"
    assert faults(whole) == []


def test_a_recipient_without_a_municipality_has_a_name_alone():
    whole = in_format(document({**CONTENT, "variant": "A"}, Recipient("other_organisation", "Taalhuis")), "Wegwijs")
    assert (whole["kind"], whole["for"]) == ("other_organisation", {"name": "Taalhuis"})
    assert faults(whole) == []


def test_the_example_in_the_documentation_is_one():
    (example,) = re.findall(r"```json\n(.*?)```", (DOCS / "handover-format.md").read_text("utf-8"), re.DOTALL)
    assert faults(json.loads(example)) == []
    assert set(json.loads(example)) == set(RULES["properties"])
