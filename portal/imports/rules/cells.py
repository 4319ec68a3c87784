"""The cells of one row while it is judged: by column name, tidy, with what was found on the way."""

from collections.abc import Callable
from typing import Any

from portal.bsn.finding import looks_like_bsn, mask_bsn
from portal.identifiers import is_bare_mobile
from portal.imports.rules.columns import Layout
from portal.imports.rules.findings import Fact, Notice, Refusal, quoted
from portal.imports.rules.values import Unfit, tidy
from portal.spreadsheets import safe_cell

LONGEST_CELL = 2_000  # no column needs more; a cell beyond it is two rows grown together
_PHONE = "telefoon"


class Cells:
    """One row. Every cell is searched for BSN-like numbers before any of them is read, unless it is too long
    to be read at all.

    ``aligned`` is False when the row has more or fewer cells than there are headings: then no
    cell can be trusted to stand under its own heading, and none should be read.
    """

    def __init__(self, line: int, texts: tuple[str, ...], layout: Layout) -> None:
        self.line = line
        self.refusals: list[Refusal] = []
        self.notices: list[Notice] = []
        self._texts = texts
        self._layout = layout
        self._refused: set[str] = set()
        for place, text in enumerate(texts):
            column = layout.name(place)
            if len(text) > LONGEST_CELL and column in layout.places:
                self.refuse(column, "too_long", longest=LONGEST_CELL, length=len(text))
            elif self._is_bsn(place, text):
                self.refuse(column, "bsn_in_phone" if column == _PHONE else "bsn")
        width = len(layout.names)
        self.aligned = len(texts) >= width and not any(map(str.strip, texts[width:]))
        if not self.aligned:
            self.refuse("", "row_ragged", cells=len(texts), headings=width)

    def need(self, column: str, parse: Callable[..., Any], *args: object) -> Any:
        """The value of a column that must be filled; None once it is refused."""
        text = self._text(column)
        if not text and column not in self._refused:
            self.refuse(column, "empty")
        return self._parsed(column, text, parse, args)

    def may(self, column: str, parse: Callable[..., Any], *args: object) -> Any:
        """The value of a column that may be absent or empty; None then, and once refused."""
        return self._parsed(column, self._text(column), parse, args)

    def hope(self, column: str, normalise: Callable[[str], str | None], code: str) -> str | None:
        """The value of a column, or None with notice ``code`` when the text cannot be it."""
        text = self._text(column)
        value = normalise(text) if text else None
        if text and value is None:
            self.notice(column, code, value=quoted(text))
        return value

    def refuse(self, column: str, code: str, **facts: Fact) -> None:
        """Note why this row is not imported; ``column`` is empty for the row as a whole."""
        self._refused.add(column)
        self.refusals.append(Refusal(self.line, column, code, facts))

    def notice(self, column: str, code: str, **facts: Fact) -> None:
        """Note what the preview should show although the row is good."""
        self.notices.append(Notice(self.line, column, code, facts))

    def harmless(self) -> tuple[str, ...]:
        """The cells as a download may show them: BSN-like numbers masked, no formulas, the end of what is too
        long left out."""
        shown = (text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…" for text in self._texts)
        return tuple(
            safe_cell(mask_bsn(text) if self._is_bsn(place, text) else text) for place, text in enumerate(shown)
        )

    def _is_bsn(self, place: int, text: str) -> bool:
        if not looks_like_bsn(text):
            return False
        return not (place == self._layout.places.get(_PHONE) and is_bare_mobile(text))

    def _text(self, column: str) -> str:
        place = self._layout.places.get(column)
        if place is None or column in self._refused:
            return ""
        try:
            return tidy(self._texts[place])
        except Unfit as unfit:
            self.refuse(column, unfit.code, **unfit.facts)
            return ""

    def _parsed(self, column: str, text: str, parse: Callable[..., Any], args: tuple[object, ...]) -> Any:
        if not text:
            return None
        try:
            return parse(text, *args)
        except Unfit as unfit:
            self.refuse(column, unfit.code, **unfit.facts)
            return None
