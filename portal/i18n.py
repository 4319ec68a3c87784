"""Language, dates and numbers. Dutch is the language of the source; English is a catalogue.
The locale is a context variable, so that commands, jobs and mails can speak a person's language without a request."""

from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import LazyProxy

from portal.days import AMSTERDAM, day_of

LOCALES = {"nl": "Nederlands", "en": "English"}
CATALOGUES = Path(__file__).parent / "translations"

locale: ContextVar[str] = ContextVar("locale", default="nl")


@cache
def catalogue(language: str) -> dict[str, str | tuple[str, ...]]:
    """The sentences of a language by their Dutch original; those with a plural have two. Read once
    per process, straight from the file that translators edit."""
    with open(CATALOGUES / language / "LC_MESSAGES" / "messages.po", "rb") as file:
        messages = read_po(file, locale=language)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            message.string if isinstance(message.string, str) else tuple(message.string)
        )
        for message in messages
        if message.id and message.string and not message.fuzzy
    }


def gettext(message: str, **facts: object) -> str:
    """The sentence in the reader's language; `%(name)s` placeholders are filled from the facts."""
    language = locale.get()
    text = message if language == "nl" else str(catalogue(language).get(message, message))
    return text % facts if facts else text


def ngettext(one: str, many: str, n: float, **facts: object) -> str:
    """The sentence for this number in the reader's language."""
    language = locale.get()
    forms = (one, many) if language == "nl" else catalogue(language).get(one, (one, many))
    text = forms[0] if n == 1 else forms[1]
    return text % {"n": number(n), "num": number(n), **facts}


_ = gettext


def lazy(message: str) -> LazyProxy:
    """A sentence that is put into the reader's language when shown (labels of forms)."""
    return LazyProxy(gettext, message, enable_cache=False)


def in_language(thing: object, attribute: str = "name") -> str:
    """A configured text in the reader's language: the English one where it is filled in."""
    if locale.get() == "en":
        english = getattr(thing, f"{attribute}_en", None)
        if english:
            return english
    return getattr(thing, attribute)


def day(value: date | None, style: str = "d MMMM y") -> str:
    """A calendar day, such as "9 maart 2026"; of a moment the day it was in the Netherlands. Empty for None."""
    if isinstance(value, datetime):
        value = day_of(value)
    return _day(value, style, locale.get()) if value else ""


# A list repeats the same few days, and a page the days of the page before.
@lru_cache(maxsize=4096)
def _day(value: date, style: str, language: str) -> str:
    return format_date(value, style, locale=language)


def short_day(value: date | None) -> str:
    """A calendar day in figures, "09-03-2026" in Dutch and "09/03/2026" in English."""
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y" if locale.get() == "nl" else "%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """A moment in Dutch local time, such as "ma 9 mrt 2026 14:32"."""
    if value is None:
        return ""
    return format_datetime(value.astimezone(AMSTERDAM), "EEE d MMM y HH:mm", locale=locale.get())


def moment_in_full(value: datetime) -> str:
    """A moment in Dutch local time with nothing shortened, as somebody reads it out: "maandag 9 maart 2026, 14:32"."""
    return format_datetime(value.astimezone(AMSTERDAM), "EEEE d MMMM y, HH:mm", locale=locale.get())


def clock_time(value: time | None) -> str:
    """A time of day, "14:30"."""
    return f"{value:%H:%M}" if value else ""


def number(value: float | Decimal | None, decimals: int = 1) -> str:
    """A number with the reader's decimal mark, at most one decimal unless told otherwise: "3,5"."""
    return "" if value is None else _number(value, decimals, locale.get())


# A list repeats the same small numbers many times, and making one from its pattern is slow.
@lru_cache(maxsize=1024)
def _number(value: float | Decimal, decimals: int, language: str) -> str:
    return format_decimal(value, "#,##0." + "#" * decimals, locale=language)
