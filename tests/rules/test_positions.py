"""Positions in a list: written into an address, and read back from whatever stands there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.positions import position, position_in


@given(st.integers(0, 3), st.dates(date(1900, 1, 1)), st.integers(1, 10**9 - 1))
def test_a_position_is_read_back_as_it_was_written(rank, day, key):
    assert position_in(position(rank, day, key), int, date, int) == (rank, day, key)


@given(st.text(max_size=30))
def test_any_other_text_is_no_position(text):
    found = position_in(text, date, int)
    assert found is None or position_in(position(*found), date, int) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "20260309", "20261399-4", "20260309-", "20260309-x", "٢٠٢٦٠٣٠٩-1", "260309-1", "20260309-4-4"),
        *("20260309-1234567890", "20260309--4", " 20260309-4"),
    ],
)
def test_a_broken_position_is_none(text):
    assert position_in(text, date, int) is None


def test_a_number_is_no_day():
    assert position_in("1-2", int, date) is None
    assert position_in("20260309-2", int, int) == (20260309, 2)
