"""The fixed sentences of what clients get on paper: `languages/<code>.json` has key → sentence with `{name}` for what
varies. Dutch is the source; free text that people typed is never translated."""

import hashlib
import json
from datetime import date, time
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date

from portal.paper.typesetting import direction, isolated

CATALOGUES = Path(__file__).parent / "languages"
SOURCE = "nl"
# Code → how the language calls itself, in the order in which they are offered.
LANGUAGES = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "fa": "فارسی",
    "uk": "Українська",
}
# Code → its Dutch name; the words of a page put it into the reader's language.
DUTCH_NAMES = {
    "nl": "Nederlands",
    "en": "Engels",
    "ar": "Arabisch",
    "ti": "Tigrinya",
    "tr": "Turks",
    "fa": "Farsi",
    "uk": "Oekraïens",
}
COMMAS = {"ar": "، ", "fa": "، ", "ti": "፣ "}
# Dutch and English come from the makers; every other one waits for somebody who grew up with it.
TO_BE_CHECKED = tuple(code for code in LANGUAGES if code not in ("nl", "en"))


@cache
def catalogue(language: str) -> dict[str, str]:
    """The sentences of a language by their key; read once per process."""
    return dict(json.loads((CATALOGUES / f"{language}.json").read_text("utf-8")))


@cache
def fingerprint(language: str) -> str:
    """A mark of a catalogue and of the Dutch it was made from. A check of a language is about these very sentences, and
    ends when one of them changes."""
    both = json.dumps([catalogue(SOURCE), catalogue(language)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(both.encode()).hexdigest()[:32]


class Voice:
    """Says the fixed sentences in one language, with the Dutch beside it."""

    def __init__(self, language: str) -> None:
        """Raises KeyError for a language that is not one of `LANGUAGES`."""
        self.language = language
        self.name = LANGUAGES[language]
        self.direction = direction(language)

    def say(self, key: str, **values: object) -> str:
        """The sentence of a key. The values in it keep their own direction."""
        return _filled(self.language, key, values)

    def pair(self, key: str, **values: object) -> dict[str, str]:
        """The sentence as `own`, and in Dutch as `nl`; that is empty where the language is Dutch.
        A day among the values is put into the words of each language."""
        dutch = "" if self.language == SOURCE else _filled(SOURCE, key, values)
        return {"own": _filled(self.language, key, values), "nl": dutch}

    def day(self, value: date) -> str:
        """A day in words of the language, by the Gregorian calendar: "maandag 9 maart 2026"."""
        return day_in(self.language, value)

    def days(self, value: date) -> dict[str, str]:
        """A day in words as a pair."""
        return {"own": self.day(value), "nl": "" if self.language == SOURCE else day_in(SOURCE, value)}

    def listed(self, things: list[str]) -> str:
        """Things in a row, with the comma of the script."""
        return COMMAS.get(self.language, ", ").join(things)

    def language_name(self, code: str, otherwise: str) -> str:
        """How this language calls a language, by its ISO code."""
        return Locale.parse(self.language).languages.get(code, otherwise)


def day_in(language: str, value: date) -> str:
    """A day in words of a language, Gregorian in every one of them."""
    return format_date(value, "EEEE d MMMM y" if language == "en" else "full", locale=language)


def _filled(language: str, key: str, values: dict[str, object]) -> str:
    words = {name: isolated(_in_words(language, value)) for name, value in values.items()}
    return catalogue(language)[key].format(**words)


def _in_words(language: str, value: object) -> str:
    if isinstance(value, date):
        return day_in(language, value)
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
