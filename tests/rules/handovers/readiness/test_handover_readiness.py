"""The readiness list of a handover, over plain values."""

from datetime import date, timedelta

import pytest

from portal.handovers.loose_ends.rules import LooseEnd
from portal.handovers.path import SCOPES
from portal.handovers.readiness.rules import (
    AdultFacts,
    ReadinessFacts,
    check_draft_read,
    covered,
    goes_along,
    offer_refusals,
    readiness,
)
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


def adult(*scopes, key=1, **values):
    return AdultFacts(client_id=key, name=f"Adult {key}", scopes=frozenset(scopes), **values)


def facts(variant="A", adults=None, **values):
    ready = {"team_ended": False, "needs": 1, "goals": [TODAY], "last_evaluation_on": TODAY, "draft_read_on": TODAY}
    return ReadinessFacts(variant=variant, adults=adults or [adult("contact")], **{**ready, **values})


def missing(given):
    return [item.missing for item in offer_refusals(readiness(given, TODAY))]


def advised(given):
    return [item.missing for item in readiness(given, TODAY) if not item.needed and not item.done]


def test_variant_a_is_ready_with_the_consent_of_everyone_to_share_their_contact_details():
    assert missing(facts()) == []
    assert advised(facts()) == []


def test_rule_9_an_adult_who_was_not_asked_stands_in_the_way():
    asked, other = adult("contact"), adult(key=2)
    items = offer_refusals(readiness(facts(adults=[asked, other]), TODAY))
    assert [(item.missing, item.client_id) for item in items] == [("consent_missing", 2)]


def test_an_adult_who_stays_out_does_not():
    assert missing(facts(adults=[adult("contact"), adult(key=2, stays_out=True)])) == []


def test_when_everybody_stays_out_there_is_nothing_to_offer():
    assert missing(facts(adults=[adult(stays_out=True)])) == ["nobody_goes_along"]


def test_variant_b_needs_consent_to_share_needs_and_at_least_one_need():
    assert missing(facts("B")) == ["consent_missing"]
    assert missing(facts("B", adults=[adult("contact", "needs")], needs=0)) == ["needs_missing"]
    assert missing(facts("B", adults=[adult("contact", "needs")])) == []


def test_variant_c_asks_for_the_question_in_a_sentence():
    assert missing(facts("C", adults=[adult("contact", "needs")], needs=0)) == ["question_missing"]


def test_variant_b_needs_its_draft_to_be_read_with_the_client():
    assert missing(facts("B", adults=[adult("contact", "needs")], draft_read_on=None)) == ["draft_not_read"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("item", "items_undecided"), ("appointment", "appointments_undecided"), ("late", "late_undecided")],
)
def test_one_loose_end_that_nobody_decided_about_stands_in_the_way_by_name(kind, code):
    decided = LooseEnd(kind, 1, "Bibliotheek", TODAY, decision="kept", kept_by="Taalcoach")
    undecided = LooseEnd(kind, 2, "Huisarts", TODAY)
    assert missing(facts(loose_ends=[decided])) == []
    items = offer_refusals(readiness(facts(loose_ends=[decided, undecided]), TODAY))
    assert [(item.missing, item.who, item.count) for item in items] == [(code, "Huisarts", 1)]


def test_inside_the_organisation_nobody_is_asked_and_nothing_is_read():
    items = readiness(facts(path="internal", adults=[adult()], needs=0, draft_read_on=None, goals=[]), TODAY)
    assert [item.code for item in items] == ["items", "evaluation", "goals"]
    assert missing(facts(path="internal", loose_ends=[LooseEnd("item", 2, "Huisarts", TODAY)])) == ["items_undecided"]


@pytest.mark.parametrize(("days", "code"), [(-4, "draft_before_start"), (-3, None), (0, None), (1, "draft_in_future")])
def test_a_draft_is_read_between_the_day_it_was_begun_and_today(days, code):
    found = None
    try:
        check_draft_read(TODAY + timedelta(days=days), TODAY - timedelta(days=3), TODAY)
    except Refused as refused:
        found = refused.code
    assert found == code


def test_a_team_that_no_longer_exists_gets_nothing():
    assert missing(facts(team_ended=True)) == ["team_ended"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"last_evaluation_on": None}, "evaluation_missing"),
        ({"last_evaluation_on": TODAY - timedelta(days=93)}, "evaluation_missing"),
        ({"draft_read_on": None}, "draft_not_read"),
        ({"adults": [adult("contact", reachable=False)]}, "phone_missing"),
    ],
)
def test_advice_is_given_and_stands_in_nobodys_way(values, code):
    assert advised(facts(**values)) == [code]
    assert missing(facts(**values)) == []


@pytest.mark.parametrize("goals", [[], [TODAY, TODAY - timedelta(days=93)]])
def test_variant_b_advises_to_look_at_every_goal(goals):
    assert advised(facts("B", adults=[adult(*SCOPES)], goals=goals)) == ["goals_missing"]


@pytest.mark.parametrize("scope", SCOPES[1:])
def test_a_part_about_the_household_goes_along_when_everyone_who_goes_consented(scope):
    one, two = adult(*SCOPES), adult("contact", key=2)
    assert covered(scope, "B", [one])
    assert not covered(scope, "B", [one, two])
    assert covered(scope, "B", [one, adult(key=2, stays_out=True)])
    assert not covered(scope, "A", [one])
    assert not covered(scope, "B", [])


def test_consent_to_another_part_does_not_make_somebody_go_along():
    assert goes_along(adult("contact"))
    assert not goes_along(adult("needs"))
    assert not goes_along(adult("contact", stays_out=True))


def test_a_team_that_neither_the_address_nor_a_reason_names_gets_no_offer():
    assert missing(facts(team_fits=False)) == ["other_team_needs_reason"]
    assert missing(facts(team_fits=False, team_ended=True)) == ["team_ended"]


@pytest.mark.parametrize(("days", "recent"), [(0, True), (92, True), (93, False), (-1, False)])
def test_a_look_at_the_goals_and_an_evaluation_count_for_three_months(days, recent):
    day = TODAY - timedelta(days=days)
    expected = [] if recent else ["evaluation_missing", "goals_missing"]
    assert advised(facts("B", adults=[adult(*SCOPES)], goals=[day], last_evaluation_on=day)) == expected


def test_a_team_without_a_reader_is_asked_for_one_and_one_that_ended_for_another():
    assert missing(facts(team_reads=True)) == []
    assert missing(facts(team_reads=False)) == ["team_without_reader"]
    assert missing(facts(team_reads=False, team_ended=True)) == ["team_ended"]
