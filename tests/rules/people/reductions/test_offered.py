"""The hours that are left of an offer on a day: examples to check by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.people.rules import Cut, Days, is_away, offered

TODAY = date(2026, 3, 9)
NOW = Days(TODAY - timedelta(days=3), TODAY + timedelta(days=3))


def part(percentage, days=NOW):
    return Cut(days, percentage, None)


def hours(number, days=NOW):
    return Cut(days, None, Decimal(number))


@pytest.mark.parametrize(
    ("offer", "cuts", "left"),
    [
        ("8", [], 800),
        ("8", [part(50)], 400),
        ("8", [part(50), part(25)], 200),
        ("8", [part(50), hours("1.5")], 250),
        ("8", [hours("2"), hours("1.5")], 450),
        ("7.5", [part(33)], 503),  # 502.5: a half hundredth counts as a whole one
        ("0.1", [part(1)], 10),  # 9.9
        ("0.1", [part(50)], 5),
        ("0.5", [part(99)], 1),  # 0.5
        ("8", [part(60), part(60)], 0),
        ("8", [part(99), part(99), hours("1")], 0),
        ("8", [hours("9")], 0),
        ("0", [part(50), hours("1")], 0),
        ("8", [part(100)], 800),  # an absence is told apart: `is_away`
        ("8", [part(100), part(50)], 400),
    ],
)
def test_what_is_left_of_an_offer(offer, cuts, left):
    assert offered(Decimal(offer), cuts, TODAY) == left
    assert offered(Decimal(offer), list(reversed(cuts)), TODAY) == left


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(0, 0, True), (-3, 0, True), (0, 3, True), (-3, -1, False), (1, 3, False), (-3, None, True), (1, None, False)],
)
def test_the_first_and_the_last_day_belong_to_it_and_without_a_last_day_it_goes_on(first, last, holds):
    days = Days(TODAY + timedelta(days=first), None if last is None else TODAY + timedelta(days=last), TODAY)
    assert offered(Decimal(8), [part(50, days)], TODAY) == (400 if holds else 800)
    assert is_away([part(100, days)], TODAY) == holds


def test_only_less_by_all_of_it_is_an_absence():
    assert not is_away([part(99), part(99), hours("60")], TODAY)
    assert is_away([part(1), part(100)], TODAY)
    assert not is_away([], TODAY)
