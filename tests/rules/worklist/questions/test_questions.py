"""Who answers a question, where it stands, and until when it can be put off."""

from datetime import date, datetime, timedelta

import pytest

from portal.days import AMSTERDAM
from portal.refusals import Refused
from portal.worklist.questions.rules import (
    LONGEST_SNOOZE,
    TO_COORDINATOR,
    TO_VOLUNTEER,
    Standing,
    check_snooze,
    owner,
    stage,
    unread,
)

TODAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 10, tzinfo=AMSTERDAM)
ANNA, BEA, CARLA = 1, 2, 3


@pytest.mark.parametrize(
    ("known", "waiting", "answers"),
    [
        ([BEA, CARLA], {ANNA: 0, BEA: 9, CARLA: 0}, BEA),  # who knows the case, however much they have
        ([None, CARLA], {ANNA: 0, CARLA: 3}, CARLA),
        ([BEA, None], {ANNA: 2, CARLA: 1}, CARLA),  # who left: the one with the fewest
        ([None, None], {ANNA: 1, CARLA: 1}, ANNA),  # as many each: by name
        ([BEA], {}, None),
    ],
)
def test_who_knows_the_case_answers_and_else_who_has_the_fewest(known, waiting, answers):
    assert owner(known, waiting) == answers


def standing(direction=TO_COORDINATOR, days=1, **facts):
    return Standing(direction, TODAY + timedelta(days=days), **facts)


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        (standing(), "waits"),
        (standing(days=-1), "waits"),
        (standing(snoozed_until=TODAY + timedelta(days=1)), "snoozed"),
        (standing(snoozed_until=TODAY), "waits"),
        (standing(TO_VOLUNTEER, days=0), "with_volunteer"),
        (standing(TO_VOLUNTEER, days=-1), "waits"),
        (standing(TO_VOLUNTEER, days=-1, snoozed_until=TODAY + timedelta(days=1)), "snoozed"),
        (standing(TO_VOLUNTEER, answered_at=AT, read_at=AT), "replied"),
        (standing(TO_VOLUNTEER, answered_at=AT, settled_at=AT), "settled"),
        (standing(answered_at=AT, settled_at=AT), "settled"),
    ],
)
def test_where_a_question_stands_for_a_coordinator(facts, where):
    assert stage(facts, TODAY) == where


@pytest.mark.parametrize(
    ("facts", "coordinator", "volunteer"),
    [
        (standing(), False, False),
        (standing(answered_at=AT, settled_at=AT), False, True),
        (standing(answered_at=AT, settled_at=AT, read_at=AT), False, False),
        (standing(TO_VOLUNTEER, answered_at=AT, read_at=AT), True, False),
        (standing(TO_VOLUNTEER, answered_at=AT, read_at=AT, settled_at=AT), False, False),
    ],
)
def test_an_answer_is_unread_for_who_asked_until_they_say_so(facts, coordinator, volunteer):
    assert (unread(facts, True), unread(facts, False)) == (coordinator, volunteer)


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (TODAY, "snooze_past"),
        (TODAY - timedelta(days=1), "snooze_past"),
        (TODAY + LONGEST_SNOOZE + timedelta(days=1), "snooze_too_long"),
    ],
)
def test_a_question_is_put_off_to_a_day_that_is_to_come_and_not_for_long(until, code):
    with pytest.raises(Refused) as refused:
        check_snooze(until, TODAY)
    assert (refused.value.code, refused.value.field) == (code, "until")


def test_a_question_can_be_put_off_from_tomorrow_to_a_month_ahead():
    check_snooze(TODAY + timedelta(days=1), TODAY)
    check_snooze(TODAY + LONGEST_SNOOZE, TODAY)
