"""The cells of one row while it is judged: by column name, tidy, with what was found on the way."""

from collections.abc import Callable
from typing import Any

from portal.bsn.finding import looks_like_bsn, mask_bsn
from portal.identifiers import is_bare_mobile
from portal.imports.rules.columns import Layout
from portal.imports.rules.findings import Fact, Notice, Refusal
from portal.imports.rules.values import Unfit, tidy
from portal.spreadsheets import safe_cell

LONGEST_CELL = 2_000  # no column needs more; a cell beyond it is two rows grown together
_PHONE = "telefoon"


class Cells:
    """One row. Every cell is searched for BSN-like numbers before any is read; one that is too long is neither searched
    nor read. ``aligned`` is False when cells may stand under a wrong heading: then none should be read."""

    def __init__(self, line: int, texts: tuple[str, ...], layout: Layout) -> None:
        self.line = line
        self.refusals: list[Refusal] = []
        self.notices: list[Notice] = []
        self._layout = layout
        self._refused: set[str] = set()
        for place, text in enumerate(texts):
            column = layout.name(place)
            if len(text) > LONGEST_CELL and column in layout.places:
                self.refuse(column, "too_long", longest=LONGEST_CELL, length=len(text))
            elif self._is_bsn(place, text):
                self.refuse(column, "bsn_in_phone" if column == _PHONE else "bsn")
        width, self._length = len(layout.names), len(texts)
        self._texts = texts + ("",) * (width - len(texts))
        self.aligned = len(texts) > layout.last_required and not any(map(str.strip, texts[width:]))
        if not self.aligned:
            self._refuse_ragged()

    def need(self, column: str, parse: Callable[..., Any], *args: object) -> Any:
        """The value of a column that must be filled; None once it is refused."""
        value = self.if_filled(column, parse, *args)
        if value is None and column not in self._refused:
            self.refuse(column, "empty")
        return value

    def if_filled(self, column: str, parse: Callable[..., Any], *args: object) -> Any:
        """The value of a column that may be empty; None then, and once it is refused."""
        try:
            return self._value(column, parse, args)
        except Unfit as unfit:
            self.refuse(column, unfit.code, **unfit.facts)
            return None

    def may(self, column: str, parse: Callable[..., Any], *args: object) -> Any:
        """The value of a column that the row can do without: None, and a notice, when it cannot be read."""
        try:
            return self._value(column, parse, args)
        except Unfit as unfit:
            self._skip(column, unfit)
            return None

    def may_be_part(self, column: str, parse: Callable[[str], Any], text: str) -> Any:
        """The value of a part of such a column: None, and a notice, when that part cannot be read."""
        try:
            return parse(text)
        except Unfit as unfit:
            self._skip(column, unfit)
            return None

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

    def _value(self, column: str, parse: Callable[..., Any], args: tuple[object, ...]) -> Any:
        place = self._layout.places.get(column)
        if place is None or column in self._refused:
            return None
        text = tidy(self._texts[place])
        return parse(text, *args) if text else None

    def _skip(self, column: str, unfit: Unfit) -> None:
        """Leave a cell out, unless it shows that the row is broken: cells are missing and this one is under the wrong
        heading, or lines of the file have grown together in it."""
        place = self._layout.places[column]
        if self._length < len(self._layout.names) and place > self._layout.last_required:
            self._refuse_ragged()
        elif unfit.code == "too_long" and len(self._texts[place].splitlines()) > 1:
            self.refuse(column, unfit.code, **unfit.facts)
        else:
            self.notice(column, unfit.code, **unfit.facts, skipped=1)

    def _refuse_ragged(self) -> None:
        self.refuse("", "row_ragged", cells=self._length, headings=len(self._layout.names))
