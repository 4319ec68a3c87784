"""The limits of a contact moment, and how long its author may change it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.contacts import rules
from portal.contacts.rules import ContactDetails
from portal.refusals import Refused

TODAY = date(2026, 3, 9)
START = date(2026, 2, 23)
NOON = time(12, 0)


def refusal(function, *arguments):
    """The code and field of a refusal, or None."""
    try:
        function(*arguments)
    except Refused as refused:
        return refused.code, refused.field
    return None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), (" 45 ", 45), ("1:30", 90), ("1u30", 90), ("0:05", 5), ("1", 1), ("1440", 1440), ("24:00", 1440)],
)
def test_a_duration_is_read_as_people_write_it(typed, minutes):
    assert rules.minutes_from(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "0", "-5", "1441", "24:01", "1:60", "1:5", "anderhalf", "1,5", "0:00", "٣٠", "²"]
)
def test_what_is_no_duration_is_none(typed):
    assert rules.minutes_from(typed) is None


@given(st.integers(1, 1440))
def test_any_number_of_minutes_of_a_day_is_read_in_both_notations(minutes):
    assert rules.minutes_from(str(minutes)) == minutes
    assert rules.minutes_from(f"{minutes // 60}:{minutes % 60:02}") == minutes


@given(st.text(max_size=8))
def test_a_duration_is_never_outside_a_day(typed):
    assert rules.minutes_from(typed) is None or 1 <= rules.minutes_from(typed) <= 1440


@pytest.mark.parametrize(
    ("on_date", "closed_on", "expected"),
    [
        (TODAY, None, None),
        (TODAY + timedelta(days=1), None, ("contact_in_future", "on_date")),
        (START - timedelta(days=28), None, None),
        (START - timedelta(days=29), None, ("contact_before_start", "on_date")),
        (date(2026, 3, 1), date(2026, 3, 1), None),
        (date(2026, 3, 2), date(2026, 3, 1), ("contact_after_closure", "on_date")),
    ],
)
def test_a_contact_was_between_four_weeks_before_the_start_and_today_or_the_closure(on_date, closed_on, expected):
    assert refusal(rules.check_day, on_date, TODAY, START, closed_on) == expected


@given(st.integers(-2000, 2000))
def test_a_contact_of_today_can_be_logged_wherever_the_start_lies(days):
    assert refusal(rules.check_day, TODAY, TODAY, TODAY + timedelta(days=days), None) is None


@pytest.mark.parametrize(
    ("reached", "topics", "expected"),
    [(True, {1}, None), (True, set(), ("topic_missing", "topics")), (False, set(), None), (False, {1}, None)],
)
def test_who_spoke_to_people_says_about_what(reached, topics, expected):
    assert refusal(rules.check_topics, reached, topics) == expected


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (None, None, None),
        (TODAY, None, None),
        (TODAY, time(12, 0), None),
        (TODAY, time(11, 59), ("appointment_in_past", "next_appointment_on")),
        (TODAY - timedelta(days=1), None, ("appointment_in_past", "next_appointment_on")),
        (TODAY + timedelta(days=1), time(9, 0), None),
        (None, time(9, 0), ("appointment_without_day", "next_appointment_on")),
    ],
)
def test_the_next_appointment_is_still_to_come(on, at, expected):
    assert refusal(rules.check_appointment, on, at, TODAY, NOON) == expected


@pytest.mark.parametrize(("days", "may"), [(0, True), (6, True), (7, True), (8, False)])
def test_an_entry_can_be_corrected_until_the_seventh_day_after_it_was_logged(days, may):
    assert rules.correctable(TODAY, TODAY + timedelta(days=days), None) is may


def test_a_withdrawn_entry_can_no_longer_be_corrected():
    assert rules.correctable(TODAY, TODAY, datetime(2026, 3, 9, tzinfo=UTC)) is False


@given(
    st.builds(
        ContactDetails,
        on_date=st.dates(),
        minutes=st.integers(1, 1440),
        way=st.just("phone"),
        purpose=st.just("regular"),
        reached=st.booleans(),
        topic_ids=st.frozensets(st.integers(1, 12)),
        note=st.text(max_size=50),
        interpreter_used=st.booleans(),
        next_appointment_on=st.none() | st.dates(),
        next_appointment_at=st.none() | st.times(),
    )
)
def test_what_a_contact_said_is_read_back_exactly_as_it_was_kept(details):
    assert ContactDetails.from_content(details.as_content()) == details


@pytest.mark.parametrize(
    ("attempt", "today", "again"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 11)),
        (date(2026, 3, 12), date(2026, 3, 12), date(2026, 3, 16)),
        (date(2026, 3, 13), date(2026, 3, 13), date(2026, 3, 16)),
        (date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9)),
    ],
    ids=["two days later", "not on a Saturday", "not on a Sunday", "logged late", "logged late in a weekend"],
)
def test_the_next_attempt_is_soon_never_past_and_never_in_a_weekend(attempt, today, again):
    assert rules.next_attempt(attempt, today) == again
