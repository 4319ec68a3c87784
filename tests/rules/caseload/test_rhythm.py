"""The signals of a trajectory (domain.md section 2, and rule 5)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.caseload import rules, words
from portal.caseload.rules import RhythmFacts, Signal, signals

TODAY = date(2026, 3, 9)


def ago(days):
    return TODAY - timedelta(days=days)


CALM = RhythmFacts(
    claimed_on=ago(60),
    ends_on=ago(-200),
    quiet_after_days=21,
    last_reached_on=ago(5),
    intake_on=ago(50),
)
dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))
periods = st.tuples(dates, st.integers(0, 60)).map(lambda each: (each[0], each[0] + timedelta(days=each[1])))


def test_a_trajectory_that_goes_well_asks_nothing():
    assert signals(CALM, TODAY) == []


@pytest.mark.parametrize(("days", "overdue"), [(13, False), (14, False), (15, True)])
def test_rule_5_an_intake_is_due_within_14_days_of_the_claim(days, overdue):
    facts = replace(CALM, claimed_on=ago(days), intake_on=None)

    assert (Signal("intake_overdue", days=days) in signals(facts, TODAY)) is overdue


def test_rule_5_an_intake_held_before_another_volunteer_came_is_not_asked_again():
    assert not rules.intake_overdue(claimed_on=ago(40), intake_on=ago(100), today=TODAY)


def test_from_the_claim_on_the_first_contact_is_asked_for():
    facts = replace(CALM, claimed_on=ago(3), last_reached_on=None, intake_on=None)

    assert signals(facts, TODAY) == [Signal("first_contact", days=3)]


def test_a_contact_of_the_former_volunteer_is_not_the_first_contact_of_the_present_one():
    assert Signal("first_contact", days=3) in signals(replace(CALM, claimed_on=ago(3)), TODAY)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"claimed_on": None}, None),
        ({"last_reached_on": None}, "call"),
        ({"last_reached_on": ago(61)}, "call"),
        ({"last_reached_on": ago(60), "intake_on": None}, "plan_intake"),
        ({"intake_on": None, "appointment_on": ago(1)}, "plan_intake"),
        ({"intake_on": None, "appointment_on": TODAY}, None),
        ({}, None),
    ],
)
def test_support_begins_with_a_call_and_then_an_intake(facts, step):
    assert rules.first_step(replace(CALM, **facts), TODAY) == step


@pytest.mark.parametrize(("days", "quiet"), [(20, False), (21, False), (22, True)])
def test_silence_longer_than_the_phase_allows_is_gone_quiet(days, quiet):
    facts = replace(CALM, last_reached_on=ago(days))

    assert (signals(facts, TODAY) == [Signal("gone_quiet", days=days)]) is quiet


def test_days_of_a_planned_silence_do_not_count_as_silence():
    facts = replace(CALM, last_reached_on=ago(30), silences=((ago(25), ago(15)), (ago(20), ago(10))))

    assert rules.days_silent(facts, CALM.claimed_on, TODAY) == 30 - 16
    assert signals(facts, TODAY) == []


def test_silence_counts_from_the_claim_when_that_came_after_the_last_contact():
    facts = replace(CALM, claimed_on=ago(10), last_reached_on=ago(40))

    assert rules.days_silent(facts, ago(10), TODAY) == 10


def test_what_waits_for_a_volunteer_is_not_asked_for_contact():
    facts = replace(CALM, claimed_on=None, last_reached_on=None, intake_on=None)

    assert signals(facts, TODAY) == []


def test_overdue_items_say_how_many_and_how_old():
    facts = replace(CALM, overdue_items=2, overdue_since=ago(9))

    assert signals(facts, TODAY) == [Signal("item_overdue", days=9, count=2)]


@pytest.mark.parametrize(("days", "today"), [(1, False), (0, True), (-1, False)])
def test_an_appointment_is_named_on_its_own_day_only(days, today):
    facts = replace(CALM, appointment_on=ago(days), appointment_at=time(14, 30))

    assert (Signal("appointment_today", at=time(14, 30)) in signals(facts, TODAY)) is today


@pytest.mark.parametrize(
    ("days", "asked"), [(-1, []), (0, []), (1, [1]), (9, [9]), (11, [])], ids=["ahead", "today", "1", "9", "before"]
)
def test_an_appointment_that_passed_without_an_entry_asks_whether_it_went_ahead(days, asked):
    facts = replace(CALM, claimed_on=ago(10), last_reached_on=ago(2), appointment_on=ago(days))

    assert [each.days for each in signals(facts, TODAY) if each.code == "appointment_passed"] == asked


@pytest.mark.parametrize(
    ("ends_on", "told"),
    [
        (date(2026, 6, 10), []),
        (date(2026, 6, 9), [Signal("ending_soon", days=92)]),
        (TODAY, [Signal("ending_soon", days=0)]),
        (ago(3), [Signal("end_passed", days=3)]),
    ],
)
def test_the_last_three_months_are_announced_and_an_end_that_passed_asks_for_somebody(ends_on, told):
    assert signals(replace(CALM, ends_on=ends_on), TODAY) == told


def test_signals_come_in_the_order_of_need():
    facts = RhythmFacts(
        claimed_on=ago(30),
        ends_on=ago(-10),
        quiet_after_days=14,
        overdue_items=1,
        overdue_since=ago(1),
        appointment_on=TODAY,
    )
    found = [
        *signals(facts, TODAY)[:-2],
        *[each for each in signals(replace(facts, appointment_on=ago(1)), TODAY) if "appointment" in each.code],
        signals(facts, TODAY)[-2],
        *signals(replace(facts, ends_on=ago(1)), TODAY)[-1:],
        signals(facts, TODAY)[-1],
    ]

    assert tuple(signal.code for signal in found) == rules.SIGNALS


def test_where_nobody_was_met_it_goes_without_saying_that_it_is_quiet():
    found = [Signal("first_contact", days=30), Signal("gone_quiet", days=30)]

    assert rules.told(found) == found[:1]
    assert rules.told(found[1:]) == found[1:]


def test_who_needs_somebody_most_comes_first():
    rows = [
        [],
        [Signal("ending_soon", days=80)],
        [Signal("ending_soon", days=3)],
        [Signal("appointment_today")],
        [Signal("item_overdue", days=3, count=1)],
        [Signal("gone_quiet", days=22)],
        [Signal("gone_quiet", days=50)],
        [Signal("first_contact", days=2), Signal("item_overdue", days=90, count=4)],
    ]

    rows.reverse()

    assert sorted(rows[3:] + rows[:3], key=rules.need) == rows
    assert [rules.needs_somebody(row) for row in rows] == [True] * 5 + [False] * 3


@given(claimed=dates, reached=st.none() | dates, silences=st.lists(periods, max_size=5), today=dates)
def test_silence_is_never_below_zero_and_a_planned_silence_never_makes_it_longer(claimed, reached, silences, today):
    facts = replace(CALM, claimed_on=claimed, last_reached_on=reached, silences=tuple(silences))
    plain = rules.days_silent(replace(facts, silences=()), claimed, today)

    assert 0 <= rules.days_silent(facts, claimed, today) <= plain
    assert plain <= max((today - claimed).days, 0)


@given(silences=st.lists(periods, max_size=6), first=dates, length=st.integers(-5, 400))
def test_days_within_periods_are_the_days_one_could_count_on_a_calendar(silences, first, length):
    last = first + timedelta(days=length)
    counted = sum(
        any(start <= first + timedelta(days=day) <= end for start, end in silences) for day in range(length + 1)
    )

    assert rules.days_within(silences, first, last) == counted


@given(claimed=dates, intake=st.none() | dates, today=dates)
def test_rule_5_once_overdue_it_stays_so_until_there_is_an_intake(claimed, intake, today):
    if rules.intake_overdue(claimed, intake, today):
        assert rules.intake_overdue(claimed, intake, today + timedelta(days=1))
        assert not rules.intake_overdue(claimed, today, today)


@pytest.mark.parametrize(
    ("signal", "sentence"),
    [
        (Signal("intake_overdue", days=16), "Nog geen intake, 16 dagen na de koppeling"),
        (Signal("first_contact", days=0), "Nog geen eerste contact, vandaag gekoppeld"),
        (Signal("first_contact", days=1), "Nog geen eerste contact, 1 dag na de koppeling"),
        (Signal("gone_quiet", days=22), "Al 22 dagen geen contact"),
        (Signal("item_overdue", days=1, count=1), "1 checklistpunt, 1 dag te laat"),
        (Signal("item_overdue", days=9, count=2), "2 checklistpunten te laat, het oudste 9 dagen"),
        (Signal("appointment_passed", days=1), "Is de afspraak van gisteren doorgegaan?"),
        (Signal("appointment_passed", days=6), "Is de afspraak van 6 dagen geleden doorgegaan?"),
        (Signal("appointment_today"), "Vandaag een afspraak"),
        (Signal("appointment_today", at=time(14, 30)), "Vandaag een afspraak om 14:30"),
        (Signal("ending_soon", days=0), "Vandaag is de laatste dag"),
        (Signal("ending_soon", days=40), "Eindigt over 40 dagen"),
        (Signal("end_passed", days=2), "De einddatum is 2 dagen voorbij"),
    ],
)
def test_a_signal_explains_itself_with_its_facts(signal, sentence):
    assert words.why(signal) == sentence


def test_every_signal_has_words():
    assert set(words._SENTENCES) == set(rules.SIGNALS)
