"""The handover as JSON: `wegwijs-handover/1`, of what consent covers and nothing else."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from portal.handovers.consent import service as consent_service
from portal.handovers.document.queries import draft_of
from portal.handovers.document.rules import HandoverDocument, in_format
from portal.handovers.path import NEEDED_SCOPES, SCOPES, SCOPES_OF
from portal.trajectories.models.household import Client
from tests.support.documents import NOTE, SENTENCE, FullScene

ADDRESS = "/schemas/wegwijs-handover-1.json"
FILE = Path(__file__).parents[4] / "docs" / "schemas" / "wegwijs-handover-1.json"
VALIDATOR = Draft202012Validator(
    json.loads(FILE.read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
)
PART_OF = {"needs": {"needs", "who_else_helps"}, "goals": {"goals"}, "agreements": {"agreements", "loose_ends"}}
ALWAYS = {"format", "reference", "version", "made_at", "kind", "variant", "for", "from", "people", "area", "support"}


def subsets(parts):
    return [chosen for size in range(len(parts) + 1) for chosen in combinations(parts, size)]


def got(visitor, scene):
    answer = visitor.open(scene.address("overdracht.json"))
    assert answer.status_code == 200
    VALIDATOR.validate(answer.json)
    return answer


def test_an_introduction_is_exactly_this(make, sign_in):
    scene = FullScene(make).offered()
    assert got(sign_in(scene.member), scene).json == {
        "format": "wegwijs-handover/1",
        "reference": "WO-7KQ4-M2XD",
        "version": 1,
        "made_at": "2026-03-09T09:00:00Z",
        "kind": "neighbourhood_team",
        "variant": "A",
        "for": {"name": "Sociaal team Hoofddorp", "municipality": "Haarlemmermeer"},
        "from": {"organisation": "Wegwijs", "location": "Team Haarlemmermeer", "function": "coordinator"},
        "people": [
            {
                "name": "Merhawi Tekle",
                "phone": "+31612340000",
                "languages": [{"code": "ti", "name": "Tigrinya"}],
                "preferred_contact": "message",
            }
        ],
        "area": "2132",
        "support": {"months": None, "ends_on": "2027-02-07"},
    }


def test_a_handover_with_a_need_adds_exactly_this(make, sign_in):
    scene = FullScene(make, "B").offered()
    whole = got(sign_in(scene.member), scene).json
    assert {key: whole[key] for key in set(whole) - ALWAYS} == {
        "needs": [{"topic": {"code": "money_admin", "name": "Geld en administratie"}, "sentence": SENTENCE}],
        "who_else_helps": "Huisarts",
        "goals": [
            {"topic": {"code": "digital", "name": "Digitaal en DigiD"}, "words": "Zelf bellen.", "scale": "together"}
        ],
        "agreements": [{"what": "Naar het spreekuur", "who": "begeleider", "before": "2026-03-16"}],
        "loose_ends": [],
    }
    assert whole["support"]["lead_party"] == "organisation"
    assert NOTE not in json.dumps(whole, ensure_ascii=False)


@pytest.mark.parametrize("variant", ["A", "B"])
def test_rule_9_with_each_subset_of_consents_exactly_the_parts_they_cover_are_there(make, variant):
    scene = FullScene(make, variant).prepare().fill()
    for scopes in subsets(SCOPES):
        consents = [make.consent(scene.client, scene.team, scene.coordinator, scope) for scope in scopes]
        draft = draft_of(scene.now, make.clock())
        version = HandoverDocument(draft.reference, 1, draft.made_at, draft.recipient, draft.content)
        whole = in_format(version, "Wegwijs")
        shared = set(scopes) & set(SCOPES_OF[variant]) if "contact" in scopes else set()
        expected = ALWAYS.union(*(PART_OF[scope] for scope in shared & PART_OF.keys()))
        assert set(whole) == expected, scopes
        assert bool(whole["people"]) == VALIDATOR.is_valid(whole) == ("contact" in scopes), scopes
        if not whole["people"]:
            assert "Merhawi" not in json.dumps(whole)
        for consent in consents:
            consent.withdrawn_at = make.clock()
            make.save(consent)


@pytest.mark.parametrize("more", subsets(("goals", "agreements")))
def test_rule_9_each_snapshot_that_can_be_offered_is_valid_and_holds_what_was_consented_to(make, sign_in, more):
    scene = FullScene(make, "B").prepare().consent(*sorted(NEEDED_SCOPES["B"]), *more).fill().read().offer()
    whole = got(sign_in(scene.member), scene).json
    assert set(whole) - ALWAYS == {"needs", "who_else_helps", *more, *({"loose_ends"} if "agreements" in more else ())}


def test_rule_9_an_adult_who_stays_out_is_not_in_the_file(make, sign_in):
    scene = FullScene(make)
    other = Client(household_id=scene.trajectory.household_id, location_id=scene.trajectory.location_id)
    other.first_name, other.last_name, other.phone = "Selam", "Haile", "+31612340001"
    make.save(other)
    scene.prepare().consent()
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, other.id)
    scene.offer()
    answer = got(sign_in(scene.member), scene)
    assert "Selam" not in answer.text
    assert "+31612340001" not in answer.text


def test_the_file_is_the_same_for_every_reader_in_any_language_and_named_by_the_reference(make, sign_in):
    scene = FullScene(make, "B").offered()
    reader = make.reload(scene.member)
    reader.locale = "en"
    make.save(reader)
    answer, other = (got(sign_in(user), scene) for user in (reader, scene.coordinator))
    assert answer.data == other.data
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="WO-7KQ4-M2XD.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Link"] == f'<{ADDRESS}>; rel="describedby"'


def test_the_schema_is_published_for_everybody_and_may_be_kept(client):
    answer = client.open(ADDRESS)
    assert (answer.status_code, answer.mimetype) == (200, "application/schema+json")
    assert answer.text == FILE.read_text("utf-8")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    again = client.open(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("minutes", [5, 60])
def test_an_answer_that_any_cache_may_keep_carries_nobodys_session(make, sign_in, clock, minutes):
    """Also when the session would be prolonged just now, or ended because it was silent too long."""
    visitor = sign_in(make.coordinator())
    clock.move(minutes=minutes)
    assert "Set-Cookie" not in visitor.open(ADDRESS).headers
