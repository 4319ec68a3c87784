"""From the text of one cell to a value: pure, one function per shape.
Each raises ``Unfit`` with a code and facts when the text cannot be that value."""

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portal.cleaning import clean_line, fault, is_name, says_something
from portal.days import NoDay, read_day
from portal.identifiers import (
    became_a_date,
    normalise_email,
    normalise_house_number,
    normalise_phone,
    normalise_postcode,
    postcode_area,
)
from portal.imports.rules.columns import folded
from portal.imports.rules.findings import Fact, quoted
from portal.spreadsheets import plain_cell

EARLIEST_BIRTH_YEAR = 1900
EARLIEST_YEAR = 1980  # before it there is no household the portal can know
YEARS_AHEAD = 2  # a planned start further away is a slip of the keyboard

_RESEMBLANCE = 0.85  # a slip of the keyboard; WI2020 does not suggest WI2021

_WHOLE = re.compile(r"[+-]?\d{1,9}(?:[.,]0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,9}(?:[.,]\d0*)?", re.ASCII)
_TENTH = Decimal("0.1")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LANGUAGES = re.compile(r"(?:\([^()]*\)|[^,;/])+")  # what stands between brackets belongs to one language
_LEVEL = re.compile(r"\b(?:A[0-2]|[BC][12])\b", re.ASCII | re.IGNORECASE)
_LONGEST_LANGUAGE = 40
_YES, _NO = {"ja", "j", "waar", "true"}, {"nee", "n", "onwaar", "false"}


class Unfit(Exception):
    """The text of a cell is not the value its column asks for."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Language(NamedTuple):
    """A language somebody speaks; ``level`` (A0 to C2) where the file tells it."""

    name: str
    level: str | None = None


class Spoken(NamedTuple):
    """A language of a cell, and what else is written ``beside`` it between brackets, as a dialect."""

    language: Language
    beside: str


class Choices:
    """A closed set of names a column may hold, each with its value; case, spaces and hyphens make no difference.
    A misspelling is refused with the nearest name: guessing would put a household in the wrong trajectory."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.names = tuple(values)
        self._values = {folded(name): value for name, value in values.items()}

    def find(self, text: str) -> str | None:
        """The value ``text`` stands for, or None."""
        return self._values.get(folded(text))

    def nearest(self, text: str) -> str:
        """The name that resembles ``text`` most, or an empty text when none does."""
        names = {name.casefold(): name for name in self.names}
        close = difflib.get_close_matches(text.casefold(), names, n=1, cutoff=_RESEMBLANCE)
        return names[close[0]] if close else ""


def tidy(cell: str) -> str:
    """A cell as it will be stored: a clean line, empty when it says nothing, as "-" does.
    Raises Unfit with the codes of ``cleaning.fault``."""
    text = clean_line(plain_cell(cell))
    if code := fault(text):
        raise Unfit(code, value=quoted(text))
    return text if says_something(text) else ""


def parse_text(text: str, longest: int) -> str:
    """``text`` itself. Raises Unfit ``too_long`` beyond ``longest`` characters."""
    if len(text) > longest:
        raise Unfit("too_long", longest=longest, length=len(text))
    return text


def parse_name(text: str, longest: int) -> str:
    """A name of a person. Raises Unfit: ``not_a_name`` without any letter, ``too_long``."""
    if not is_name(text):
        raise Unfit("not_a_name", value=quoted(text))
    return parse_text(text, longest)


def parse_date(text: str) -> date:
    """A day, written in one of the ways of `read_day`. Raises Unfit with the codes of `NoDay`."""
    try:
        return read_day(text)
    except NoDay as no:
        raise Unfit(no.code, value=quoted(text)) from None


def parse_planned_date(text: str, today: date) -> date:
    """A date around which support runs. Raises Unfit ``date_out_of_range`` for a slip in the year."""
    value = parse_date(text)
    if not EARLIEST_YEAR <= value.year <= today.year + YEARS_AHEAD:
        raise Unfit("date_out_of_range", value=quoted(text))
    return value


def parse_past_date(text: str, today: date) -> date:
    """A date of something seen or signed. Raises Unfit ``date_in_future`` after ``today``."""
    value = parse_date(text)
    if value > today:
        raise Unfit("date_in_future", value=quoted(text))
    if value.year < EARLIEST_YEAR:
        raise Unfit("date_out_of_range", value=quoted(text))
    return value


def parse_birth_year(text: str, today: date) -> int:
    """A year of birth. Raises Unfit: ``not_a_year``, ``birth_year_future``, ``birth_year_early``."""
    if not _YEAR.fullmatch(text):
        raise Unfit("not_a_year", value=quoted(text))
    year = int(text)
    if year > today.year:
        raise Unfit("birth_year_future", value=year)
    if year < EARLIEST_BIRTH_YEAR:
        raise Unfit("birth_year_early", value=year, earliest=EARLIEST_BIRTH_YEAR)
    return year


def parse_whole(text: str, least: int, most: int) -> int:
    """A whole number. Raises Unfit: ``not_a_number``, ``number_out_of_range``."""
    if not _WHOLE.fullmatch(text):
        raise Unfit("not_a_number", value=quoted(text))
    value = int(re.split("[.,]", text)[0])
    if not least <= value <= most:
        raise Unfit("number_out_of_range", value=value, least=least, most=most)
    return value


def parse_decimal(text: str, most: int) -> Decimal:
    """A number from 0 with at most one decimal, as ``2,5``. Raises Unfit like ``parse_whole``."""
    if not _DECIMAL.fullmatch(text):
        raise Unfit("not_a_number", value=quoted(text))
    value = Decimal(text.replace(",", "."))
    if not 0 <= value <= most:
        raise Unfit("number_out_of_range", value=quoted(text), least=0, most=most)
    return value.quantize(_TENTH)


def parse_yes_no(text: str) -> bool:
    """ja or nee. Raises Unfit ``not_yes_or_no``."""
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unfit("not_yes_or_no", value=quoted(text))


def parse_parts(text: str) -> list[str]:
    """The languages of a cell, each as it is written."""
    return [part.strip() for part in _LANGUAGES.findall(text) if says_something(part)]


def parse_language(text: str) -> Spoken:
    """A language, with its level where that is written: ``Nederlands (A1)``, ``Nederlands A1``.
    Raises Unfit ``language_unreadable``."""
    levels = _LEVEL.findall(text)
    name, _bracket, beside = text.partition("(")
    name = _LEVEL.sub("", name).strip(" -:")
    if not is_name(name) or not 2 <= len(name) <= _LONGEST_LANGUAGE or any(map(str.isdigit, name)):
        raise Unfit("language_unreadable", value=quoted(text))
    level = levels[0].upper() if len(levels) == 1 else None
    if level:
        beside = _LEVEL.sub("", beside)
    return Spoken(Language(name[:1].upper() + name[1:], level), beside.strip(" ()-:,;/"))


def parse_phone(text: str, normalise: Callable[[str], str | None] = normalise_phone) -> str:
    """A phone number in its stored form. Raises Unfit ``phone_unreadable``."""
    if phone := normalise(text):
        return phone
    raise Unfit("phone_unreadable", value=quoted(text))


def parse_house_number(text: str) -> str:
    """A house number with what belongs to it, as ``normalise_house_number`` has it.
    Raises Unfit: ``house_number_is_date`` where a spreadsheet made ``9-2`` into a date, ``not_a_house_number``."""
    if became_a_date(text):
        raise Unfit("house_number_is_date", value=quoted(text))
    if number := normalise_house_number(text):
        return number
    raise Unfit("not_a_house_number", value=quoted(text))


def parse_areas(text: str) -> tuple[str, ...]:
    """Postcode areas of four digits, sorted, each once. Raises Unfit ``not_an_area``."""
    parts = [part for part in re.split(r"[\s,;/]+", text) if part]
    for part in parts:
        if postcode_area(part) != part:
            raise Unfit("not_an_area", value=quoted(part))
    return tuple(sorted(set(parts)))


def parse_choice(text: str, choices: Choices, code: str) -> str:
    """The value one of ``choices`` stands for. Raises Unfit with ``code`` for any other text."""
    if (value := choices.find(text)) is None:
        raise Unfit(code, value=quoted(text), nearest=choices.nearest(text), known=choices.names)
    return value


def parse_postcode(text: str) -> str:
    """A full postcode as ``2132 AB``. Raises Unfit: ``postcode_incomplete``, ``not_a_postcode``."""
    if postcode := normalise_postcode(text):
        return postcode
    raise Unfit("postcode_incomplete" if postcode_area(text) else "not_a_postcode", value=quoted(text))


def parse_email(text: str) -> str:
    """An e-mail address in lower case. Raises Unfit ``not_an_email``."""
    if email := normalise_email(text):
        return email
    raise Unfit("not_an_email", value=quoted(text))
