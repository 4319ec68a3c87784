"""A text as somebody reads it who looks for numbers: digits, letters, signs, and nothing of what is not seen."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

HIDDEN = "*"
# A text in which so many digits in a row were hidden says nothing of what stands before and after together.
HIDDEN_TOGETHER = 9
_NOTHING = "\0"  # stands for what nobody sees, until it is taken out
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and a sign by their kind, and empty on the screen
_DIGITS = re.compile(r"\d+", re.ASCII)
_LETTER = re.compile(r"[A-Za-z]")
# Unicode tells the kinds. The letters that modify others (Lm) are signs between digits.
_OF_A_KIND = {
    **dict.fromkeys(("Lu", "Ll", "Lt", "Lo", "Nl"), "x"),
    **dict.fromkeys(("Zs", "Zl", "Zp"), " "),
    "Pd": "-",
    "Sc": "$",
}


class Group(NamedTuple):
    """Digits that stand together: where, and which."""

    start: int
    end: int
    digits: str


class Signs:
    """A text by its signs, and where each of them stands in the original."""

    def __init__(self, original: str) -> None:
        plain = original.isascii() and original.isprintable()
        signs = original if plain else original.translate(_SIGNS)
        self.places: Sequence[int] = range(len(signs))
        if _NOTHING in signs:
            self.places = [place for place, sign in enumerate(signs) if sign != _NOTHING]
            signs = signs.replace(_NOTHING, "")
        self.text = signs

    def between(self, one: Group, other: Group) -> str:
        """The text between two groups."""
        return self.text[one.end : other.start]

    def chains(self) -> Iterator[list[Group]]:
        """The groups of digits, apart where a letter stands between, or a number that was hidden."""
        chain: list[Group] = []
        for match in _DIGITS.finditer(self.text):
            group = Group(match.start(), match.end(), match.group())
            if chain and _is_apart(self.between(chain[-1], group)):
                yield chain
                chain = []
            chain.append(group)
        yield chain

    def place(self, start: int, end: int) -> range:
        """Where in the original a stretch of signs stands."""
        return range(self.places[start], self.places[end - 1] + 1)


def is_digit(char: str) -> bool:
    """Whether a character is a digit, in whatever script."""
    return _SIGNS[ord(char)].isdigit()


def _is_apart(gap: str) -> bool:
    return gap.count(HIDDEN) >= HIDDEN_TOGETHER or _LETTER.search(gap) is not None


class _SignOf(dict[int, str]):
    """The sign of each character by its code, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _sign_of(chr(code))
        return sign


def _sign_of(char: str) -> str:
    digit, kind = unicodedata.digit(char, None), unicodedata.category(char)
    if digit is not None:
        return str(digit)
    if char in "\t\n\r":
        return " "
    if kind[0] in "CM" or char in _FILLERS:
        return _NOTHING
    if char.isascii():
        return char
    return "-" if char == "\u2212" else _OF_A_KIND.get(kind, "|")


_SIGNS = _SignOf()
