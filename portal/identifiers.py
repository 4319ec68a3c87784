"""Numbers and addresses that identify people: one way to recognise, normalise and hide each. Below every feature. The
importer, the forms and the logs use these functions: so a number is accepted, stored and masked the same everywhere."""

import re
import unicodedata

import phonenumbers

from portal.cleaning import clean_line, fault

_BARE_MOBILE = 9  # digits
_MOBILE = re.compile(r"(?:\+31|0031|0)?(6[1-58]\d{7})", re.ASCII)
_PHONE_SHAPE = re.compile(r"[\d+() .\-/\u00a0\u2010-\u2015]{7,40}", re.ASCII)
_PHONE_PUNCTUATION = re.compile(r"[() .\-/\u00a0\u2010-\u2015]")
# Emergency and the numbers of three to six figures that work in the Netherlands alone (number plan of the ACM).
_SHORT_PHONE = re.compile(r"11[23]|144|116\d{3}|18\d\d", re.ASCII)
_TOWN_HALL = re.compile(r"140\d{2,3}", re.ASCII)  # 14 and the area code, as 14 023
# "t/o 12" is opposite 12 and "by 12" beside it (registration of persons, element 11.50); behind the number stands a
# letter, a floor, a range: "12A", "12-2", "12 bis", "12 hs", "12 2e", "12 t/m 16".
_HOUSE_NUMBER = re.compile(
    r"(?:(?:t/o|t\.o\.|to|tegenover|b/d|by|bij|naast|nabij) ?)?0{0,3}[1-9]\d{0,4}(?!\d)[\w ./+&,'()–-]{0,15}",
    re.IGNORECASE,
)
LONGEST_HOUSE_NUMBER = 20
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|\d{1,2}[- ](?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\b.*",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"([1-9]\d{3})([A-Z]{2})", re.ASCII)
_AREA = re.compile(r"[1-9]\d{3}", re.ASCII)
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)
_EMAIL_LENGTH = 254  # RFC 5321


def ascii_digits(text: str) -> str:
    """``text`` with the digits of other scripts, such as Arabic, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def is_bare_mobile(text: str) -> bool:
    """Whether ``text`` is nothing but a Dutch mobile number whose leading zero a spreadsheet dropped.
    In a phone column such nine digits are the phone number, also when they pass the eleven-test."""
    text = clean_line(text)
    return len(text) == _BARE_MOBILE and text[0] == "6" and bool(_MOBILE.fullmatch(text))


def normalise_phone(text: str) -> str | None:
    """The one stored form of a phone number, E.164 (``+31612345678``); None when it is not one.
    Numbers without an international prefix are Dutch, with or without their leading zero."""
    text = ascii_digits(clean_line(text)).removeprefix("tel:")
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


def normalise_service_phone(text: str) -> str | None:
    """``normalise_phone`` for who is called by many: short numbers count too, as 14 023 of a town hall and 112.
    One that works within the country alone stays as it is. Nobody has such a number at home."""
    compact = _PHONE_PUNCTUATION.sub("", ascii_digits(clean_line(text)))
    if _SHORT_PHONE.fullmatch(compact):
        return compact
    return f"+31{compact}" if _TOWN_HALL.fullmatch(compact) else normalise_phone(text)


def display_phone(stored: str) -> str:
    """A stored number as people read it: Dutch numbers in national form, others international."""
    if _SHORT_PHONE.fullmatch(stored):
        return stored
    try:
        number = phonenumbers.parse(stored, "NL")
    except phonenumbers.NumberParseException:
        return stored
    dutch = number.country_code == 31
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if dutch else form.INTERNATIONAL)


def normalise_postcode(text: str) -> str | None:
    """A full Dutch postcode as ``2132 AB``; None when it is incomplete or something else."""
    match = _POSTCODE.fullmatch("".join(clean_line(text).split()).upper())
    return f"{match.group(1)} {match.group(2)}" if match else None


def postcode_area(text: str) -> str | None:
    """The four digits of a full postcode or of an area alone; None for anything else."""
    compact = "".join(clean_line(text).split()).upper()
    if _AREA.fullmatch(compact):
        return compact
    match = _POSTCODE.fullmatch(compact)
    return match.group(1) if match else None


def normalise_house_number(text: str) -> str | None:
    """A house number with its addition, as it is written: ``112A``, ``215 bis``, ``t/o 12``. None for others."""
    text = clean_line(text)
    if len(text) > LONGEST_HOUSE_NUMBER or fault(text) or became_a_date(text):
        return None
    return text if _HOUSE_NUMBER.fullmatch(text) else None


def became_a_date(text: str) -> bool:
    """Whether a house number such as 9-2 is the day by now that a spreadsheet takes it for: ``9-feb``."""
    return bool(_DATE.fullmatch(text))


def normalise_email(text: str) -> str | None:
    """An e-mail address in lower case, so that it can serve as a key; None when it is not one."""
    address = clean_line(text).lower()
    if len(address) > _EMAIL_LENGTH or not _EMAIL.fullmatch(address):
        return None
    return address


def initials(name: str, letters: int = 1) -> str:
    """The letters by which a phone calls somebody (domain.md section 7): those of the first and the last word. "Merhawi
    van den Berg" is "M.B.", and with two letters "Me.Be."; empty for a name without letters."""
    words = [word for word in unicodedata.normalize("NFC", name).split() if any(map(str.isalpha, word))]
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(f"{''.join(filter(str.isalpha, word))[:letters].capitalize()}." for word in ends)
