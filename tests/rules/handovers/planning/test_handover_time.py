"""Which step of a handover is next, and before which day (domain.md section 4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.handovers.path import DONE_STATES, OPEN_STATES
from portal.handovers.planning.rules import INSIDE, ONE_DAY, TO_OTHERS, TimeFacts, comes_near, next_step, plan_of

END, START = date(2026, 5, 31), date(2025, 5, 31)
LONG_AGO = date(2020, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
STEPS = st.sampled_from((*TO_OTHERS, *INSIDE))
PLANS = st.sampled_from((TO_OTHERS, INSIDE))
FACTS = st.builds(TimeFacts, st.sampled_from((None, *OPEN_STATES, *DONE_STATES)), st.booleans(), st.booleans())


def due(plan=TO_OTHERS, ends_on=END, starts_on=START):
    return {step.code: step.due_on(ends_on, starts_on) for step in plan}


def code(plan=TO_OTHERS, **facts):
    step = next_step(plan, TimeFacts(**facts), START, END, END)
    return step.code if step else None


def test_every_step_has_its_day_before_the_end():
    assert due() == {
        "start": date(2026, 2, 28),  # 31 May has no day in February
        "consent": date(2026, 3, 31),
        "draft": date(2026, 4, 19),
        "offer": date(2026, 4, 19),
        "plan": date(2026, 5, 3),
        "hold": END,
        "complete": END,
    }


def test_inside_the_organisation_it_is_shorter():
    assert due(INSIDE) == {
        "start": date(2026, 5, 3),
        "plan": date(2026, 5, 17),
        "hold": END,
        "complete": END,
    }


def test_nothing_is_due_before_the_support_began():
    began = date(2026, 4, 1)
    assert due(starts_on=began)["start"] == began
    assert due(starts_on=began)["draft"] == date(2026, 4, 19)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, "start"),
        ({"consent_asked": True, "draft_read": True}, "start"),
        ({"state": "prepared"}, "consent"),
        ({"state": "prepared", "draft_read": True}, "consent"),
        ({"state": "prepared", "consent_asked": True}, "draft"),
        ({"state": "prepared", "consent_asked": True, "draft_read": True}, "offer"),
        ({"state": "returned", "consent_asked": True, "draft_read": True}, "offer"),
        ({"state": "lapsed", "consent_asked": True, "draft_read": True}, "offer"),
        ({"state": "offered"}, "plan"),
        ({"state": "accepted"}, "plan"),
        ({"state": "planned"}, "hold"),
        ({"state": "held"}, "complete"),
        ({"state": "completed"}, None),
        ({"state": "checked"}, None),
    ],
)
def test_the_next_step_is_the_first_that_was_not_taken(facts, step):
    assert code(**facts) == step


@pytest.mark.parametrize(
    ("state", "step"), [(None, "start"), ("prepared", "plan"), ("planned", "hold"), ("held", "complete")]
)
def test_inside_the_organisation_a_meeting_follows_at_once(state, step):
    assert code(INSIDE, state=state) == step


def test_a_step_is_late_from_the_day_after_its_last_day():
    last = due()["start"]
    assert not next_step(TO_OTHERS, TimeFacts(), START, END, last).overdue
    assert next_step(TO_OTHERS, TimeFacts(), START, END, last + ONE_DAY).overdue


def test_the_plan_is_that_of_the_handover_and_else_of_the_type():
    assert plan_of("neighbourhood_handover") is TO_OTHERS
    assert plan_of("internal_handover") is INSIDE
    assert plan_of("closure") == ()
    assert plan_of("closure", "team") is TO_OTHERS
    assert plan_of("neighbourhood_handover", "internal") is INSIDE
    assert plan_of("internal_handover", "organisation") is TO_OTHERS


@given(DAYS, STEPS, DAYS)
def test_the_filter_of_the_list_finds_exactly_what_is_due(end, step, day):
    assert (end <= step.last_end(day)) == (step.due_on(end, LONG_AGO) <= day)


@pytest.mark.parametrize("step", dict.fromkeys((*TO_OTHERS, *INSIDE)), ids=repr)
def test_the_filter_is_exact_around_every_end_of_a_month(step):
    """Each day of three years, one of them a leap year, and the days around the day it is due."""
    for number in range(3 * 365 + 1):
        end = date(2027, 1, 1) + number * ONE_DAY
        due_on = step.due_on(end, LONG_AGO)
        assert [end <= step.last_end(due_on + days * ONE_DAY) for days in (-1, 0, 1)] == [False, True, True], end


@given(DAYS, PLANS)
def test_the_days_of_a_plan_never_go_back(end, plan):
    days = [step.due_on(end, LONG_AGO) for step in plan]
    assert days == sorted(days)
    assert days[-1] == end


@given(DAYS, DAYS, PLANS, FACTS)
def test_every_step_before_the_next_was_taken_and_a_later_end_never_makes_it_due_earlier(end, today, plan, facts):
    step = next_step(plan, facts, LONG_AGO, end, today)
    later = next_step(plan, facts, LONG_AGO, end + timedelta(days=40), today)
    assert (step is None) == (later is None) == (facts.state in DONE_STATES)
    if step is not None:
        assert step.code == later.code
        assert step.due_on < later.due_on
        assert step.overdue == (step.due_on < today)


@given(DAYS, DAYS, PLANS)
def test_it_comes_near_on_the_day_of_its_first_step_and_stays(end, today, plan):
    assert comes_near(plan, LONG_AGO, end, today) == (plan[0].due_on(end, LONG_AGO) <= today)
    assert not comes_near((), LONG_AGO, end, today)
