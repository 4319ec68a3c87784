"""Before when an item must be done, and in which order people read a checklist."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklists.rules import Dates, belongs, by_deadline, due_on, due_on_by_hand, is_near, urgency

A_YEAR = Dates(housed_on=date(2026, 1, 10), starts_on=date(2026, 2, 1), ends_on=date(2027, 1, 10))
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
OFFSETS = st.integers(-400, 400)
TODAY = date(2026, 3, 9)
LONG_AGO = date(2025, 3, 9)


@dataclass(frozen=True)
class Item:
    due_on: date
    state: str = "open"


@st.composite
def periods(draw):
    starts_on = draw(DAYS)
    return Dates(draw(DAYS), starts_on, starts_on + timedelta(days=draw(st.integers(0, 800))))


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        ("housing", 120, date(2026, 5, 10)),
        ("start", 14, date(2026, 2, 15)),
        ("end", -91, date(2026, 10, 11)),
        ("end", 0, date(2027, 1, 10)),
    ],
)
def test_a_deadline_counts_days_from_its_anchor(anchor, offset, day):
    assert due_on(anchor, offset, A_YEAR) == day


def test_what_the_law_wanted_before_the_start_is_due_on_the_first_day():
    assert due_on("housing", 5, A_YEAR) == A_YEAR.starts_on


def test_what_counts_back_from_an_end_close_by_is_not_due_before_the_start():
    short = Dates(date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert due_on("end", -91, short) == date(2026, 2, 1)


def test_what_counts_from_the_start_ends_with_the_trajectory():
    assert due_on("start", 273, Dates(date(2026, 1, 1), date(2026, 1, 1), date(2026, 6, 30))) == date(2026, 6, 30)


def test_a_term_from_the_housing_date_is_the_laws_and_outlives_our_support():
    one_day = Dates(date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 1))
    assert due_on("housing", 120, one_day) == date(2026, 6, 29)


def test_what_comes_after_the_end_stays_after_the_end():
    assert due_on("end", 42, A_YEAR) == date(2027, 2, 21)


@given(st.sampled_from(("housing", "start", "end")), OFFSETS, periods())
def test_nothing_is_ever_due_before_the_start(anchor, offset, dates):
    assert due_on(anchor, offset, dates) >= dates.starts_on


@given(OFFSETS, periods())
def test_nothing_that_counts_from_the_start_is_due_after_the_end(offset, dates):
    assert due_on("start", offset, dates) <= dates.ends_on


@given(st.sampled_from(("housing", "start", "end")), OFFSETS, periods(), st.integers(0, 100))
def test_a_longer_term_is_never_due_earlier(anchor, offset, dates, more):
    assert due_on(anchor, offset, dates) <= due_on(anchor, offset + more, dates)


def test_a_list_added_by_hand_counts_from_its_own_day_wherever_the_trajectory_starts_or_ends():
    assert due_on_by_hand("start", 5, date(2026, 1, 1), A_YEAR) == date(2026, 1, 6)
    assert due_on_by_hand("start", 120, date(2027, 1, 1), A_YEAR) == date(2027, 5, 1)
    assert due_on_by_hand("end", -91, date(2027, 1, 1), A_YEAR) == due_on("end", -91, A_YEAR)


@pytest.mark.parametrize(("days", "near"), [(0, True), (366, True), (-366, True), (367, False), (-367, False)])
def test_a_list_added_by_hand_is_about_a_day_within_a_year(days, near):
    assert is_near(TODAY + timedelta(days=days), TODAY) is near


@pytest.mark.parametrize(
    ("regime", "municipality", "here"),
    [
        (None, None, True),
        ("WI2021", None, True),
        ("WI2013", None, False),
        (None, 7, True),
        (None, 8, False),
        ("WI2021", 8, False),
        ("WI2013", 7, False),
        ("WI2021", 7, True),
    ],
)
def test_an_item_is_for_its_own_regime_and_municipality_or_for_all(regime, municipality, here):
    assert belongs(regime, municipality, "WI2021", 7) is here


@pytest.mark.parametrize(("days", "place"), [(-1, "overdue"), (0, "soon"), (28, "soon"), (29, "later")])
def test_what_is_due_today_is_not_late_and_four_weeks_ahead_is_soon(days, place):
    assert urgency("open", TODAY + timedelta(days=days), TODAY, LONG_AGO) == place


@pytest.mark.parametrize("state", ["done", "not_applicable"])
def test_what_is_done_or_not_for_them_is_over_however_late(state):
    assert urgency(state, TODAY - timedelta(days=100), TODAY, None) == "over"


@pytest.mark.parametrize(
    ("since", "place"), [(-3, "overdue"), (-2, "to_catch_up"), (0, "to_catch_up"), (None, "to_catch_up")]
)
def test_rule_14_what_passed_before_its_supporter_came_is_to_be_caught_up(since, place):
    since = None if since is None else TODAY + timedelta(days=since)
    assert urgency("open", TODAY - timedelta(days=3), TODAY, since) == place


@given(st.lists(st.builds(Item, DAYS, st.sampled_from(("open", "done", "not_applicable")))))
def test_no_item_is_lost_or_shown_twice(items):
    groups = by_deadline(items, TODAY, TODAY - timedelta(days=9))
    shown = groups.overdue + groups.to_catch_up + groups.soon + groups.later + groups.over
    assert sorted(map(id, shown)) == sorted(map(id, items))
    assert groups.open_count == sum(item.state == "open" for item in items)
