"""The numbers a municipal reader does not see, and cannot work out from the shown ones."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reports.rules import ARRIVALS, Again, Cell, Days, Figures
from portal.reports.small_numbers.rules import SMALL, hidden
from tests.support.attacker import AFTER, MONTHS, Attacker, truth

CATEGORIES = ("letters", "residence", "money", "psychosocial", "other")
NOTHING = (0, 0, 0, 0, 0, 0, 0)


def cell(name, count):
    return Cell(name, (1,) * count)


def page(closures=0, handed_over=0, arrived=(0,) * 4, returned=(), groups=None):
    """The figures with these numbers. A group has told, asked again, and about each category."""
    again = []
    for after, months in product(AFTER, MONTHS):
        told, asked, *about = (groups or {}).get((after, months), NOTHING)
        name = f"{after}-{months}"
        categories = tuple(cell(f"{name}-{each}", count) for each, count in zip(CATEGORIES, about, strict=False))
        again.append(Again(after, months, cell(name, told), cell(f"{name}-asked", asked), categories))
    return Figures(
        cell("closures", closures),
        cell("handed_over", handed_over),
        Days(cell("answered", 0), None),
        Days(cell("met", 0), None),
        tuple(cell(f"returned-{number}", count) for number, count in enumerate(returned)),
        tuple(cell(f"arrival-{name}", count) for name, count in zip(ARRIVALS, arrived, strict=True)),
        tuple(again),
    )


def hidden_among(cells, figures):
    """Which of these numbers are hidden."""
    unseen = hidden(figures)
    return [each.count for each in cells if each.name in unseen]


@pytest.mark.parametrize(
    ("returned", "unseen"),
    [
        ((0, 7, 9), []),
        ((3, 0, 0), [3]),  # nobody shows the total: three or four, or one
        ((3, 7, 9), [3, 7]),
        ((3, 4, 9), [3, 4]),  # 7 together: one of them could be 6
        ((1, 1, 9, 12), [1, 1, 9]),  # 2 together: both are 1
        ((4, 4, 9), [4, 4]),
        ((1, 1, 1, 1, 1), [1, 1, 1, 1, 1]),
    ],
)
def test_of_parts_as_many_are_hidden_as_it_takes(returned, unseen):
    figures = page(returned=returned)
    assert hidden_among(figures.returned, figures) == unseen


def test_when_few_were_not_handed_over_the_arrivals_do_not_give_it_away():
    figures = page(100, 98, (80, 0, 0, 18))
    assert hidden(figures) == {"closures"}
    figures = page(100, 98, (80, 3, 5, 10))
    assert hidden(figures) == {"handed_over", "arrival-not_arrived", "arrival-unknown"}


@pytest.mark.parametrize(
    ("group", "unseen"),
    [
        ((20, 10, 8, 5, 0, 0, 0), {"6-12-letters"}),  # of 10 who asked 2 did not about letters
        ((10, 8, 8, 0, 0, 0, 0), {"6-12"}),  # 2 did not ask again
        ((20, 10, 5, 5, 0, 0, 0), set()),
        ((3, 0, 0, 0, 0, 0, 0), {"6-12"}),
    ],
)
def test_what_remains_beside_a_category_is_not_small_either(group, unseen):
    assert hidden(page(50, 50, (50, 0, 0, 0), groups={(6, 12): group})) == unseen


@st.composite
def pages(draw):
    """Figures as they could be, with many small numbers."""
    few = st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 8))
    arrived = draw(st.tuples(few, few, few, few))
    completed = sum(arrived)
    handed_over = draw(st.sampled_from([completed, completed, max(completed - 1, 0), completed // 2]))
    left, groups = completed, {}
    for months in MONTHS:
        most = draw(st.integers(0, left))
        left -= most
        for after in AFTER:
            told = draw(st.sampled_from([most, most, most // 2]))
            asked = draw(st.integers(0, told))
            about = draw(st.tuples(*[st.integers(0, asked)] * 4))
            groups[after, months] = (told, asked, *about, max(asked - sum(about), 0))
    closures = handed_over + draw(st.integers(0, 6))
    return page(closures, handed_over, arrived, draw(st.tuples(few, few, few, few, few, few)), groups)


@settings(max_examples=60)
@given(pages())
def test_nobody_works_out_a_small_number_nor_that_it_is_small(figures):
    seen = hidden(figures)
    assert not [each for each in figures.cells() if 0 < each.count < SMALL and each.name not in seen]
    could_be = Attacker(figures).could_be
    for name, count in truth(figures).items():
        if 0 < count < SMALL and name in could_be:
            assert count in could_be[name], "the attacker reasons soundly"
            assert max(could_be[name]) >= SMALL, f"{name} is {count}"


def alike(figures_by_numbers):
    """The numbers that look the same on the page, put together."""
    found = defaultdict(list)
    for numbers, figures in figures_by_numbers.items():
        unseen = hidden(figures)
        found[tuple(None if each.name in unseen else each.count for each in figures.cells())].append(numbers)
    return found.values()


MOST = 8
TRIED = range(MOST + 1)
ASKED = [each for each in product(TRIED, repeat=4) if each[0] >= each[1] >= max(each[2:]) and sum(each[2:]) >= each[1]]
ALL = {
    "returned": lambda: {each: page(returned=each) for each in product(TRIED, repeat=3)},
    "closed": lambda: {
        each: page(sum(each), each[0] + each[1], (each[0], each[1], 0, 0)) for each in product(TRIED, repeat=3)
    },
    "asked": lambda: {each: page(30, 30, (30, 0, 0, 0), groups={(6, 12): (*each, 0, 0, 0)}) for each in ASKED},
}


@pytest.mark.parametrize("tried", ALL.values(), ids=ALL)
def test_who_knows_how_numbers_are_hidden_does_not_work_out_a_small_one_either(tried):
    for candidates in alike(tried()):
        for numbers in candidates:
            for place, count in enumerate(numbers):
                # The largest that are tried have fewer neighbours here than there are.
                if 0 < count < SMALL and max(numbers) < MOST:
                    assert len({each[place] for each in candidates}) > 1, numbers
