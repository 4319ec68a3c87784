"""Numbers and addresses that identify people: one way to recognise, normalise and hide each.

Below every feature: the importer, the forms and the logs use these functions, so that a number is
accepted, stored and masked the same everywhere.
"""

import re
import unicodedata

import phonenumbers

_BARE_MOBILE = 9  # digits
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


def _ascii_digits(text: str) -> str:
    """``text`` with the digits of other scripts, such as Arabic, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def is_bare_mobile(text: str) -> bool:
    """Whether ``text`` is nothing but a Dutch mobile number that lost its leading zero.

    A spreadsheet that takes a phone number for a number drops the zero. In a phone column the
    remaining nine digits are taken for the phone number, also when they pass the eleven-test.
    """
    text = text.strip()
    return len(text) == _BARE_MOBILE and text[0] == "6" and bool(_MOBILE.fullmatch(text))


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
