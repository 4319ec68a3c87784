"""Where a day lies on the line of a trajectory, and which days are named under it."""

from datetime import date, timedelta

import pytest

from portal.dossier.year import rules
from portal.dossier.year.rules import Line, Mark, Met, Stretch, Support

TODAY = date(2026, 3, 9)  # a Monday


def day(number):
    return TODAY + timedelta(days=number)


def met(*numbers):
    return [Met(day(number), 1, 0, evaluated=False) for number in numbers]


@pytest.mark.parametrize(
    ("support", "contacts", "line"),
    [
        ((-100, 200), (), (-100, 200)),
        ((-100, 200), (-100, -3), (-100, 200)),
        ((-100, 200), (-110,), (-110, 200)),  # a contact ahead of the start
        ((-100, -20), (), (-100, 0)),  # it runs on after its end
        ((0, 0), (), (0, 0)),  # a day of rules
        ((8, 200), (), (0, 200)),  # it starts later
        ((8, 200), (-5,), (-5, 200)),
        ((-100, 200, -30), (), (-100, 200)),
        ((-100, -40, -30), (), (-100, -30)),  # closed after its end
        ((-100, -40, -30), (-35, -29), (-100, -29)),
        ((-100, -100, -100), (), (-100, -100)),
    ],
)
def test_a_line_goes_from_start_to_end_and_further_where_something_lies(support, contacts, line):
    found = rules.line_of(Support(*map(day, support)), met(*contacts), TODAY)
    assert (found.first, found.last) == tuple(map(day, line))


@pytest.mark.parametrize(("number", "place"), [(-1, None), (0, 5.0), (1, 15.0), (5, 55.0), (9, 95.0), (10, None)])
def test_a_day_lies_in_the_middle_of_its_stretch_and_outside_the_line_nowhere(number, place):
    line = Line(day(0), day(9))
    assert line.place(day(number)) == place
    assert line.places([day(number)]) == ([] if place is None else [place])


def test_the_one_day_of_a_line_lies_in_its_middle():
    line = Line(TODAY, TODAY)
    assert (line.days, line.number(TODAY), line.place(TODAY), line.begins(TODAY)) == (1, 0, 50.0, 0.0)


@pytest.mark.parametrize(
    ("support", "contacts", "gone", "over"),
    [
        ((-100, 200), (), (0, 100.5), None),
        ((-100, 200), (-110,), (0, 110.5), None),
        ((0, 0), (), (0, 0.5), None),
        ((8, 200), (), (8, 0), None),
        ((8, 200), (-5,), (0, 5.5), None),
        ((-100, 0), (), (0, 100.5), None),
        ((-100, -1), (), (0, 100.5), (100, 0.5)),
        ((-100, -20), (-100,), (0, 100.5), (81, 19.5)),
        ((-100, 200, -30), (), (0, 71), None),
        ((-100, -40, -30), (), (0, 71), None),
        ((-100, -100, -100), (), (0, 1), None),
    ],
)
def test_what_is_over_ends_halfway_today_or_with_the_closure(support, contacts, gone, over):
    support, contacts = Support(*map(day, support)), met(*contacts)
    line = rules.line_of(support, contacts, TODAY)
    assert rules.gone(line, support, contacts, TODAY) == Stretch(*gone)
    assert rules.over(line, support, TODAY) == (Stretch(*over) if over else None)


def named(first, last):
    marks = rules.marks(Line(first, last))
    assert all(each.place == Line(first, last).begins(each.on) for each in marks)
    return [(each.on, each.name) for each in marks]


def test_a_year_names_its_months_and_that_in_which_it_begins():
    found = named(date(2026, 8, 4), date(2027, 8, 3))
    assert found[0] == (date(2026, 8, 4), "month")
    months = [date(2026 + number // 12, number % 12 + 1, 1) for number in range(8, 20)]
    assert found[1:] == [*((each, "month") for each in months[:-1]), (date(2027, 8, 1), None)]


@pytest.mark.parametrize(("begun", "first"), [(6, date(2026, 8, 6)), (7, date(2026, 9, 1)), (31, date(2026, 9, 1))])
def test_the_month_in_which_it_begins_is_named_as_long_as_there_is_room(begun, first):
    assert named(date(2026, 8, begun), date(2027, 8, 3))[0] == (first, "month")


def test_a_month_that_begins_with_the_line_is_named_once():
    assert [each for each, _name in named(date(2026, 8, 1), date(2027, 7, 31))][:2] == [
        date(2026, 8, 1),
        date(2026, 9, 1),
    ]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (TODAY, TODAY, [0]),
        (day(1), day(1), [1]),  # no Monday lies on it: its first day
        (day(1), day(6), [1]),
        (day(-3), day(10), [0, 7]),
        (day(-1), day(60), [0, 7, 14, 21, 28, 35, 42, 49, 56]),
    ],
)
def test_a_short_line_names_its_mondays(first, last, days):
    assert [each for each, _name in named(first, last)] == [day(each) for each in days]
    assert {name for _each, name in named(first, last)} <= {"day", None}


def test_a_line_of_63_days_names_its_months():
    assert {name for _each, name in named(day(-1), day(61))} == {"month"}


def test_a_long_line_leaves_months_out_and_names_january_by_its_year():
    assert named(date(2025, 6, 15), date(2027, 6, 14))[:4] == [
        (date(2025, 7, 1), "month"),
        (date(2025, 10, 1), "month"),
        (date(2026, 1, 1), "year"),
        (date(2026, 4, 1), "month"),
    ]


@pytest.mark.parametrize("months", [3, 12, 15, 16, 40, 100, 300, 1000, 1700])
def test_no_line_names_more_than_there_is_room_for(months):
    last = date(2026 + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    found = rules.marks(Line(date(2026, 1, 1), last))
    assert 1 <= len(found) <= rules.MOST_NAMES
    assert isinstance(found[0], Mark)


def test_days_are_told_from_one_to_the_next():
    assert rules.steps([]) == []
    assert rules.steps([0, 3, 10]) == [0, 3, 7]


@pytest.mark.parametrize(
    ("place", "side"), [(0, "start"), (9.9, "start"), (10, "middle"), (90, "middle"), (90.1, "end"), (100, "end")]
)
def test_a_word_is_written_where_it_stays_on_the_line(place, side):
    assert rules.side(place) == side
