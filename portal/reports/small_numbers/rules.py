"""Which numbers a municipal reader does not see (domain.md section 1). Pure: standard library only. A number of 1 to 4
is hidden, and others with it, until each small one could be five or more for all that is shown. The rest of a whole is
kept safe too: of 10 who asked, 8 about letters leaves 2. The reader knows how the numbers hang together and every sum,
that a zero is shown, and a hidden number is at least one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from portal.reports.rules import Cell, Figures

SMALL = 5  # domain.md section 1: a municipal reader sees no cell below five
PATIENCE = 200  # tries for one step: more would save a number now and then, and let the page wait
# A sum by the coefficients of its numbers: however these change, what they give together stays the same.
Sum = Mapping[str, int]


@dataclass
class Numbers:
    """The numbers of a page, and those that follow from them, by name: their values, and the sums of each."""

    values: dict[str, int] = field(default_factory=dict)
    sums: dict[str, list[Sum]] = field(default_factory=lambda: defaultdict(list))
    shown: set[str] = field(default_factory=set)
    bounds: set[str] = field(default_factory=set)

    def show(self, *cells: Cell) -> None:
        """Numbers that can be hidden."""
        self.values |= {cell.name: cell.count for cell in cells}
        self.shown |= {cell.name for cell in cells}

    def total(self, name: str, parts: Sequence[Cell]) -> None:
        """Add the total of numbers; as such it may be small."""
        self.values[name] = sum(part.count for part in parts)
        self.bounds.add(name)
        self.add({name: 1, **{part.name: -1 for part in parts}})

    def rest(self, whole: str, *parts: str, bounds: bool = False) -> None:
        """Add the rest of a whole beside its parts. Where it only `bounds` them it may be small."""
        name = f"{whole} - {' - '.join(parts)}"
        self.values[name] = self.values[whole] - sum(self.values[part] for part in parts)
        self.add({whole: 1, name: -1, **dict.fromkeys(parts, -1)})
        if bounds:
            self.bounds.add(name)

    def add(self, sum_: Sum) -> None:
        """A sum, to be found by each of its numbers."""
        for name in sum_:
            self.sums[name].append(sum_)

    def small(self) -> list[str]:
        """The numbers that must be safe."""
        return [name for name, value in self.values.items() if 0 < value < SMALL and name not in self.bounds]


def hidden(figures: Figures) -> frozenset[str]:
    """The names of the cells that a municipal reader does not see."""
    page = numbers(figures)
    known = {name for name in page.shown if not 0 < page.values[name] < SMALL}
    for name in page.small():
        while not is_safe(page, known, name) and (around := _around(page, known, name)):
            known.discard(next((each for each in around if is_safe(page, known - {each}, name)), around[0]))
    return frozenset(page.shown - known)


def numbers(figures: Figures) -> Numbers:
    """How the numbers of the page hang together."""
    page = Numbers()
    page.show(*figures.cells())
    page.rest("closures", "handed_over")
    # No page shows the total, but it may be known from elsewhere: it is the last to count as hidden.
    page.total("returned", figures.returned)
    page.shown.add("returned")
    page.total("completed", figures.arrived)
    if figures.handed_over.count:
        # The same handovers, but for types that need not end with one: as if the reader knew how many those are.
        page.add({"completed": 1, "handed_over": -1})
    durations = {group.support_months: f"completed-{group.support_months}" for group in figures.again}
    for months, name in durations.items():
        page.values[name] = max(group.told.count for group in figures.again if group.support_months == months)
        page.bounds.add(name)
    page.rest("completed", *durations.values(), bounds=True)
    # That who asks does so about one category at least bounds no small number: what remains beside one category
    # asked about another, which is hidden or large enough.
    for group in figures.again:
        page.rest(durations[group.support_months], group.told.name, bounds=True)
        page.rest(group.told.name, group.asked.name)
        for category in group.categories:
            page.rest(group.asked.name, category.name)
    return page


def is_safe(page: Numbers, known: AbstractSet[str], name: str) -> bool:
    """Whether a small number could be five or more for who knows those. True is certain: there is an example.
    False may be too careful."""
    values = dict(page.values)
    while values[name] < SMALL:
        moves = _balanced(page, known, values, {name: 1}, iter(range(PATIENCE)))
        if moves is None:
            return False
        for each, by in moves.items():
            values[each] += by
    return True


def _balanced(
    page: Numbers, known: AbstractSet[str], values: Mapping[str, int], moves: Mapping[str, int], tries: Iterator[int]
) -> Mapping[str, int] | None:
    """These moves with others by one, until every sum is what it was; None when none is found."""
    for each in (each for name in moves for each in page.sums[name]):
        off = sum(factor * moves.get(name, 0) for name, factor in each.items())
        if not off:
            continue
        for name, factor in each.items():
            by = -1 if off * factor > 0 else 1
            if name in known or name in moves or values[name] + by < (name in page.shown):
                continue
            found = None if next(tries, None) is None else _balanced(page, known, values, {**moves, name: by}, tries)
            if found is not None:
                return found
        return None
    return moves


def _around(page: Numbers, known: AbstractSet[str], name: str) -> list[str]:
    """The numbers other than zero that are shown and keep this one where it is, the smallest first."""
    reached, new = {name}, [name]
    found: set[str] = set()
    while new:
        near = {each for sum_ in page.sums[new.pop()] for each in sum_} - reached
        reached |= near
        found |= {each for each in near & known if page.values[each]}
        new += near - known
    return sorted(found, key=lambda each: (page.values[each], each))
