"""Plain values into a PDF, by typst and a template of our own; the same values give the same bytes.
Values are data, never source. The PDF is tagged and archival (PDF/A-2a and PDF/UA-1)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from portal.paper.glyphs import FONTS, printable, without_marks

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
# Typed in a value they would end the isolation around it, and turn what follows.
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def direction(language: str) -> str:
    """The `dir` of a language: "rtl" for Arabic and Farsi, else "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def isolated(text: str) -> str:
    """The text with its own direction: a number or a Dutch name in an Arabic sentence keeps its order and turns nothing
    around it. For paper; a page has `<bdi>`."""
    return f"\u2068{text.translate(ISOLATES)}\u2069"


@dataclass(frozen=True)
class Sheet:
    """The facts on every page. A screen reader says `title` and `language` (such as "nl") first. `made_at` is the date
    the file carries; `organisation` stands above and `footer` below every page."""

    title: str
    language: str
    made_at: datetime
    organisation: str = ""
    footer: str = ""

    def beside(self, data: dict[str, Any]) -> dict[str, Any]:
        """The values of a template with those of every page."""
        about = {"title": self.title, "language": self.language}
        return {**data, **about, "organisation": self.organisation, "footer": self.footer}


def typeset(template: str, data: dict[str, Any], sheet: Sheet) -> bytes:
    """The PDF of `templates/<template>.typ`: there `paper` from base.typ holds `data`, what the sheet says and
    `right_to_left`. Raises typst.TypstError when the template is wrong, never because of a value."""
    paper, made = sheet.beside(data), int(sheet.made_at.timestamp())
    return _compile(template, paper, format="pdf", pdf_standards=STANDARDS, timestamp=made)


def pictures(template: str, data: dict[str, Any], sheet: Sheet, dots_per_inch: int = 96) -> list[bytes]:
    """The same pages as PNG, one for each page, to look at."""
    drawn = _compile(template, sheet.beside(data), format="png", ppi=float(dots_per_inch))
    return drawn if isinstance(drawn, list) else [drawn]


def _compile(template: str, paper: dict[str, Any], **options: Any) -> Any:
    if not re.fullmatch(r"[a-z_]+", template):
        raise ValueError(f"{template!r} is no template")
    source = str(TEMPLATES / f"{template}.typ")
    options |= {"root": str(TEMPLATES), "font_paths": _fonts(), "ignore_system_fonts": True}
    clean = {**_in_every_text(printable, paper), "right_to_left": sorted(RIGHT_TO_LEFT)}
    try:
        return typst.compile(source, sys_inputs={"paper": json.dumps(clean)}, **options)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        plain = _in_every_text(without_marks, clean)
        return typst.compile(source, sys_inputs={"paper": json.dumps(plain)}, **options)


def _in_every_text(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _in_every_text(change, inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_every_text(change, inner) for inner in value]
    return value


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts alone: what a machine happens to have changes no page. Read once per process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
