"""Burgerservicenummers in a text: found as people write them, and hidden, in time in proportion to the text.
One in eleven numbers of nine digits passes the eleven-test, so what stands around the digits decides."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from operator import mul

from portal.bsn.around import Span, groups_of_phone, is_behind_plus, moments_and_sums, money_and_accounts, places_of
from portal.bsn.signs import HIDDEN, Group, Signs, is_digit

LENGTH = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_ENOUGH = re.compile(r"(?:\D*\d){9}", re.ASCII)
_NAMED = re.compile(
    r"(?:bsn|burgerservice|sofi)-?(?:nummer|nr)?[^a-z\d]{0,3}(?:is|nummer|nr)?[^a-z\d]{0,3}\Z", re.IGNORECASE
)
_NAMED_WITHIN = 30  # characters

# How many digits stand together in the usual ways of writing: whatever stands between, or the same between all.
_USUAL = {(9,), (3, 3, 3), (4, 2, 3)}
_USUAL_WHEN_EVEN = {(2, 2, 2, 3), (1,) * LENGTH}


def looks_like_bsn(text: str) -> bool:
    """Whether nine digits that pass the eleven-test stand in ``text``, together or with signs and spaces between them.
    They are no BSN in a longer number, a phone number with a leading zero or international prefix, an IBAN, an amount,
    or days and hours. Domain rule: no BSN anywhere (domain.md, section 7)."""
    return _has_enough(text) and any(True for _ in _Searched(text).spans())


def mask_bsn(text: str) -> str:
    """``text`` with each digit of a BSN-like number replaced by an asterisk.
    The result never looks like a BSN; a text without one comes back as it was."""
    searched = _Searched(text) if _has_enough(text) else None
    spans = list(searched.spans()) if searched else []
    if searched is None or not spans:
        return text
    # A day of which a part is hidden would leave its rest to stand beside other digits.
    within = places_of(spans)
    spans += [each for each in searched.moments if not within.isdisjoint(range(*each))]
    hidden = list(text)
    for span in spans:
        _hide(hidden, searched.signs.place(*span))
    masked = "".join(hidden)
    if looks_like_bsn(masked):
        _hide(hidden, range(len(hidden)))
        masked = "".join(hidden)
    return masked


def _hide(text: list[str], places: Iterable[int]) -> None:
    for place in places:
        if is_digit(text[place]):
            text[place] = HIDDEN


def _has_enough(text: str) -> bool:
    return len(text) >= LENGTH and (not text.isascii() or _ENOUGH.match(text) is not None)


class _Searched:
    """A text in which a BSN is looked for, and what else was found there, once somebody asked."""

    def __init__(self, text: str) -> None:
        self.signs = Signs(text)

    @cached_property
    def moments(self) -> list[Span]:
        return moments_and_sums(self.signs.text)

    @cached_property
    def in_moments(self) -> frozenset[int]:
        return places_of(self.moments)

    @cached_property
    def in_accounts(self) -> frozenset[int]:
        return places_of(money_and_accounts(self.signs.text))

    def spans(self) -> Iterator[Span]:
        """Where in the signs each BSN stands."""
        if not _ENOUGH.match(self.signs.text):
            return
        for chain in self.signs.chains():
            if sum(len(group.digits) for group in chain) >= LENGTH:
                for nine in self._in_chain(chain):
                    yield nine[0].start, nine[-1].end

    def _in_chain(self, chain: list[Group]) -> Iterator[list[Group]]:
        apart = {first: last for first, last in _nines(chain) if self._stands_apart(chain, first, last)}
        run: list[Group] = []
        at = 0
        while at < len(chain):
            last = at if is_behind_plus(self.signs, chain[at]) else apart.get(at, at)
            taken = last - at or self._taken_by_others(chain, at)
            if taken:
                yield from self._in_run(run)
                run = []
                yield from [chain[at:last]] if last > at else []
            else:
                run.append(chain[at])
            at += taken or 1
        yield from self._in_run(run)

    def _in_run(self, run: list[Group]) -> Iterator[list[Group]]:
        return filter(self._stands_as_one, (run[first:last] for first, last in _nines(run)))

    def _taken_by_others(self, chain: list[Group], at: int) -> int:
        """How many groups are an amount, an account or a phone number."""
        return 1 if chain[at].start in self.in_accounts else groups_of_phone(self.signs, chain, at)

    def _stands_apart(self, chain: list[Group], first: int, last: int) -> bool:
        """Whether nine digits in a usual way have the same sign between all, and others around. No phone number then
        begins or ends within them."""
        nine = chain[first:last]
        between = self._between(nine)
        if len(between) != 1 or _layout(nine) not in _USUAL | _USUAL_WHEN_EVEN or nine[0].start in self.in_accounts:
            return False
        before, after = self._between(chain[max(0, first - 1) : first + 1]), self._between(chain[last - 1 : last + 1])
        return between.isdisjoint(before | after) and all(" " in gap for gap in before)

    def _stands_as_one(self, nine: list[Group]) -> bool:
        """Whether nine digits are written in a usual way, behind their name, or as nothing else."""
        layout, even = _layout(nine), len(self._between(nine)) == 1
        if layout in _USUAL or (even and layout in _USUAL_WHEN_EVEN):
            return True
        start = nine[0].start
        if _NAMED.search(self.signs.text[max(0, start - _NAMED_WITHIN) : start]):
            return True
        return not any(group.start in self.in_moments for group in nine)

    def _between(self, groups: list[Group]) -> set[str]:
        return {self.signs.between(one, other) for one, other in pairwise(groups)}


def _layout(groups: list[Group]) -> tuple[int, ...]:
    return tuple(len(group.digits) for group in groups)


def _nines(run: list[Group]) -> Iterator[tuple[int, int]]:
    """From where to where whole groups hold nine digits that pass the eleven-test."""
    digits = "".join(group.digits for group in run)
    starts = list(accumulate((len(group.digits) for group in run), initial=0))
    group_at = {start: place for place, start in enumerate(starts)}
    for first, start in enumerate(starts):
        last = group_at.get(start + LENGTH)
        if last is not None and _passes_eleven_test(digits[start : start + LENGTH]):
            yield first, last


def _passes_eleven_test(digits: str) -> bool:
    return digits != "0" * LENGTH and sum(map(mul, _WEIGHTS, map(int, digits))) % 11 == 0
