"""Names as people type them, folded to one key: for searching, for sorting, and for "is this the same".

Below every feature. The key of a name is stored beside it, so that Python and both databases
compare the same letters. A collation differs from server to server, and SQLite knows the capitals of ASCII alone.
Each function takes time in proportion to its text, of which it reads the first `KEY_LENGTH` characters.

Whoever changes what a key is adds a migration that makes the stored keys anew.
"""

import re
import unicodedata

KEY_LENGTH = 250  # characters of a key: a first and a last name of 120 each, and what stands between them
BETWEEN = "  "  # between the parts of a person's key: sorts before each letter, so "Boer" stands before "Boer Bakker"
SEARCHED_WORDS = 8  # more words than a name has: a longer text is no search

_APOSTROPHES = dict.fromkeys(map(ord, "`´‘’‛′ʹʻʼʽʾʿˈ΄՚׳ꞌ＇"), "'")
# Where an apostrophe stands for a space too: "van't Hof" is "van 't Hof", and "d'Hondt" stands under H.
_ELIDED = re.compile(r"\b([dl]|aan|in|op|over|uit|van|voor)'(?=\w)")
# Letters that are no letter with a mark, yet are typed as plain ones; "Ə" as passports write it (ICAO 9303, part 3).
# The Arabic ones are one letter on the keyboards for Arabic and for Dari.
_LETTERS = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ŧ": "t",
    "ħ": "h",
    "ĸ": "k",
    "ŋ": "n",
    "ə": "e",
    "ǝ": "e",
    "ɓ": "b",
    "ɖ": "d",
    "ɗ": "d",
    "ɛ": "e",
    "ƒ": "f",
    "ǥ": "g",
    "ɣ": "g",
    "ɨ": "i",
    "ƙ": "k",
    "ɲ": "n",
    "ɔ": "o",
    "ɵ": "o",
    "ʉ": "u",
    "ƴ": "y",
    "ƶ": "z",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ە": "ه",
}
# Apostrophes, and what only lengthens or steers letters: tatweel, joiner of graphemes, selectors of a variant.
_VARIANTS = {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
_UNSEEN = {ord("'"), *_APOSTROPHES, 0x640, 0x34F, *_VARIANTS}
# The words before a Dutch surname that do not count where it stands in a list (table 36 of the registration of persons,
# as far as these are words of Dutch, German and the Romance languages: "Al" and "Ben" are part of an Arabic name).
_TUSSENVOEGSELS = {
    *("aan", "af", "bij", "d", "da", "dal", "de", "dei", "del", "della", "den", "der", "des", "di", "dos", "du", "het"),
    *("in", "l", "la", "las", "le", "les", "los", "onder", "op", "over", "s", "t", "te", "ten", "ter", "thoe", "tot"),
    *("uijt", "uit", "van", "ver", "vom", "von", "voor", "zu", "zum", "zur"),
}


class _Folding(dict[int, str]):
    """The folded form of each character after its marks stand apart; worked out once for each that occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_FOLDING = _Folding()


def name_key(text: str) -> str:
    """The words of a name in the letters it is compared by, with one space between: "Łucja Çelik-Proef" is
    "lucja celik proef".

    Marks and apostrophes are gone, whatever else is no letter or figure parts two words. Cyrillic, Arabic and other
    scripts stay what they are. A text without any letter stands for itself: only an empty text has an empty key.
    """
    text = text[:KEY_LENGTH]
    if text.isascii():
        folded = text.lower().replace("`", "'")
    else:
        folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
        folded = unicodedata.normalize("NFKD", folded)
    if "'" in folded:
        folded = _ELIDED.sub(r"\1 ", folded)
    if not (text.isascii() and text.isalnum()):  # most names are plain, and a file has many
        folded = unicodedata.normalize("NFC", folded.translate(_FOLDING))
    return _cut(" ".join(folded.split()) or " ".join(filter(str.isprintable, text.casefold().split())))


def person_key(first_name: str, last_name: str) -> str:
    """The key of somebody's whole name: the surname, the first name, and the tussenvoegsel behind.

    "Marijke", "de Boer" is "boer  marijke  de". Lists stand in the order of this key, and two people with the same key
    have the same name. Either part may be empty: who has one name is sorted under that.
    """
    words = name_key(last_name).split()
    before = 0
    while before < len(words) - 1 and words[before] in _TUSSENVOEGSELS:
        before += 1
    parts = " ".join(words[before:]), name_key(first_name), " ".join(words[:before])
    return _cut(BETWEEN.join(filter(None, parts)))


def is_tussenvoegsel(word: str) -> bool:
    """Whether a folded word may stand before a Dutch surname without counting in it."""
    return word in _TUSSENVOEGSELS


def called(name: str) -> str:
    """The word of a name by which somebody is greeted: the first."""
    return name.split()[0] if name.split() else name


def searched_words(text: str) -> tuple[str, ...]:
    """The parts of a search for a name; each has to occur in its key, in any order."""
    return tuple(dict.fromkeys(name_key(text).split()))[:SEARCHED_WORDS]


def _folded(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if ord(character) in _UNSEEN or category in ("Cf", "Me") or _is_mark(character):
        return ""
    return character if character.isalnum() or category.startswith("M") else " "


def _is_mark(character: str) -> bool:
    """Whether it stands above, below or through a letter that is read without it as well.

    The signs of other scripts that are vowels or change the letter have other classes.
    """
    place = unicodedata.combining(character)
    return 10 <= place <= 36 or place >= 200


def _cut(key: str) -> str:
    return key[:KEY_LENGTH].rstrip()
