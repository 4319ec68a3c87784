"""The hours needed, usable and short, and who fits today. Pure: plain values, standard library only.

Source: domain.md section 2: "the conclusion a coordinator needs: per function what is needed, usable and short".
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heapify, heappop, heappush

from portal.caseload.capacity.rules import VolunteerNumbers, with_more
from portal.caseload.demand.rules import NONE, Waits
from portal.trajectories.rules import TrajectoryFacts, claim_refusals


@dataclass(frozen=True)
class Line:
    """A function: the hours a week that are needed and usable, and how many trajectories ask them. Only one of `short`
    and `over` is more than nothing."""

    function: str
    needed: Decimal
    usable: Decimal
    trajectories: int

    @property
    def short(self) -> Decimal:
        """The hours that nobody can give today."""
        return max(self.needed - self.usable, NONE)

    @property
    def over(self) -> Decimal:
        """The hours that nothing waits for."""
        return max(self.usable - self.needed, NONE)


def lines(usable: Mapping[str, Decimal], waiting: Iterable[Waits], order: Sequence[str]) -> list[Line]:
    """The functions for which anything waits, in this order. Hours that several functions can give are needed of those
    that have hours left, so that no hour is counted twice and none that could be given is called short. Hours that
    nobody can give are needed of the first of its functions."""
    needs: dict[frozenset[str], Decimal] = defaultdict(Decimal)
    many: dict[str, int] = defaultdict(int)
    for each in waiting:
        needs[each.functions] += each.hours
        many[_first(each.functions, order)] += 1
    given = _given(needs, usable, order)
    needed: dict[str, Decimal] = defaultdict(Decimal)
    for (functions, function), hours in given.items():
        needed[function] += hours
        needs[functions] -= hours
    for functions, hours in needs.items():
        needed[_first(functions, order)] += hours
    return [
        Line(function, needed[function], usable.get(function, NONE), many[function])
        for function in order
        if needed[function] or many[function]
    ]


def _first(functions: frozenset[str], order: Sequence[str]) -> str:
    return min(functions, key=order.index)


def _given(
    needs: Mapping[frozenset[str], Decimal], usable: Mapping[str, Decimal], order: Sequence[str]
) -> dict[tuple[frozenset[str], str], Decimal]:
    """How many hours of each function go to each need, so that together they are as many as can be: along the shortest
    way to a function with hours left, as long as there is one (Edmonds and Karp)."""
    left = {function: usable.get(function, NONE) for function in order}
    open_needs = dict(needs)
    given: dict[tuple[frozenset[str], str], Decimal] = defaultdict(Decimal)
    # The need with the fewest functions first: the ways stay short, and the answer does not depend on the rows.
    for start in sorted(needs, key=lambda each: (len(each), sorted(map(order.index, each)))):
        while open_needs[start] and (way := _way(start, given, left, order)):
            hours = min(open_needs[start], left[way[-1][1]], *(given[back] for back in _backs(way)))
            for need, function in way:
                given[need, function] += hours
            for back in _backs(way):
                given[back] -= hours
            open_needs[start] -= hours
            left[way[-1][1]] -= hours
    return given


Step = tuple[frozenset[str], str]


def _backs(way: Sequence[Step]) -> list[Step]:
    """The steps that a way takes back: each function but the last gave its hours to the need that comes after it."""
    return [(way[place + 1][0], way[place][1]) for place in range(len(way) - 1)]


def _way(
    start: frozenset[str], given: Mapping[Step, Decimal], left: Mapping[str, Decimal], order: Sequence[str]
) -> list[Step]:
    """The shortest way from a need to a function with hours left; a need on the way gets hours of another function for
    those it gives up. Empty when there is none."""
    ways: deque[list[Step]] = deque([[(start, function)] for function in order if function in start])
    met = set(start)
    while ways:
        way = ways.popleft()
        function = way[-1][1]
        if left[function]:
            return way
        for need in [need for (need, gave), hours in given.items() if gave == function and hours]:
            for other in order:
                if other in need and other not in met:
                    met.add(other)
                    ways.append([*way, (need, other)])
    return []


def fits_today(
    rows: Iterable[VolunteerNumbers], waiting: Iterable[Waits], today: date
) -> list[tuple[Waits, VolunteerNumbers]]:
    """The trajectories that could be assigned today: who waits longest first, each to the volunteer with the most free
    hours who may claim it, by the rule of the claim, after what was given to them before."""
    now = {row.id: row for row in rows}
    free: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
    for row in now.values():
        free[row.function].append((-row.free, row.id))
    for heap in free.values():
        heapify(heap)
    found: list[tuple[Waits, VolunteerNumbers]] = []
    for each in sorted(waiting, key=lambda one: (one.since, one.id)):
        row = now.get(each.kept_for) if each.kept_for else _most_free(each, free, now, today)
        if row is not None and _may(row, each, today):
            found.append((each, row))
            now[row.id] = after = with_more(row, each.hours, 1)
            heappush(free[row.function], (-after.free, row.id))
    return found


def _most_free(
    each: Waits, free: Mapping[str, list[tuple[Decimal, int]]], now: Mapping[int, VolunteerNumbers], today: date
) -> VolunteerNumbers | None:
    """Who of the fitting functions has the most hours left; who can take nothing more is dropped."""
    tops = [_top(free[function], now, today) for function in sorted(each.functions) if function in free]
    return max((row for row in tops if row is not None), key=lambda row: (row.free, -row.id), default=None)


def _top(heap: list[tuple[Decimal, int]], now: Mapping[int, VolunteerNumbers], today: date) -> VolunteerNumbers | None:
    while heap:
        hours, key = heap[0]
        row = now[key]
        if row.free == -hours and row.households < row.max_households:
            return row
        heappop(heap)
    return None


def _may(row: VolunteerNumbers, each: Waits, today: date) -> bool:
    return not row.absent and not claim_refusals(row.facts, TrajectoryFacts(each.functions, each.hours), today)
