"""Whether two descriptions are of the same person: one answer for the forms and for the importer. Keys are compared,
never the text: people type accents and hyphens differently, spreadsheets drop zeros. A person decides about everybody
who resembles somebody: a father and a son may share name and address."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.names import name_key, person_key

# The features two descriptions can share, in the order in which a screen names them.
FEATURES = ("name", "birth_year", "address", "number")
LONGEST_KEY = 60  # characters read of a house number or a client number; both are shorter
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")


class Identity(NamedTuple):
    """The features by which a person is recognised. `name` holds the words of the name in one order: so a surname in
    the column of the first name is found. `homes` holds the ways to write the address."""

    name: str
    birth_year: int | None
    homes: tuple[str, ...]
    numbers: tuple[str, ...]


class Alike(NamedTuple):
    """The features two descriptions share. `certain`: no person needs to decide."""

    features: tuple[str, ...]
    certain: bool


def identity(
    name: tuple[str, str], birth_year: int | None, address: tuple[str, str, str, str], numbers: Sequence[str | None]
) -> Identity:
    """Somebody's identity: first and last name; street, house number, postcode and town; client numbers.
    A postcode and a number are an address; so are street, number and town, for who mistyped the postcode."""
    street, house_number, postcode, city = address
    house = house_number_key(house_number)
    homes = (f"{postcode} {house}", f"{_place_key(street)}, {house}, {_place_key(city)}")
    words = " ".join(sorted(person_key(*name).split()))
    return Identity(words, birth_year, homes, tuple(client_number_key(each) for each in numbers if each))


@lru_cache(maxsize=4096)
def _place_key(text: str) -> str:
    """The key of a street or a town: a file names a few of them thousands of times."""
    return name_key(text)


def house_number_key(text: str) -> str:
    """A house number with its addition in the form it is compared by. `909A`, `909 A` and `909-a` are one; `91-2` and
    `912` are two."""
    return _joined(text)


def client_number_key(text: str) -> str:
    """A client number without what a spreadsheet or a person leaves out: `HM-00932` and `hm932` are one."""
    return _joined(text)


def _joined(text: str) -> str:
    """The letters and figures of a number. Two runs of figures stay two; zeros before a run count for nothing."""
    parts = _PARTS.findall(unicodedata.normalize("NFKC", text[:LONGEST_KEY]).casefold())
    key = ""
    for part in parts:
        part = (part.lstrip("0") or "0") if part.isdecimal() else part
        key += f" {part}" if key[-1:].isdecimal() and part.isdecimal() else part
    return key or text.casefold()


def alike(one: Identity, other: Identity) -> Alike | None:
    """The resemblance of two descriptions that share name and address, or a number written otherwise with one of these.
    None for less. It is certain when name, year of birth and address are the same and at most one has a number."""
    common = _in_common(one, other)
    name, home, number = "name" in common, "address" in common, "number" in common
    if not (name and home) and not (number and (name or home)):
        return None
    certain = name and home and "birth_year" in common and not (one.numbers and other.numbers)
    return Alike(common, certain)


def namesakes(one: Identity, other: Identity) -> Alike | None:
    """Like `alike`, for somebody who fills in a form and can look: also two who share a name and a year of birth at
    another address. In a file of hundreds there are always two such people."""
    found = alike(one, other)
    common = _in_common(one, other)
    return found or (Alike(common, False) if {"name", "birth_year"} <= set(common) else None)


def meeting_places(who: Identity) -> Iterator[int]:
    """Keys of which two share at least one when they are `alike`. Many people are compared in as many steps."""
    for home in who.homes:
        yield hash((who.name, home))
    for number in who.numbers:
        yield hash((number, who.name))
        for home in who.homes:
            yield hash((number, home))


def _in_common(one: Identity, other: Identity) -> tuple[str, ...]:
    same = {
        "name": one.name == other.name,
        "birth_year": one.birth_year is not None and one.birth_year == other.birth_year,
        "address": any(home in other.homes for home in one.homes),
        "number": any(number in other.numbers for number in one.numbers),
    }
    return tuple(feature for feature in FEATURES if same[feature])
