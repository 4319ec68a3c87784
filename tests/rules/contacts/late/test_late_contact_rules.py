"""The contacts that a device may hand in after the support ended, and when that support was."""

from dataclasses import replace
from datetime import date, time

import pytest

from portal.contacts.late.rules import check_handed_in, keys_of, supported_on, well_formed
from portal.contacts.rules import ContactDetails
from portal.refusals import Refused

TODAY, STARTED = date(2026, 3, 9), date(2026, 2, 23)
VISIT = ContactDetails(date(2026, 3, 7), 60, "home_visit", "regular", True, frozenset({1}), "Post doorgenomen.")
WAYS, PURPOSES = ("home_visit", "phone"), ("regular", "intake")


def refusal(**said):
    try:
        check_handed_in(replace(VISIT, **said), TODAY, STARTED)
    except Refused as refused:
        return refused.code, refused.field
    return None


def test_a_visit_of_before_today_is_taken():
    assert refusal() is None


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"on_date": date(2026, 3, 10)}, "contact_in_future", "on_date"),
        ({"on_date": date(2026, 1, 25)}, "contact_before_start", "on_date"),
        ({"topic_ids": frozenset()}, "topic_missing", "topics"),
        ({"note": "x" * 1001}, "note_too_long", "note"),
        ({"note": "Zijn nummer is 1234 567 82."}, "note_has_bsn", "note"),
        ({"next_appointment_at": time(10)}, "appointment_without_day", "next_appointment_on"),
        ({"next_appointment_on": date(2026, 3, 6)}, "appointment_in_past", "next_appointment_on"),
    ],
)
def test_what_the_log_form_refuses_is_refused_here_too(said, code, field):
    assert refusal(**said) == (code, field)


@pytest.mark.parametrize(
    "said",
    [
        {"on_date": TODAY},
        {"on_date": date(2026, 1, 26)},
        {"reached": False, "topic_ids": frozenset()},
        {"note": "x" * 1000},
        {"next_appointment_on": date(2026, 3, 8), "next_appointment_at": time(10)},
    ],
    ids=["today", "four weeks before the start", "an attempt", "a long note", "an appointment that passed meanwhile"],
)
def test_what_the_log_form_took_on_its_day_is_taken(said):
    assert refusal(**said) is None


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"minutes": 0}, "key"),
        ({"minutes": 1441}, "key"),
        ({"way": "pigeon"}, "key"),
        ({"purpose": "gossip"}, "key"),
        ({"note": "a\0b"}, "key"),
        ({"note": "\ud800"}, "key"),
        ({}, ""),
        ({}, "x" * 49),
        ({}, "key\n"),
        ({}, "sleutel+7"),
        ({}, "²"),
    ],
)
def test_what_no_database_keeps_is_not_well_formed(said, key):
    assert well_formed(VISIT, "key", WAYS, PURPOSES)
    assert not well_formed(replace(VISIT, **said), key, WAYS, PURPOSES)


def test_the_keys_of_an_entry_are_that_of_the_form_and_one_of_its_own():
    assert keys_of("abc", 7) == ("abc", "abc+7")


@pytest.mark.parametrize(
    ("day", "within"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 20), True),
        (date(2026, 2, 21), False),
        (date(2026, 3, 1), True),
        (date(2027, 1, 1), True),
    ],
)
def test_support_holds_its_first_and_its_last_day(day, within):
    periods = [(date(2026, 2, 1), date(2026, 2, 20)), (date(2026, 3, 1), None)]
    assert supported_on(day, periods) is within
