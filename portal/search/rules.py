"""A text that somebody typed to find a person or a paper, the rows that answer it, and the part of a name that does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from portal.finding import LONGEST_WORD, compact, phone_figures, reference_words
from portal.identifiers import ascii_digits
from portal.names import KEY_LENGTH, SEARCHED_WORDS, is_tussenvoegsel, name_key
from portal.sounds import alike, begins_alike

SHORTEST = 2  # letters or figures: "Wu" is a name
# These may stand before a name from Arabic, with or without a space.
_ARTICLES = {"al", "el", "ul", "ibn", "bin", "ben", "bint", "abu", "abou"}
_FIGURES = re.compile(r"[+()./\-]*\d[\d+()./\-]*")
_PIECES = re.compile(r"\w+|\W+")


@dataclass(frozen=True)
class Span:
    """A text that answers the typed words `first` to `last`: one of them, or some that are written as one."""

    first: int
    last: int
    text: str
    number: bool = False

    @property
    def covers(self) -> int:
        """The words it answers, a bit for each."""
        return ((1 << self.last + 1) - 1) & ~((1 << self.first) - 1)


@dataclass(frozen=True)
class Asked:
    """A typed text in words: `needed` are those that have to be answered, a bit for each."""

    spans: tuple[Span, ...]
    needed: int

    @property
    def enough(self) -> bool:
        """Whether there is enough to look for."""
        return any(len(span.text) >= SHORTEST for span in self.spans if span.covers & self.needed)


@dataclass(frozen=True)
class Match:
    """A row that was found. `alike`: by a name that is only another spelling; `count`: by so many of the words."""

    key: int
    order: str
    alike: bool
    count: int


@dataclass
class Answer:
    """How far a row answers so far: which words, and which of them as they were typed."""

    order: str
    all: int = 0
    exactly: int = 0

    def add(self, covers: int, exactly: bool) -> None:
        """It answers these words too."""
        self.all |= covers
        if exactly:
            self.exactly |= covers


def asked(text: str) -> Asked:
    """A typed text as words and numbers. A tussenvoegsel need not be answered, unless nothing else was typed."""
    words: list[tuple[str, bool]] = []
    spans: list[Span] = []
    for chunk in _chunks(text[:KEY_LENGTH]):
        number = _FIGURES.fullmatch(chunk) is not None
        found = [(word, number) for word in ([phone_figures(chunk)] if number else name_key(chunk).split())]
        if len(found) > 1 and len(words) + len(found) <= SEARCHED_WORDS:
            spans.append(Span(len(words), len(words) + len(found) - 1, compact(chunk)))
        words += found
    words = words[:SEARCHED_WORDS]
    singles = [Span(at, at, word[:LONGEST_WORD], number) for at, (word, number) in enumerate(words)]
    for one, other in pairwise(singles):
        if not (one.number or other.number):
            spans.append(Span(one.first, other.last, (one.text + other.text)[:LONGEST_WORD]))
    needed = [span for span in singles if not _goes_along(span.text)] or singles
    return Asked(tuple(dict.fromkeys((*singles, *spans))), sum(span.covers for span in needed))


def _chunks(text: str) -> Iterator[str]:
    """The parts between spaces; figures with spaces between are one number."""
    figures = ""
    for chunk in ascii_digits(text).split():
        if _FIGURES.fullmatch(chunk):
            figures += chunk
            continue
        if figures:
            yield figures
            figures = ""
        yield chunk
    if figures:
        yield figures


def _goes_along(word: str) -> bool:
    return is_tussenvoegsel(word) or word in _ARTICLES


def answered(asked: Asked, answers: Mapping[int, Answer]) -> list[Match]:
    """The rows that answer every word that is needed, those that do so exactly first; when there is none, those that
    answer most of them."""
    counted = {key: (each.all & asked.needed).bit_count() for key, each in answers.items()}
    most = max(counted.values(), default=0)
    matches = [
        Match(key, answers[key].order, bool(answers[key].all & asked.needed & ~answers[key].exactly), count)
        for key, count in counted.items()
        if count == most and count
    ]
    return sorted(matches, key=lambda match: (match.alike, match.order, match.key))


def marked(name: str, asked: Asked) -> list[tuple[str, bool]]:
    """A name in pieces, and of each whether it is what was typed."""
    pieces = _PIECES.findall(name)
    at = [place for place, piece in enumerate(pieces) if name_key(piece) and piece[0].isalnum()]
    keys = [compact(pieces[place]) for place in at]
    texts = [span.text for span in asked.spans if not span.number]
    found = {place for place, key in zip(at, keys, strict=True) if any(key.startswith(text) for text in texts)}
    for (place, key), (behind, other) in pairwise(zip(at, keys, strict=True)):
        if any(len(text) > len(key) and (key + other).startswith(text) for text in texts):
            found |= {place, behind}
    return [(piece, place in found) for place, piece in enumerate(pieces)]


def is_typed_number(phone: str | None, asked: Asked) -> bool:
    """Whether a phone number is one that was typed, or begins or ends so."""
    figures = phone_figures(phone or "")
    numbers = [span.text for span in asked.spans if span.number and len(span.text) > SHORTEST]
    return any(figures.startswith(number) or figures.endswith(number) for number in numbers)


def answers(name: str, asked: Asked) -> bool:
    """Whether a name has a word that was typed, or another spelling of one."""
    if any(typed for _piece, typed in marked(name, asked)):
        return True
    words = name_key(name).split()
    return any(alike(span.text, word) or begins_alike(span.text, word) for span in asked.spans for word in words)


def is_typed_code(code: str, asked: Asked) -> bool:
    """Whether a number, a reference or an address is one that was typed, or begins so, or ends with the last part."""
    ends = [word for word, _sound in reference_words(code)]
    return any(word.startswith(span.text) for span in asked.spans if len(span.text) > SHORTEST for word in ends)
