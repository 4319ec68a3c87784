"""Who is told when somebody is away: nothing waits for one person."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.stand_ins import rules as stand_ins_rules
from portal.people.stand_ins.rules import Post
from portal.refusals import Refused

TODAY = date(2026, 3, 9)
HERE, THERE = ("coordinator", 1), ("coordinator", 2)
AWAY = {"away_from": TODAY, "away_until": TODAY + timedelta(days=7)}


def told(posts, *chosen, today=TODAY):
    return stand_ins_rules.told_for(chosen, {post.role_id: post for post in posts}, today)


def test_who_is_there_is_told_alone():
    assert told([Post(1, 11, HERE, deputy_id=2), Post(2, 12, HERE)], 1) == {11}


def test_for_who_is_away_the_deputy_is_told_too():
    posts = [Post(1, 11, HERE, deputy_id=2, **AWAY), Post(2, 12, HERE), Post(3, 13, HERE)]
    assert told(posts, 1) == {11, 12}


def test_without_a_deputy_everybody_of_the_place_is_told():
    posts = [Post(1, 11, HERE, **AWAY), Post(2, 12, HERE), Post(3, 13, HERE), Post(4, 14, THERE)]
    assert told(posts, 1) == {11, 12, 13}


def test_the_deputy_of_a_deputy_who_is_away_is_told():
    posts = [Post(1, 11, HERE, deputy_id=2, **AWAY), Post(2, 12, HERE, deputy_id=3, **AWAY), Post(3, 13, HERE)]
    assert told(posts, 1) == {11, 13}


def test_two_who_stand_in_for_each_other_and_are_both_away_are_told_with_the_rest():
    posts = [Post(1, 11, HERE, deputy_id=2, **AWAY), Post(2, 12, HERE, deputy_id=1, **AWAY), Post(3, 13, HERE)]
    assert told(posts, 1) == {11, 13}


def test_a_deputy_who_left_or_works_elsewhere_is_none():
    gone = [Post(1, 11, HERE, deputy_id=2, **AWAY), Post(2, 12, HERE, in_service=False), Post(3, 13, HERE)]
    elsewhere = [Post(1, 11, HERE, deputy_id=2, **AWAY), Post(2, 12, THERE), Post(3, 13, HERE)]
    assert told(gone, 1) == told(elsewhere, 1) == {11, 13}


@pytest.mark.parametrize(("ahead", "away"), [(-1, False), (0, True), (7, True), (8, False)])
def test_the_first_and_the_last_day_of_an_absence_belong_to_it(ahead, away):
    assert Post(1, 11, HERE, **AWAY).away(TODAY + timedelta(days=ahead)) == away


posts_here = st.integers(1, 6).flatmap(
    lambda size: st.tuples(
        *(
            st.builds(
                Post,
                role_id=st.just(key),
                user_id=st.just(key + 100),
                place=st.sampled_from((HERE, THERE)),
                in_service=st.booleans(),
                away_from=st.just(TODAY),
                away_until=st.sampled_from((TODAY - timedelta(days=1), TODAY)),
                deputy_id=st.none() | st.integers(1, 6),
            )
            for key in range(1, size + 1)
        )
    )
)


@given(posts_here)
def test_whenever_somebody_of_the_place_is_there_somebody_who_is_there_hears_it(posts):
    for post in posts:
        reached = told(posts, post.role_id)
        there = {each.user_id for each in posts if each.place == post.place and each.here(TODAY)}
        assert not there or reached & there
        assert reached <= {each.user_id for each in posts if each.place == post.place and each.in_service}


@pytest.mark.parametrize(
    ("first", "last", "code", "field"),
    [
        (TODAY, None, "away_incomplete", "away_until"),
        (None, TODAY, "away_incomplete", "away_from"),
        (TODAY, TODAY - timedelta(days=1), "absence_order", "away_until"),
        (TODAY - timedelta(days=3), TODAY - timedelta(days=1), "absence_past", "away_until"),
    ],
)
def test_an_absence_has_two_days_in_order_that_are_not_over(first, last, code, field):
    stand_ins_rules.check_away(None, None, TODAY)
    stand_ins_rules.check_away(TODAY, TODAY, TODAY)
    with pytest.raises(Refused) as refused:
        stand_ins_rules.check_away(first, last, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)
