"""Long tests begin first, and every worker of a run comes to the same order."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.order import long_ones_first


class Test:
    """A test that takes so long; 0 is not marked."""

    __test__ = False

    def __init__(self, name, seconds=0):
        self.name, self.seconds = name, seconds

    def get_closest_marker(self, _name):
        return SimpleNamespace(kwargs={"seconds": self.seconds}) if self.seconds else None


def slices(tests, workers):
    """The first tests of each worker, as pytest-xdist divides a list."""
    left, found = list(tests), []
    for number in range(workers):
        size = len(left) // (workers - number)
        found.append(left[:size])
        left = left[size:]
    return found


def named(tests):
    return ["".join(test.name for test in each) for each in tests]


def test_each_worker_begins_with_its_share_of_what_takes_long():
    tests = [Test("a"), Test("b"), Test("X", 30), Test("c"), Test("d"), Test("Y", 60), Test("e"), Test("Z", 20)]

    assert named(slices(long_ones_first(tests, 2), 2)) == ["Yabc", "XZde"]


def test_one_worker_begins_with_the_longest():
    assert named([long_ones_first([Test("a"), Test("X", 10), Test("Y", 20)], 1)]) == ["YXa"]


def test_a_mark_without_seconds_counts_too():
    plain = SimpleNamespace(get_closest_marker=lambda _name: SimpleNamespace(kwargs={}))
    other = SimpleNamespace(get_closest_marker=lambda _name: None)

    assert long_ones_first([other, plain], 1) == [plain, other]


@given(st.lists(st.integers(0, 90), max_size=40), st.integers(1, 5))
def test_none_is_left_out_and_none_comes_twice(seconds, workers):
    tests = [Test(str(number), each) for number, each in enumerate(seconds)]
    ordered = long_ones_first(tests, workers)

    assert sorted(map(id, ordered)) == sorted(map(id, tests))
    assert ordered == long_ones_first(list(tests), workers)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_what_is_not_marked_keeps_its_order(workers):
    tests = [Test(name) for name in "abcdefg"]

    assert long_ones_first(tests, workers) == tests
