"""A row that resembles somebody: what a person sees beside it, and what they decide."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from portal.imports.rules.findings import Fact, quoted

LONGEST_LINE = 300  # a name, an address and some numbers
ANOTHER = "new"  # the choice for who is another person than all of those beside them


class Decision(NamedTuple):
    """The decision of a person about a row: the key of the same person (empty for the only candidate), or `ANOTHER`.
    ``beside`` marks what they saw; empty on the command line, where seeing and deciding is one step."""

    choice: str
    beside: str = ""


class Candidate(NamedTuple):
    """Somebody a row resembles: a client of a household, or an earlier row of the file, which has none yet.
    ``facts`` as ``present.shown`` gives them, ``features`` what both have in common."""

    key: str
    household_id: int | None
    facts: Sequence[str]
    features: Sequence[str]


class Resemblance(NamedTuple):
    """A number the portal does not know, and whom its rows resemble. ``lines`` are all rows of that number. ``choice``
    holds now: the key of a candidate, `ANOTHER`, or nothing while it waits for a person."""

    lines: Sequence[int]
    facts: Sequence[str]
    candidates: Sequence[Candidate]
    choice: str = ""

    @property
    def mark(self) -> str:
        """Another text as soon as anything differs that a decision could rest on."""
        return sha256(json.dumps((self.facts, self.candidates)).encode()).hexdigest()[:16]


def described(facts: Sequence[str]) -> str:
    """The facts of ``present.shown`` on one line: name (year), address, numbers."""
    name, year, address, numbers, *_contact = facts
    return quoted(", ".join(filter(None, (f"{name} ({year})" if year else name, address, numbers))), LONGEST_LINE)


def facts_of(beside: Resemblance) -> dict[str, Fact]:
    """The facts of the refusal of a waiting row: whom it resembles most, by what, and how many more there are."""
    first = beside.candidates[0]
    return {"who": described(first.facts), "features": tuple(first.features), "more": len(beside.candidates) - 1}
