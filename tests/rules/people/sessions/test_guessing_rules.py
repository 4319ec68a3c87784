"""Guessing passwords slows down by what was refused, whichever way the clock goes."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.people.rules import (
    FREE_TRIES_IN_ALL,
    FREE_TRIES_PER_ACCOUNT,
    LONGEST_WAIT,
    MEMORY,
    SKEW,
    must_wait,
    pause_after,
    promise_stands,
    wait_after,
)

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
FREE = FREE_TRIES_PER_ACCOUNT


def failed(times, ago):
    return [NOW - ago] * times


@pytest.mark.parametrize("failures", range(FREE))
@pytest.mark.parametrize("ago", [timedelta(0), timedelta(seconds=-2), timedelta(hours=-3)])
def test_with_tries_left_nobody_waits_also_when_another_try_came_a_moment_later(failures, ago):
    assert must_wait(failed(failures, ago), FREE, NOW) is False


def test_after_the_free_tries_the_wait_doubles_up_to_the_longest():
    assert [wait_after(FREE + more, FREE).total_seconds() for more in range(4)] == [1, 2, 4, 8]
    assert wait_after(1000, FREE) == LONGEST_WAIT


def test_a_wait_is_over_when_its_time_is():
    assert must_wait(failed(FREE + 3, timedelta(seconds=7.9)), FREE, NOW) is True
    assert must_wait(failed(FREE + 3, timedelta(seconds=8)), FREE, NOW) is False


def test_who_came_a_moment_earlier_and_is_judged_later_waits_like_the_others():
    assert must_wait(failed(FREE, -SKEW), FREE, NOW) is True


def test_after_the_clock_stepped_back_one_try_is_free_and_then_the_wait_goes_on_from_there():
    before_the_step = failed(FREE + 4, timedelta(minutes=-30))
    assert must_wait(before_the_step, FREE, NOW) is False
    then = [*before_the_step, NOW]
    assert must_wait(then, FREE, NOW + timedelta(seconds=31)) is True
    assert must_wait(then, FREE, NOW + timedelta(seconds=32)) is False


def test_what_is_further_away_than_the_memory_counts_on_neither_side():
    assert must_wait([*failed(20, MEMORY), *failed(20, -MEMORY), NOW], FREE, NOW) is False


def test_the_more_fails_everywhere_the_longer_an_unknown_device_waits_up_to_a_quarter():
    assert pause_after(FREE_TRIES_IN_ALL - 1) == timedelta(0)
    hundreds = [pause_after(FREE_TRIES_IN_ALL * each).total_seconds() for each in range(1, 8)]
    assert hundreds == [30, 60, 120, 240, 480, 900, 900]
    assert pause_after(10**9) == LONGEST_WAIT


def test_a_promised_try_stands_until_a_while_after_its_moment_and_not_when_the_clock_makes_it_distant():
    assert promise_stands(NOW + LONGEST_WAIT, NOW) is True
    assert promise_stands(NOW + LONGEST_WAIT + timedelta(seconds=1), NOW) is False
    assert promise_stands(NOW - LONGEST_WAIT + timedelta(seconds=1), NOW) is True
    assert promise_stands(NOW - LONGEST_WAIT, NOW) is False
