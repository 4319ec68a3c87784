"""A matcher of regular expressions that counts its steps: how much a text makes the real one try.

It goes the way of Python's own, which backtracks: what is quadratic here is quadratic there.
"""

import re
import sys
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Groups = dict[int, tuple[int, int]]
ONE = {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}
REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
KINDS = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}
OPPOSITES = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


class Matcher:
    """One pattern; `steps` counts the characters that were looked at."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.tree = _parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.steps = 0

    def search(self, text: str, anchored: bool) -> int:
        """The steps of finding every place in a text, or of looking at its beginning alone."""
        self.steps, at = 0, 0
        sys.setrecursionlimit(50_000)
        while at <= len(text):
            end = next((place for place, _ in self._run(list(self.tree), text, at, {})), None)
            if anchored:
                break
            at = at + 1 if end is None or end == at else end
        return self.steps

    def _run(self, nodes: list[Any], text: str, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        if not nodes:
            yield at, groups
            return
        for place, found in self._one(nodes[0], text, at, groups):
            yield from self._run(nodes[1:], text, place, found)

    def _one(self, node: Any, text: str, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        code, given = node
        if code in ONE:
            self.steps += 1
            if at < len(text) and self._is(node, text[at]):
                yield at + 1, groups
        elif code in REPEATS:
            yield from self._repeat(node, text, at, groups)
        elif code is op.SUBPATTERN:
            for place, found in self._run(list(given[3]), text, at, groups):
                yield place, {**found, given[0]: (at, place)} if given[0] else found
        elif code is op.BRANCH:
            for branch in given[1]:
                yield from self._run(list(branch), text, at, groups)
        else:
            yield from self._without_width(node, text, at, groups)

    def _repeat(self, node: Any, text: str, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        code, (least, most, items) = node
        items, lazy = list(items), code is op.MIN_REPEAT
        if len(items) == 1 and items[0][0] in ONE and not lazy:
            yield from ((place, groups) for place in self._run_of(items[0], text, at, least, most))
            return

        def further(count: int, place: int, found: Groups) -> Iterator[tuple[int, Groups]]:
            if lazy and count >= least:
                yield place, found
            if count < most:
                for after, more in self._run(items, text, place, found):
                    if after > place or count < least:
                        yield from further(count + 1, after, more)
            if not lazy and count >= least:
                yield place, found

        yield from further(0, at, groups)

    def _run_of(self, item: Any, text: str, at: int, *bounds: int) -> range:
        """The places where a run of one kind of character may end, the furthest first."""
        end = at
        while end < len(text) and end - at < bounds[1] and self._is(item, text[end]):
            end += 1
        self.steps += end - at + 1
        return range(end, at + bounds[0] - 1, -1)

    def _without_width(self, node: Any, text: str, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        code, given = node
        self.steps += 1
        if code is op.GROUPREF:
            start, end = groups.get(given, (0, -1))
            self.steps += max(end - start, 0)
            if end >= start and text.startswith(text[start:end], at):
                yield at + end - start, groups
        elif code is op.AT:
            if {op.AT_END_STRING: at == len(text), op.AT_BEGINNING_STRING: at == 0}.get(given, self._edge(text, at)):
                yield at, groups
        else:
            direction, items = given
            back = at if direction > 0 else at - _parser.SubPattern(self.tree.state, list(items)).getwidth()[1]
            there = back >= 0 and next(self._run(list(items), text, back, groups), None) is not None
            if there == (code is op.ASSERT):
                yield at, groups

    @staticmethod
    def _edge(text: str, at: int) -> bool:
        before, after = (0 <= place < len(text) and text[place].isalnum() for place in (at - 1, at))
        return before != after

    def _is(self, node: Any, char: str) -> bool:
        code, given = node
        alike = {char, char.swapcase()} if self.flags & re.IGNORECASE else {char}
        if code is op.LITERAL:
            return chr(given) in alike
        if code is op.NOT_LITERAL:
            return chr(given) not in alike
        if code is op.ANY:
            return char != "\n"
        negated = given[0][0] is op.NEGATE
        return negated != any(self._in(each, one) for each in given[negated:] for one in alike)

    def _in(self, item: Any, char: str) -> bool:
        code, given = item
        if code is op.CATEGORY:
            plain = not self.flags & re.ASCII or char.isascii()
            if given in OPPOSITES:
                return not (plain and KINDS[OPPOSITES[given]](char))
            return plain and KINDS[given](char)
        if code is op.RANGE:
            return given[0] <= ord(char) <= given[1]
        return bool(code is op.LITERAL and chr(given) == char)


def characters(pattern: str, flags: int = 0) -> list[str]:
    """One character of each kind that a pattern tells apart, and one that it may not know."""
    matcher, found = Matcher(pattern, flags), {"é"}
    waiting = [matcher.tree]
    while waiting:
        for code, given in list(waiting.pop()):
            if code in ONE - {op.ANY}:
                known = "19aZ _-.,:/+@() ;\"'~€<é"
                literal = chr(given) if code in (op.LITERAL, op.NOT_LITERAL) else None
                fitting = [char for char in known if matcher._is((code, given), char)]
                found.update([literal] if literal else fitting[:1] + fitting[-1:])
            elif code in REPEATS:
                waiting.append(given[2])
            elif code is op.SUBPATTERN:
                waiting.append(given[3])
            elif code is op.BRANCH:
                waiting.extend(given[1])
    return sorted(found)
