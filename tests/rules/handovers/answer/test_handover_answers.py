"""The answers to a handover: versions, what a return leads to, what a team says about its room."""

from datetime import date, timedelta

import pytest

from portal.capacity_questions import rules as capacity_questions_rules
from portal.handovers import path as handover_path
from portal.handovers.readiness.rules import ReadinessFacts, offer_refusals, readiness
from portal.handovers.returned import rules as returned_rules
from portal.handovers.returned.rules import Returned
from portal.handovers.versions.rules import PARTS, changed_parts
from portal.refusals import Refused

TODAY = date(2026, 3, 9)
SENT = {"people": [{"name": "Merhawi", "phone": "06"}], "area": "2132", "needs": [], "goals": ["lezen"]}


@pytest.mark.parametrize(
    ("now", "parts"),
    [
        (SENT, []),
        ({**SENT, "people": []}, ["people"]),
        ({**SENT, "area": "2133", "people": []}, ["people", "area"]),
        ({key: SENT[key] for key in ("people", "area", "needs")}, ["goals"]),
        ({**SENT, "agreements": []}, ["agreements"]),
        ({**SENT, "who_else_helps": None}, []),
        ({**SENT, "invented_later": 1}, ["other"]),
        ({**SENT, "area": "2133", "invented_later": 1}, ["area", "other"]),
    ],
)
def test_which_parts_differ_between_two_versions(now, parts):
    assert changed_parts(SENT, now) == parts
    assert changed_parts(now, SENT) == parts


def test_the_parts_are_told_in_the_order_of_the_page():
    everything = dict.fromkeys(reversed(PARTS), 1)
    assert changed_parts({}, everything) == list(PARTS)


@pytest.mark.parametrize(("read", "newest", "fine"), [(1, 1, True), (1, 2, False), (2, 1, False), (None, 1, False)])
def test_a_version_is_accepted_only_by_who_read_it(read, newest, fine):
    if fine:
        handover_path.check_read(read, newest)
    else:
        with pytest.raises(Refused, match="version_changed"):
            handover_path.check_read(read, newest)


@pytest.mark.parametrize("path", handover_path.PATHS)
def test_what_goes_along_is_written_before_an_offer_and_for_a_newer_version(path):
    editable = {state for state in handover_path.STATES if handover_path.can_edit(path, state)}
    if path == handover_path.INTERNAL:
        assert editable == {"prepared", "planned"}
    else:
        assert editable == {"prepared", "offered", "accepted", "planned", "returned", "lapsed"}


def test_a_return_keeps_only_what_belongs_to_its_reason():
    given = {"until": TODAY, "note": "Toelichting", "team_id": 4, "worker": "Sara"}
    kept = {reason: Returned(reason, **given).as_it_matters() for reason in handover_path.RETURN_REASONS}
    assert {reason for reason, each in kept.items() if each.until} == {"no_capacity"}
    assert {reason for reason, each in kept.items() if each.team_id} == {"other_area"}
    assert {reason for reason, each in kept.items() if each.worker} == {"known_already"}
    assert all(each.note == "Toelichting" for each in kept.values())


@pytest.mark.parametrize(
    ("reason", "parked", "asked", "tap"),
    [
        ("other_area", False, False, "pass_on"),
        ("no_capacity", True, False, "wait"),
        ("no_capacity", False, False, "offer_again"),
        ("information_missing", False, True, "answer"),
        ("information_missing", False, False, "offer_again"),
        ("known_already", False, False, "offer_again"),
        ("other", False, False, "offer_again"),
    ],
)
def test_rule_8_each_return_leads_on_with_one_tap(reason, parked, asked, tap):
    assert returned_rules.next_tap(reason, parked, asked) == tap


@pytest.mark.parametrize(("answered", "refused"), [(None, False), (False, True), (True, False)])
def test_an_open_question_of_the_team_stands_in_the_way_of_the_next_offer(answered, refused):
    facts = ReadinessFacts("A", False, [], 0, [], None, question_answered=answered)
    items = readiness(facts, TODAY)
    assert ("question" in [item.code for item in items]) == (answered is not None)
    assert ("question_open" in [item.missing for item in offer_refusals(items)]) == refused


@pytest.mark.parametrize(
    ("answer", "room_from", "code"),
    [
        ("yes", None, None),
        ("no", None, None),
        ("from_day", TODAY, None),
        ("from_day", TODAY + timedelta(days=40), None),
        ("from_day", None, "room_from_missing"),
        ("from_day", TODAY - timedelta(days=1), "room_from_past"),
        ("maybe", None, "answer_unknown"),
        ("", TODAY, "answer_unknown"),
    ],
)
def test_a_team_says_yes_no_or_from_which_day(answer, room_from, code):
    if code is None:
        capacity_questions_rules.check_answer(answer, room_from, TODAY)
    else:
        with pytest.raises(Refused, match=code):
            capacity_questions_rules.check_answer(answer, room_from, TODAY)


def test_room_is_asked_for_from_today_on():
    capacity_questions_rules.check_question(TODAY, TODAY)
    with pytest.raises(Refused, match="asked_for_past"):
        capacity_questions_rules.check_question(TODAY - timedelta(days=1), TODAY)
