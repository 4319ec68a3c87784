"""A draft as its page shows it: counts, and of each list the first rows."""

from dataclasses import dataclass
from functools import cached_property

from portal.i18n import gettext
from portal.imports import words
from portal.imports.models import ImportDraft
from portal.imports.rules.columns import KINDS, match_headings
from portal.imports.rules.findings import Notice
from portal.imports.rules.judging import Outcome
from portal.imports.rules.keeping import findings_from, outcome_from, resemblances_from
from portal.imports.rules.present import SHOWN
from portal.imports.rules.resembling import Resemblance
from portal.imports.words import candidate_place, in_common
from portal.wording import label

DECIDED_AT_ONCE = 20  # each with a table of its own
ROWS = 50  # rows of a list on the page; the download has all that were refused


@dataclass(frozen=True)
class Line:
    """One line of a table: where in the file, which column or key, and what about it."""

    line: int
    what: str
    text: str


class Preview:
    """A draft as the templates show it."""

    def __init__(self, draft: ImportDraft) -> None:
        self.draft = draft
        self.counts = draft.counts
        self.to_apply = draft.to_apply

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """The columns of the file that are not used."""
        return match_headings(KINDS[self.draft.kind], self.draft.headings).ignored

    @cached_property
    def refused(self) -> list[Outcome]:
        """Every refused row."""
        return [outcome_from(plain) for plain in self.draft.refused]

    @cached_property
    def resemblances(self) -> list[Resemblance]:
        """Every row that resembles somebody, those first about which nobody decided."""
        return sorted(resemblances_from(self.draft.resembling), key=lambda each: (bool(each.choice), each.lines[0]))

    @property
    def to_decide(self) -> list[Resemblance]:
        """Those that the page shows; when they are decided, the next come."""
        return self.resemblances[:DECIDED_AT_ONCE]

    @property
    def households_beside(self) -> set[int]:
        """The keys of the households whose people the page shows."""
        beside = (each.household_id for row in self.to_decide for each in row.candidates)
        return {key for key in beside if key is not None}

    @property
    def undecided_beyond(self) -> int:
        """Rows without a decision that the page leaves out."""
        return sum(1 for each in self.resemblances[DECIDED_AT_ONCE:] if not each.choice)

    def places(self, beside: Resemblance) -> list[str]:
        """Where each of those stands who are side by side: the row first."""
        return [gettext("In het bestand"), *map(candidate_place, beside.candidates)]

    def side_by_side(self, beside: Resemblance) -> list[tuple[str, list[str]]]:
        """The facts of the row and of the people it resembles, fact by fact."""
        everybody = [beside.facts, *(each.facts for each in beside.candidates)]
        return [(label("resembling_fact", name), list(texts)) for name, *texts in zip(SHOWN, *everybody, strict=True)]

    def in_common(self, beside: Resemblance) -> str:
        """The features that the row and the person it resembles most have in common."""
        return in_common(beside.candidates[0].features)

    @cached_property
    def _mended_elsewhere(self) -> list[Outcome]:
        """The refused rows that do not wait for a decision on this page."""
        waiting = {line for each in self.resemblances if not each.choice for line in each.lines}
        return [outcome for outcome in self.refused if outcome.line not in waiting]

    @property
    def refusals(self) -> list[Line]:
        """Why the first rows were refused, each reason on a line."""
        return [
            Line(refusal.line, refusal.column, words.sentence(refusal))
            for outcome in self._mended_elsewhere[:ROWS]
            for refusal in outcome.refusals
        ]

    @property
    def refused_beyond(self) -> int:
        """Refused rows that the page leaves out."""
        return max(len(self._mended_elsewhere) - ROWS, 0)

    @cached_property
    def about_file(self) -> list[str]:
        """The notices about the file as a whole."""
        return [words.sentence(notice) for notice in self._notices if not notice.line]

    @property
    def warnings(self) -> list[Line]:
        """The warnings about the first rows that are good all the same."""
        rows = [notice for notice in self._notices if notice.line]
        return [Line(each.line, each.column, words.sentence(each)) for each in rows[:ROWS]]

    @property
    def warnings_beyond(self) -> int:
        """Warnings that the page leaves out."""
        return max(sum(1 for notice in self._notices if notice.line) - ROWS, 0)

    @property
    def changes(self) -> list[Line]:
        """The first rows that change something, and which columns."""
        return [Line(line, key, ", ".join(columns)) for line, key, columns in self.draft.changed[:ROWS]]

    @property
    def changes_beyond(self) -> int:
        """Changing rows that the page leaves out."""
        return max(len(self.draft.changed) - ROWS, 0)

    @cached_property
    def _notices(self) -> list[Notice]:
        return sorted(findings_from(Notice, self.draft.warnings), key=lambda notice: notice.line)
