"""The findings of the importer about a file or a row: by code and facts, never by sentence.
``words.py`` turns each into one line of Dutch. Facts never hold the digits of a BSN-like number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.bsn.finding import mask_bsn

_QUOTED_LENGTH = 60  # enough to recognise the cell, short enough for one line on a phone

Fact = str | int | tuple[str, ...]


class Unreadable(Exception):
    """The whole file is refused: ``code`` says why, ``facts`` fill in the sentence."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Fact] = facts


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not imported. ``line`` is where the row starts in the file, from 1."""

    line: int
    column: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning in the preview about a row that is imported all the same."""

    line: int
    column: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])


class Objection(NamedTuple):
    """Why the portal cannot take a row that is good in itself: at which column, by code."""

    column: str
    code: str


def quoted(text: str, longest: int = _QUOTED_LENGTH) -> str:
    """A text as a finding may repeat it: on one line, short, without BSN-like numbers."""
    line = " ".join(mask_bsn(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
