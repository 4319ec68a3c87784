"""The words by which people and papers are found: made of a name, a number or a reference, and of what somebody typed.
Below every feature. Whoever changes what the words are adds a migration that makes the stored ones anew."""

from itertools import pairwise, takewhile
from typing import Any

from portal.identifiers import ascii_digits
from portal.names import is_tussenvoegsel, name_key
from portal.sounds import sounds

LONGEST_WORD = 60
BACKWARDS = "~"  # before a number that is written from its last figure on
_WORDS_OF_A_NAME = 12
_WITH_COUNTRY = 11  # figures of a Dutch number that begins with 31
_REFERENCE_BEGINS = "WO-"

Word = tuple[str, str]  # and its sound, or nothing


def name_words(name: str) -> set[Word]:
    """The words of a first or a last name. Two beside each other are one more, for who writes them so: "Abdul Rahman",
    "Abdulrahman"; and so is a name with what stands before it. That alone ("van") is no word."""
    words = name_key(name).split()[:_WORDS_OF_A_NAME]
    found = {word for word in words[:-1] if not is_tussenvoegsel(word)} | {*words[-1:]}
    found |= {one + other for one, other in pairwise(words)}
    for start in range(len(words)):
        before = list(takewhile(is_tussenvoegsel, words[start:]))
        found.add("".join(words[start : start + len(before) + 1]))
    return {(word[:LONGEST_WORD], sound) for word in found for sound in sounds(word) or ("",)}


def code_words(*codes: str | None) -> set[Word]:
    """The words of a number, a reference or an address: its letters and figures alone."""
    return {(word, "") for code in codes if code and (word := compact(code))}


def phone_words(phone: str | None) -> set[Word]:
    """The words of a stored phone number, which is found by its first figures or by its last."""
    figures = phone_figures(phone or "")
    return {(figures, ""), (BACKWARDS + figures[::-1], "")} if figures else set()


def compact(text: str) -> str:
    """The letters and figures of a code, folded: "WO-7KQ4-M2XD" is "wo7kq4m2xd"."""
    return name_key(text).replace(" ", "")[:LONGEST_WORD]


def phone_figures(text: str) -> str:
    """A phone number as one dials it in the Netherlands; what stands in brackets behind a country is left out."""
    figures = "".join(filter("0123456789".__contains__, ascii_digits(text)))[: LONGEST_WORD - 1]
    abroad = text.lstrip().startswith("+")
    if figures.startswith("00") and not abroad:
        abroad, figures = True, figures[2:]
    if figures.startswith("31") and (abroad or len(figures) == _WITH_COUNTRY):
        return "0" + figures[2:].removeprefix("0")
    return figures


def person_words(first_name: str, last_name: str, phone: str | None) -> set[Word]:
    """The words by which somebody is found."""
    return name_words(first_name) | name_words(last_name) | phone_words(phone)


def reference_words(reference: str) -> set[Word]:
    """The words by which a handover is found: its reference, also without how every one begins, and its end."""
    return code_words(reference, reference.removeprefix(_REFERENCE_BEGINS), reference.rpartition("-")[2])


def people_words(content: dict[str, Any]) -> set[Word]:
    """The words by which the people of a snapshot are found: the names and numbers that the team reads."""
    found: set[Word] = set()
    for person in content["people"]:
        found |= name_words(person["name"]) | phone_words(person.get("phone"))
    return found
