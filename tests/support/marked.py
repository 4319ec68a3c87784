"""A language in which every sentence of the portal is marked, so that what nobody can translate stands out.

A page in it reads "⟦Overdracht van ⟧⟦Merhawi⟧": what the catalogue says is between marks, and so is what people typed
and what is configured in English. Letters outside the marks are words that do not follow the reader's language.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, literal, update

from portal import i18n
from portal.db import db
from tests.pages import Page
from tests.support.dom import Node

PLACEHOLDER = re.compile(r"(%\(\w+\)[sd])")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# Attributes that are read out or shown.
SPOKEN = ("alt", "aria-description", "aria-label", "data-label", "label", "placeholder", "title")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# Texts that have letters and are no sentence: English dates, addresses, codes, languages in their own words.
PLAIN = [
    re.compile(rf"\b\d{{1,2}} ({MONTHS}|{SHORT_MONTHS})( \d{{4}})?\b"),
    re.compile(rf"\b({MONTHS}) \d{{4}}\b"),
    re.compile(r"\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?\b"),
    re.compile(r"\b\d{4} [A-Z]{2}\b"),
    re.compile(r"\S+@\S+|\bhttps?://\S+|\bWO-[\w-]+|\b[ABC][12]\b"),
    re.compile("|".join(["Wegwijs", *i18n.LOCALES.values()])),
]


class MarkedCatalogue:
    """In place of `i18n.catalogue(language)`: knows every sentence, and marks its words but not its facts."""

    def get(self, message: str, default: str | tuple[str, str]) -> Any:
        """The sentence in marks; both when it has a plural."""
        return mark(default) if isinstance(default, str) else tuple(mark(form) for form in default)


def mark(sentence: str) -> str:
    """Marks around the words of a sentence; placeholders stay outside, their facts must carry marks of their own."""
    pieces = PLACEHOLDER.split(sentence)
    return "".join(piece if PLACEHOLDER.match(piece) or not piece else f"⟦{piece}⟧" for piece in pieces)


def mark_columns(columns: Iterable[Any]) -> None:
    """Put what these columns hold in marks, in every row."""
    for column in columns:
        table = column.class_.__table__
        assert isinstance(table, Table)
        marked = literal("⟦").concat(table.c[column.key]).concat("⟧")
        db.session.execute(update(table).where(table.c[column.key] != "").values({column.key: marked}))
    db.session.commit()


def unmarked(page: Page, known: Iterable[str] = ()) -> list[str]:
    """Words on the page, or read out with it, that do not follow the reader's language, but for the known ones."""
    plain = [*(re.compile(rf"\b{re.escape(words)}\b") for words in sorted(known, key=len, reverse=True)), *PLAIN]
    return [text for text in _said(page.root) if _letters(text, plain)]


def _said(node: Node) -> Iterator[str]:
    if node.tag in {"script", "style"} or node.get("lang") not in {"", "en"}:
        return  # what says its own language is meant to be in it
    if {"face", "door"} & set(node.get("class").split()):
        return  # the sign of a person: the first letters of a name
    yield from (node.get(name) for name in SPOKEN if name in node.attrs and node.tag != "link")
    if node.tag == "textarea":
        return
    yield " ".join(child for child in node.children if isinstance(child, str))
    for child in node.children:
        if isinstance(child, Node):
            yield from _said(child)


def _letters(text: str, plain: list[re.Pattern[str]]) -> bool:
    text = MARKED.sub(" ", text)
    if not any(map(str.isalpha, text)):
        return False  # so it nearly always is, and what is plain need not be looked for
    for pattern in plain:
        text = pattern.sub(" ", text)
    return any(map(str.isalpha, text))
