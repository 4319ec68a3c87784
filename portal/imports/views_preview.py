"""A draft as its page shows it: counts, and of each list the first rows."""

from dataclasses import dataclass
from functools import cached_property

from portal.imports import words
from portal.imports.models import ImportDraft
from portal.imports.rules.columns import KINDS, match_headings
from portal.imports.rules.findings import Notice
from portal.imports.rules.judging import Outcome
from portal.imports.rules.keeping import findings_from, outcome_from

SHOWN = 50  # rows of a list on the page; the download has all that were refused


@dataclass(frozen=True)
class Line:
    """One line of a table: where in the file, which column or key, and what about it."""

    line: int
    what: str
    text: str


class Preview:
    """What a template needs of a draft."""

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

    @property
    def refusals(self) -> list[Line]:
        """Why the first rows were refused, each reason on a line."""
        return [
            Line(refusal.line, refusal.column, words.sentence(refusal))
            for outcome in self.refused[:SHOWN]
            for refusal in outcome.refusals
        ]

    @property
    def refused_beyond(self) -> int:
        """Refused rows that the page leaves out."""
        return max(len(self.draft.refused) - SHOWN, 0)

    @cached_property
    def about_file(self) -> list[str]:
        """What concerns the file as a whole."""
        return [words.sentence(notice) for notice in self._notices if not notice.line]

    @property
    def warnings(self) -> list[Line]:
        """What the first rows are warned about although they are good."""
        rows = [notice for notice in self._notices if notice.line]
        return [Line(each.line, each.column, words.sentence(each)) for each in rows[:SHOWN]]

    @property
    def warnings_beyond(self) -> int:
        """Warnings that the page leaves out."""
        return max(sum(1 for notice in self._notices if notice.line) - SHOWN, 0)

    @property
    def changes(self) -> list[Line]:
        """The first rows that change something, and which columns."""
        return [Line(line, key, ", ".join(columns)) for line, key, columns in self.draft.changed[:SHOWN]]

    @property
    def changes_beyond(self) -> int:
        """Changing rows that the page leaves out."""
        return max(len(self.draft.changed) - SHOWN, 0)

    @cached_property
    def _notices(self) -> list[Notice]:
        return sorted(findings_from(Notice, self.draft.warnings), key=lambda notice: notice.line)
