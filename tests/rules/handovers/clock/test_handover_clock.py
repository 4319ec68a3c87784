"""Working days, and what the clock does about an offer that nobody answers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.handovers.clock import rules as clock_rules
from portal.handovers.terms import rules as terms_rules
from portal.handovers.terms.rules import Terms
from portal.refusals import Refused

MONDAY = date(2026, 3, 9)
TERMS = Terms(reminder_after=5, escalate_after=10, lapse_after=20)
days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
free_days = st.frozensets(days, max_size=40)
orders = st.lists(st.integers(1, 60), min_size=3, max_size=3, unique=True).map(lambda each: Terms(*sorted(each)))


def test_five_working_days_after_a_monday_is_the_next_monday():
    assert terms_rules.working_day_after(MONDAY, 5, frozenset()) == date(2026, 3, 16)


def test_a_free_day_in_between_moves_it_by_one():
    assert terms_rules.working_day_after(MONDAY, 5, {date(2026, 3, 11)}) == date(2026, 3, 17)


@pytest.mark.parametrize("offered", [date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)])
def test_an_offer_on_friday_or_in_the_weekend_counts_from_monday(offered):
    assert terms_rules.working_day_after(offered, 1, frozenset()) == MONDAY


@given(days, st.integers(0, 60), free_days)
def test_counting_on_and_counting_back_agree(start, count, free):
    end = terms_rules.working_day_after(start, count, free)
    assert terms_rules.working_days_between(start, end, free) == count
    assert count == 0 or terms_rules.is_working(end, free)


@given(days, days, days, free_days)
def test_working_days_add_up(one, two, three, free):
    first, middle, last = sorted((one, two, three))
    between = terms_rules.working_days_between
    assert between(first, middle, free) + between(middle, last, free) == between(first, last, free)
    assert between(last, first, free) == 0


@given(days, st.integers(1, 60), free_days, days)
def test_one_more_free_day_never_brings_a_term_nearer(start, count, free, another):
    before = terms_rules.working_day_after(start, count, free)
    assert terms_rules.working_day_after(start, count, free | {another}) >= before


@given(days, orders, free_days)
def test_the_steps_come_on_the_days_that_are_shown(offered, terms, free):
    """Run every day: remind, escalate and lapse come once, in order, on the days of `due`."""
    taken = run(offered, terms, free, range((clock_rules.due(offered, terms, free).lapse_on - offered).days + 10))
    due = clock_rules.due(offered, terms, free)
    assert taken == [("remind", due.remind_on), ("escalate", due.escalate_on), ("lapse", due.lapse_on)]


def test_an_answer_is_asked_before_the_reminder_and_then_the_page_says_when_it_lapses():
    due = clock_rules.due(MONDAY, TERMS, frozenset())
    assert clock_rules.answer_by(due, date(2026, 3, 15)) == ("answer", date(2026, 3, 16))
    assert clock_rules.answer_by(due, date(2026, 3, 16)) == ("lapse", date(2026, 4, 6))


@given(days, orders, free_days, st.lists(st.integers(0, 300), min_size=1, max_size=8, unique=True))
def test_after_any_standstill_each_comes_once_in_order_and_nobody_loses_an_offer_unwarned(offered, terms, free, runs):
    taken = run(offered, terms, free, sorted(runs))
    names = [name for name, _day in taken]
    assert names == ["remind", "escalate", "lapse"][: len(names)]
    when = dict(taken)
    due = clock_rules.due(offered, terms, free)
    assert all(when[name] >= getattr(due, f"{name}_on") for name in names)
    if "lapse" in when:
        warned = terms_rules.working_days_between(when["escalate"], when["lapse"], free)
        assert warned >= terms.lapse_after - terms.escalate_after


def run(offered, terms, free, runs):
    """The steps of a worker that runs so many days after the offer."""
    said, taken = {"remind": None, "escalate": None, "lapse": None}, []
    for today in (offered + timedelta(days=ahead) for ahead in runs):
        while said["lapse"] is None:
            offer = clock_rules.Offer(offered, said["remind"], said["escalate"])
            step = clock_rules.next_step(offer, today, terms, free)
            if step is None:
                break
            said[step] = today
            taken.append((step, today))
    return taken


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        (Terms(5, 5, 20), "escalate_too_early", "escalate_after"),
        (Terms(5, 10, 10), "lapse_too_early", "lapse_after"),
    ],
)
def test_the_terms_come_one_after_the_other(terms, code, field):
    terms_rules.check_terms(TERMS)
    with pytest.raises(Refused) as refused:
        terms_rules.check_terms(terms)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 6), "day_over"),
        (date(2026, 3, 14), "day_is_weekend"),
        (date(2026, 4, 6), "day_free_already"),
    ],
)
def test_a_free_day_is_a_working_day_to_come(day, code):
    terms_rules.check_free_day(date(2026, 5, 15), MONDAY, {date(2026, 4, 6)})
    with pytest.raises(Refused) as refused:
        terms_rules.check_free_day(day, MONDAY, {date(2026, 4, 6)})
    assert (refused.value.code, refused.value.field) == (code, "day")


@pytest.mark.parametrize(
    ("since", "expected", "told", "still"),
    [
        (date(2026, 3, 2), None, False, True),
        (date(2026, 3, 3), None, False, False),
        (date(2026, 3, 2), date(2026, 3, 3), False, False),
        (date(2026, 2, 2), date(2026, 3, 2), False, True),
        (date(2026, 3, 2), date(2026, 2, 2), False, True),
        (date(2026, 2, 2), None, True, False),
    ],
)
def test_it_stands_still_five_working_days_after_the_step_or_the_meeting_that_was_planned(since, expected, told, still):
    step = clock_rules.LastStep(since, expected, told)
    assert clock_rules.stands_still(step, date(2026, 3, 9), 5, frozenset()) is still
