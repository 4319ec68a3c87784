"""The other things people write in digits: phone numbers, bank accounts, amounts, days and hours.
Each pattern is bounded, so that looking for it takes no longer than the text is long."""

import re
from collections.abc import Iterable, Iterator, Sequence

from portal.bsn.signs import Group, Signs

Span = tuple[int, int]

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){0,2}"
_MOMENT = re.compile(
    rf"(?<!\d)(?:{_DAY} ?([-/.]) ?{_MONTH} ?\1 ?(?:(?:19|20)\d\d|\d\d)"
    rf"|(?:19|20)\d\d([-/.]){_MONTH}\2{_DAY}"
    rf"|{_CLOCK} ?[-/] ?{_CLOCK}"  # from an hour to another, or a day without its year
    r"|(?:[01]\d|2[0-4])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d"
    rf"|{_DAY}[-/]{_MONTH}"
    r"|(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d"
    rf"|{_CLOCK}"
    r"|\d{1,3}(?:\.\d{3}){0,4},(?:\d\d|-)"  # an amount that names no money
    r")(?!\d)",
    re.ASCII,
)
_AMOUNT = r"\d{1,12}(?:[.,']\d{1,3}){0,4}(?:,-)?"
_MONEY = re.compile(rf"\$ ?{_AMOUNT}|(?<![\d.,']){_AMOUNT} ?(?:euro|eur)\b", re.ASCII | re.IGNORECASE)

_IBAN = re.compile(r"(?<![A-Za-z\d])([A-Z]{2})\d\d(?:[ .-]?[A-Z\d]){11,28}", re.ASCII | re.IGNORECASE)
# How long an IBAN is in each country that has them (ISO 13616).
_IBAN_LENGTHS = """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 EG29 ES24 FI18 FR27 GB22 GE22 GI23 GR27 HR21
    HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PK24 PL28 PT25
    QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20
"""
_LENGTH_OF = {each[:2]: int(each[2:]) for each in _IBAN_LENGTHS.split()}

_WITHIN_PHONE = re.compile(r" {1,2}| ?[-/] ?|\.|\) ?-? ?| ?\(")
_BEHIND_DIGITS = re.compile(r"\d[ .:,/-]\Z", re.ASCII)  # what follows goes on with a day, an hour or a number
_DUTCH_PHONE = 10  # digits, with the leading zero
_DUTCH_CODES = {2, 3, 4, 10}  # digits that stand first: 06, 020, 0252, or all of them
_SERVICE_PHONES = {8, 11}  # 0800-1234, 0900-1234567
_ABROAD = range(9, 14)  # digits, with the code of the country
_DUTCH_ABROAD = 11
_MOST_GROUPS = 13
_NINE = 9


def moments_and_sums(text: str) -> list[Span]:
    """Where days, hours and amounts stand, by their shape alone: a part of a BSN may have it too."""
    return [match.span() for match in _MOMENT.finditer(text)]


def money_and_accounts(text: str) -> list[Span]:
    """Where an amount stands that names its money, or an IBAN: whatever its digits are."""
    return [*(match.span() for match in _MONEY.finditer(text)), *_accounts(text)]


def places_of(spans: Iterable[Span]) -> frozenset[int]:
    """Every place within these."""
    return frozenset(place for span in spans for place in range(*span))


def _accounts(text: str) -> Iterator[Span]:
    """A country, two digits, and as much as that country has."""
    for match in _IBAN.finditer(text):
        left = _LENGTH_OF.get(match.group(1).upper(), 0)
        for place in range(match.start(), match.end()):
            left -= text[place].isalnum()
            if not left:
                yield match.start(), place + 1
                break


def groups_of_phone(signs: Signs, chain: Sequence[Group], at: int) -> int:
    """How many groups from ``at`` on form a phone number that shows itself as one; 0 for none.
    Nine digits together need the code of a country: one phone number too many hidden costs less than one BSN kept."""
    first = chain[at]
    plus = is_behind_plus(signs, first)
    if len(first.digits) == _NINE or not (plus or _opens(signs, first)):
        return 0
    longest, written = 0, ""
    gaps: list[str] = []
    for count, group in enumerate(chain[at : at + _MOST_GROUPS], start=1):
        if count > 1:
            gaps.append(signs.between(chain[at + count - 2], group))
            if not _goes_on(gaps, written, plus, group):
                break
        written += group.digits
        if _is_whole(written, plus, first):
            longest = count
    return longest


def is_behind_plus(signs: Signs, group: Group) -> bool:
    """Whether a plus sign stands before a group."""
    return signs.text[max(0, group.start - 1) : group.start] == "+"


def _opens(signs: Signs, first: Group) -> bool:
    """Whether a number without a plus sign may begin with a group: a zero, and no digits shortly before."""
    before = signs.text[max(0, first.start - 2) : first.start]
    return first.digits.startswith("0") and len(first.digits) > 1 and not _BEHIND_DIGITS.fullmatch(before)


def _goes_on(gaps: list[str], written: str, plus: bool, group: Group) -> bool:
    """Whether a phone number can go on with a group: behind its code the same stands between all."""
    abroad = plus or written.startswith("00")
    even = plus or len(set(gaps[2 if abroad else 1 :])) <= 1
    if not even or not _WITHIN_PHONE.fullmatch(gaps[-1]):
        return False
    behind_code = abroad and 1 <= len(written.removeprefix("00")) <= 4
    return len(group.digits) != _NINE or behind_code


def _is_whole(written: str, plus: bool, first: Group) -> bool:
    """Whether so many digits are a whole number, as people in the Netherlands write them."""
    if plus or written.startswith("00"):
        number = written if plus else written[2:]
        if number.startswith("31"):
            return len(number) == _DUTCH_ABROAD + number.startswith("310")
        return len(number) in _ABROAD
    if first.digits.startswith(("0800", "090")):
        return len(written) in _SERVICE_PHONES
    return len(written) == _DUTCH_PHONE and len(first.digits) in _DUTCH_CODES
