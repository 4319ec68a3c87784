"""The decisions about a loose end, over plain values."""

from datetime import date

import pytest

from portal.handovers.loose_ends.rules import CHOICES, Decision, LooseEnd, check_decision, moved_on, still
from portal.refusals import Refused

DAY = date(2026, 3, 9)


def end(kind="item", **values):
    return LooseEnd(kind, 12, "Huisarts", DAY, **values)


@pytest.mark.parametrize(
    ("kind", "decision", "words", "code"),
    [
        ("item", "passed_on", None, None),
        ("item", "closed", "Is er al.", None),
        ("item", "closed", None, "item_closed_without_reason"),
        ("item", "kept", "Taalcoach", None),
        ("item", "kept", None, "kept_by_missing"),
        ("item", "kept", "x" * 121, "kept_by_too_long"),
        ("item", "passed_on", "Taalcoach", "words_kept_nowhere"),
        ("item", "forgotten", None, "loose_end_choice"),
        ("appointment", "closed", None, None),
        ("appointment", "closed", "Afgezegd.", "words_kept_nowhere"),
        ("late", "kept", "Coördinator", None),
        ("late", "passed_on", None, "loose_end_choice"),
        ("late", "closed", None, "loose_end_choice"),
    ],
)
def test_each_decision_has_the_words_it_needs_and_no_others(kind, decision, words, code):
    found = None
    try:
        check_decision(kind, decision, words)
    except Refused as refused:
        found = refused.code
    assert found == code


def test_something_closed_that_is_open_again_was_not_closed():
    assert still(end(decision="closed")).decision is None
    assert still(end(decision="kept", kept_by="Taalcoach")).decision == "kept"
    assert still(end("appointment", decision="closed")).decision == "closed"


def test_the_same_decision_changes_nothing():
    kept = end(decision="kept", kept_by="Taalcoach")
    assert not Decision("item-12", "kept", "Taalcoach").changes(kept)
    assert Decision("item-12", "kept", "Buurvrouw").changes(kept)
    assert Decision("item-12", "passed_on").changes(kept)
    assert not Decision("item-12", "passed_on").changes(end(decision="passed_on"))


def test_only_who_would_change_what_somebody_else_decided_meanwhile_is_stopped():
    now = {"item-12": end(decision="kept", kept_by="Taalcoach", seen="10:00")}
    assert moved_on([Decision("item-12", "passed_on", seen="")], now) == ("item-12",)
    assert moved_on([Decision("item-12", "passed_on", seen="10:00")], now) == ()
    assert moved_on([Decision("item-12", "kept", "Taalcoach", seen="")], now) == ()


def test_a_late_contact_is_never_passed_on():
    assert CHOICES["late"] == ("kept",)
