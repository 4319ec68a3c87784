"""The verdict on a good row beside the present rows: new, changed or unchanged; and the parts all kinds share.
An import never removes. The same file again changes nothing: no decision rests on the order of imports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from portal.imports.rules.columns import folded
from portal.imports.rules.findings import Notice, Objection, Refusal
from portal.imports.rules.resembling import Resemblance
from portal.imports.rules.rows import Row
from portal.imports.rules.values import Language

STATES = ("new", "changed", "unchanged", "refused")
# Notices that depend on the portal at the moment of comparing, and are given anew at each comparison.
COMPARED = frozenset(
    {
        *("language_new", "regime_changes", "household_told_elsewhere", "area_covered_already", "recognised"),
        *("volunteer_invited", "invitation_waits", "invitation_declined", "volunteer_resembles"),
    }
)
R = TypeVar("R", bound=Row)


class Numbered(NamedTuple, Generic[R]):
    """A good row and the line where it starts."""

    line: int
    row: R


class Verdict(NamedTuple):
    """The fate of a row: ``state`` is one of STATES, ``columns`` are those that change."""

    line: int
    key: str
    state: str
    columns: tuple[str, ...] = ()


@dataclass
class Comparison:
    """The verdict on each good row in the order of the file, and what the preview should mention. ``waiting`` are the
    refusals of rows that a person has to decide about, ``resemblances`` what they look at and what was decided."""

    verdicts: list[Verdict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    waiting: list[Refusal] = field(default_factory=list)
    resemblances: list[Resemblance] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def counts(self, refused_before: int = 0) -> dict[str, int]:
        """How many rows are new, changed, unchanged, refused; ``refused_before`` never got here."""
        found = Counter(verdict.state for verdict in self.verdicts)
        return {state: found[state] + (refused_before if state == "refused" else 0) for state in STATES}

    def changed(self) -> list[Verdict]:
        """The rows that change something the portal holds; a new trajectory may do so too."""
        return [verdict for verdict in self.verdicts if verdict.columns]

    def refuse(self, line: int, key: str, objection: Objection) -> None:
        """Note why the portal cannot take a row."""
        self.refusals.append(Refusal(line, *objection))
        self.verdicts.append(Verdict(line, key, "refused"))


def differing(now: object, wanted: Mapping[str, object]) -> dict[str, object]:
    """The wanted values that the portal does not hold; None, an empty cell, asks for nothing."""
    return {name: value for name, value in wanted.items() if value is not None and getattr(now, name) != value}


def languages_to_add(now: Mapping[str, str | None], wanted: Iterable[Language]) -> list[Language]:
    """The languages the portal does not know of somebody, or not with this level.
    ``now`` is level by folded name. A language the file leaves out stays."""
    return [
        language
        for language in wanted
        if folded(language.name) not in now or (language.level and now[folded(language.name)] != language.level)
    ]


def notice_new_languages(
    comparison: Comparison, lines: Iterable[tuple[int, Iterable[Language]]], known: Iterable[str]
) -> list[str]:
    """The names of languages nobody here spoke before, each with one notice: a misspelling shows."""
    seen = set(known)
    found: list[str] = []
    for line, languages in lines:
        for language in languages:
            if folded(language.name) not in seen:
                seen.add(folded(language.name))
                found.append(language.name)
                comparison.notices.append(Notice(line, "talen", "language_new", {"value": language.name}))
    return found
