"""Cleaning text of one line: by the same functions in a form, a file and on the command line.
Below every feature; pure, and in time in proportion to the text."""

import re
import unicodedata

# Marks that nobody sees: soft hyphens, zero widths, what steers the direction of writing, byte order marks, selectors
# of a variant and fillers. They come along when a name or a number is copied from a message, and hide that two are one.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The two joiners of zero width belong to Persian, to the scripts of India and to signs: between those they stay.
_JOINS = "\u0600-\u1cff\u2600-\u27bf\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_JOINS}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINS}])")
# The text of a spreadsheet where it could not work out a cell, in any language: "#N/B", "#VERW!", "#NAME?", "Fout:502",
# and "####" where a column is too narrow. Excel itself writes capitals.
_NOT_CALCULATED = re.compile(
    r"#{2,}|#[A-Z][A-Z0-9_/]{1,20}[!?]|#N/?[A-Z]|#GETTING_DATA|#GEGEVENS_OPHALEN|(?:Err|Fout):\d{3}", re.ASCII
)
_OF_SPREADSHEETS = frozenset("#EF")  # with which those begin: a large file has few of them
_CUT_SHORT = re.compile(r"[+-]?\d(?:[.,]\d{1,20})?E[+-]\d{1,3}", re.ASCII | re.IGNORECASE)


def clean_line(text: str) -> str:
    """``text`` as it is stored: on one line, composed letters, single spaces, without marks that nobody sees."""
    if not (text.isascii() and text.isprintable()):
        text = _JOINER.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(text.split())


def says_something(text: str) -> bool:
    """Whether there is a letter or a figure in it: people write "-" or "." where they have nothing to say."""
    return any(map(str.isalnum, text))


def not_calculated(text: str) -> bool:
    """Whether a spreadsheet says with this text that it could not work out the cell."""
    return bool(_NOT_CALCULATED.fullmatch(text))


def fault(text: str) -> str | None:
    """Why a clean line is nothing that can be stored; None when it can.

    ``not_calculated``: an error of a spreadsheet. ``number_cut_short``: a number of which a spreadsheet left out
    figures, as 1,23E+11. ``damaged_letter``: an earlier conversion lost a letter. ``control_character``: what cannot
    be shown.
    """
    if text[:1] in _OF_SPREADSHEETS and not_calculated(text):
        return "not_calculated"
    if text[-1:].isdigit() and _CUT_SHORT.fullmatch(text):
        return "number_cut_short"
    if text.isascii() and text.isprintable():
        return None
    if "\ufffd" in text:
        return "damaged_letter"
    return "control_character" if any(unicodedata.category(c) in ("Cc", "Cs") for c in text) else None


def is_name(text: str) -> bool:
    """Whether it can be what somebody is called: there is a letter in it."""
    return any(map(str.isalpha, text))


def person_name(first: str | None, last: str | None) -> tuple[str, str]:
    """First and last name as they are stored. A single name is the last name, wherever it was written (BRP, Logisch
    Ontwerp, element 02.40). "-" or "." for a name that is not there counts as empty."""
    parts = [part for part in map(clean_line, (first or "", last or "")) if says_something(part)]
    return (parts[0], parts[1]) if len(parts) == 2 else ("", "".join(parts))
