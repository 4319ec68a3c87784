"""Which days can be planned, what stays of those that are taken back, and what is told a week before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.people.reductions.rules import check_days, check_size, turns, until_yesterday
from portal.people.rules import Days
from portal.refusals import Refused

TODAY = date(2026, 3, 9)


def on(ahead):
    return None if ahead is None else TODAY + timedelta(days=ahead)


def days(first, last, review=None):
    return Days(on(first), on(last), on(review))


@pytest.mark.parametrize(
    ("planned", "code", "field"),
    [
        (days(0, None), "end_or_review", "ends_on"),
        (days(2, 1), "absence_order", "ends_on"),
        (days(-3, -1), "absence_past", "ends_on"),
        (days(2, 9, 1), "review_order", "review_on"),
        (days(2, 9, 10), "review_order", "review_on"),
        (days(-9, None, -1), "review_past", "review_on"),
        (days(2, None, 1), "review_order", "review_on"),
    ],
)
def test_days_that_cannot_be_planned(planned, code, field):
    with pytest.raises(Refused) as refused:
        check_days(planned, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    "planned", [days(0, 0), days(-9, 0), days(3, 9, 3), days(3, 9, 9), days(-3, None, 0), days(2, None, 40)]
)
def test_days_that_can(planned):
    check_days(planned, TODAY)


@pytest.mark.parametrize(
    ("percentage", "hours", "code"),
    [
        (None, None, "amount_missing"),
        (50, Decimal(1), "amount_missing"),
        (0, None, "percentage_bounds"),
        (101, None, "percentage_bounds"),
        (None, Decimal(0), "hours_bounds"),
        (None, Decimal("60.1"), "hours_bounds"),
    ],
)
def test_sizes_that_cannot_be_planned(percentage, hours, code):
    with pytest.raises(Refused) as refused:
        check_size(percentage, hours)
    assert (refused.value.code, refused.value.field) == (code, "amount")


def test_sizes_that_can():
    for percentage, hours in ((1, None), (100, None), (None, Decimal("0.1")), (None, Decimal(60))):
        check_size(percentage, hours)


@pytest.mark.parametrize(
    ("planned", "kept"),
    [
        (days(1, 9), None),
        (days(0, 9), None),
        (days(-1, 9), days(-1, -1)),
        (days(-9, None, 5), days(-9, -1)),
        (days(-9, 9, -2), days(-9, -1, -2)),
    ],
)
def test_what_is_taken_back_keeps_the_days_that_passed(planned, kept):
    assert until_yesterday(planned, TODAY) == kept


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        (days(8, 20), []),
        (days(7, 20), [(7, "begins")]),
        (days(0, 20), [(0, "begins")]),
        (days(-1, 20), []),
        (days(-1, 8), []),
        (days(-1, 7), [(7, "ends")]),
        (days(-1, 0), [(0, "ends")]),
        (days(-9, -1, -2), []),
        (days(2, 6, 4), [(2, "begins"), (4, "review"), (6, "ends")]),
        (days(-9, None, 8), []),
        (days(-9, None, 7), [(7, "review")]),
        (days(-9, None, -2), [(-2, "review")]),
    ],
)
def test_what_happens_within_a_week_is_told_in_the_order_of_the_days(planned, told):
    assert [(turn.day, turn.what) for turn in turns(planned, TODAY)] == [(on(ahead), what) for ahead, what in told]
