"""Numbers and addresses that identify people: one way to recognise, normalise and hide each.

Below every feature: the importer, the forms and the logs use these functions, so that a number is
accepted, stored and masked the same everywhere.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import phonenumbers

# What people put between the digits of a number. Invisible characters are among them, because a
# copied text may carry them and the number is still readable on the screen.
_BETWEEN = r"[\s.,/()_\-\u2010-\u2015\u2212\u00ad\u200b-\u200f\u2060\ufeff]"
_NINE_DIGITS = re.compile(rf"(?:\d{_BETWEEN}*){{8}}\d")
_CHAIN = re.compile(rf"\d+(?:{_BETWEEN}+\d+)*")
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01]))(?!\d)"
)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_LENGTH = 9
_LONGEST_PHONE = 15  # E.164
_DUTCH_PHONE = 10  # with the leading zero

_MOBILE = re.compile(r"(?:\+31|0031|0)?(6[1-58]\d{7})", re.ASCII)
_PHONE_SHAPE = re.compile(r"[\d+() .\-/\u00a0\u2010-\u2015]{7,40}", re.ASCII)
_PHONE_PUNCTUATION = re.compile(r"[() .\-/\u00a0\u2010-\u2015]")
_POSTCODE = re.compile(r"([1-9]\d{3})([A-Z]{2})", re.ASCII)
_AREA = re.compile(r"[1-9]\d{3}", re.ASCII)
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)
_EMAIL_LENGTH = 254  # RFC 5321


class _Group(NamedTuple):
    """A run of digits inside a text: where it stands and its value as ASCII digits."""

    start: int
    end: int
    digits: str


def looks_like_bsn(text: str) -> bool:
    """Whether nine digits that pass the eleven-test stand anywhere in ``text``.

    Also when written with spaces, dots or dashes between them. Not when they are part of a longer
    run, of a phone number that shows itself as one (leading zero or international prefix), or of
    a date. Domain rule: no BSN anywhere (domain.md, section 7).
    """
    return bool(_bsn_spans(text))


def mask_bsn(text: str) -> str:
    """``text`` with each digit of a BSN-like number replaced by an asterisk.

    The result never looks like a BSN; a text without one comes back as it was.
    """
    spans = _bsn_spans(text)
    while spans:
        hidden = list(text)
        for start, end in spans:
            hidden[start:end] = ("*" if c.isdigit() else c for c in hidden[start:end])
        text = "".join(hidden)
        spans = _bsn_spans(text)
    return text


def _bsn_spans(text: str) -> list[tuple[int, int]]:
    if len(text) < _BSN_LENGTH or not _NINE_DIGITS.search(text):
        return []
    return [span for chain in _CHAIN.finditer(text) for span in _spans_in_chain(text, chain)]


def _spans_in_chain(text: str, chain: re.Match[str]) -> Iterator[tuple[int, int]]:
    dates = [match.span() for match in _DATE.finditer(text, chain.start(), chain.end())]
    run: list[_Group] = []
    groups = [_group(match) for match in _DIGITS.finditer(text, chain.start(), chain.end())]
    at = 0
    while at < len(groups):
        in_date = any(start <= groups[at].start < end for start, end in dates)
        taken = 1 if in_date else _groups_of_phone(text, groups, at)
        if taken:
            yield from _nine_in(run)
            run = []
            at += taken
        else:
            run.append(groups[at])
            at += 1
    yield from _nine_in(run)


def _group(match: re.Match[str]) -> _Group:
    return _Group(match.start(), match.end(), _ascii_digits(match.group()))


def _ascii_digits(text: str) -> str:
    """``text`` with the digits of other scripts, such as Arabic, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _nine_in(run: list[_Group]) -> Iterator[tuple[int, int]]:
    """Each stretch of whole groups that holds nine digits and passes the eleven-test."""
    for first in range(len(run)):
        digits = ""
        for group in run[first:]:
            digits += group.digits
            if len(digits) >= _BSN_LENGTH:
                if _passes_eleven_test(digits):
                    yield run[first].start, group.end
                break


def _passes_eleven_test(digits: str) -> bool:
    if len(digits) != _BSN_LENGTH or not int(digits):
        return False
    return sum(w * int(d) for w, d in zip(_BSN_WEIGHTS, digits, strict=True)) % 11 == 0


def _groups_of_phone(text: str, groups: list[_Group], at: int) -> int:
    """How many groups from ``at`` on form a phone number that shows itself as one; 0 for none.

    Nine digits written together never open a phone number: a BSN may begin with a zero or follow
    a plus sign, and hiding one phone number too many costs less than keeping one BSN.
    """
    first = groups[at]
    plus = first.start > 0 and text[first.start - 1] == "+"
    if len(first.digits) == _BSN_LENGTH or not (plus or first.digits.startswith("0")):
        return 0
    international = plus or first.digits.startswith("00")
    longest, total = 0, 0
    for count, group in enumerate(groups[at:], start=1):
        total += len(group.digits)
        if total > _LONGEST_PHONE + 2:
            break
        if not international and total != _DUTCH_PHONE:
            continue
        if not international and any(len(g.digits) == _BSN_LENGTH for g in groups[at : at + count]):
            break
        written = text[first.start - plus : group.end]
        if normalise_phone(written):
            longest = count
    return longest


def is_bare_mobile(text: str) -> bool:
    """Whether ``text`` is nothing but a Dutch mobile number that lost its leading zero.

    A spreadsheet that takes a phone number for a number drops the zero. In a phone column the
    remaining nine digits are taken for the phone number, also when they pass the eleven-test.
    """
    text = text.strip()
    return len(text) == _BSN_LENGTH and text[0] == "6" and bool(_MOBILE.fullmatch(text))


def normalise_phone(text: str) -> str | None:
    """The one stored form of a phone number, E.164 (``+31612345678``); None when it is not one.

    Numbers without an international prefix are Dutch, with or without their leading zero.
    """
    text = _ascii_digits(text.strip())
    if not _PHONE_SHAPE.fullmatch(text):
        return None
    compact = _PHONE_PUNCTUATION.sub("", text)
    if mobile := _MOBILE.fullmatch(compact):
        return f"+31{mobile.group(1)}"
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_phone(stored: str) -> str:
    """A stored number as people read it: Dutch numbers in national form, others international."""
    try:
        number = phonenumbers.parse(stored, "NL")
    except phonenumbers.NumberParseException:
        return stored
    dutch = number.country_code == 31
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if dutch else form.INTERNATIONAL)


def normalise_postcode(text: str) -> str | None:
    """A full Dutch postcode as ``2132 AB``; None when it is incomplete or something else."""
    match = _POSTCODE.fullmatch("".join(text.split()).upper())
    return f"{match.group(1)} {match.group(2)}" if match else None


def postcode_area(text: str) -> str | None:
    """The four digits of a full postcode or of an area alone; None for anything else."""
    compact = "".join(text.split()).upper()
    if _AREA.fullmatch(compact):
        return compact
    match = _POSTCODE.fullmatch(compact)
    return match.group(1) if match else None


def normalise_email(text: str) -> str | None:
    """An e-mail address in lower case, so that it can serve as a key; None when it is not one."""
    address = text.strip().lower()
    if len(address) > _EMAIL_LENGTH or not _EMAIL.fullmatch(address):
        return None
    return address


def initials(name: str, letters: int = 1) -> str:
    """The letters by which a phone calls somebody (domain.md section 7): "Merhawi van den Berg" is
    "M.B.", and with two letters "Me.Be.".

    Those of the first and the last word alone: what lies between would tell more of the name. Empty
    for a name without letters.
    """
    words = [word for word in unicodedata.normalize("NFC", name).split() if any(map(str.isalpha, word))]
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(f"{''.join(filter(str.isalpha, word))[:letters].capitalize()}." for word in ends)
