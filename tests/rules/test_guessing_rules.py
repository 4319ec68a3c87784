"""Guessing passwords slows down by what was refused, whichever way the clock goes."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.people.rules import FREE_TRIES_PER_ACCOUNT, LONGEST_WAIT, MEMORY, SKEW, must_wait, wait_after

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
