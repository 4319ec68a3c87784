"""The order of a run over several workers."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

USUAL_SECONDS = 10


class Marked(Protocol):
    """A test, as far as its marks go."""

    def get_closest_marker(self, name: str) -> "Marker | None": ...


class Marker(Protocol):
    """The mark `slow`, or `slow(seconds=60)`."""

    kwargs: dict[str, int]


T = TypeVar("T", bound=Marked)


def long_ones_first(tests: Sequence[T], workers: int) -> list[T]:
    """The tests with what is marked `slow` at the head of what each worker begins with, about as many seconds of it
    for each.

    `--dist worksteal` gives each worker a slice of the list, and later lets whoever is done take from the tails of the
    others: a long test at a tail would be the last to end, with everybody waiting. The same for the same tests: all
    workers must come to one order.
    """
    heads: list[list[T]] = [[] for _worker in range(workers)]
    loads = [0] * workers
    for test in sorted(filter(_seconds, tests), key=_seconds, reverse=True):
        least = loads.index(min(loads))
        heads[least].append(test)
        loads[least] += _seconds(test)
    others = [test for test in tests if not _seconds(test)]
    ordered: list[T] = []
    for number, head in enumerate(heads):
        size = (len(tests) - len(ordered)) // (workers - number)  # as the scheduler divides them
        room = max(size - len(head), 0)
        ordered += head + others[:room]
        del others[:room]
    return ordered + others


def _seconds(test: Marked) -> int:
    marker = test.get_closest_marker("slow")
    return marker.kwargs.get("seconds", USUAL_SECONDS) if marker else 0
