"""Which passwords are too easy to guess. Pure, standard library. Length decides, not odd signs (NIST SP 800-63B,
section 5.1.1.2): a sentence is fine. A known password is not, nor one known word with digits and signs around it."""

import re
from collections.abc import Container

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
# A shorter first half of an e-mail address stands in every other word.
SHORTEST_OWN_NAME = 4
# A password that only repeats a shorter piece is as easy to guess as the piece.
SHORTEST_PIECE = 8
# Signs that people write in the place of a letter.
_LOOKS_LIKE = str.maketrans("0134579@$!|", "oieastgasil")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "01234567890",
    "qazwsxedcrfvtgb",
)


def password_problem(password: str, email: str, known: Container[str]) -> str | None:
    """Why a password is too weak, as a refusal code, or None. `known` has known passwords and the letters
    they are made of, in lower case."""
    if len(password) < SHORTEST_PASSWORD:
        return "password_short"
    if len(password) > LONGEST_PASSWORD:
        return "password_long"
    lowered = password.lower()
    own_name = email.split("@")[0].lower()
    if len(own_name) >= SHORTEST_OWN_NAME and own_name in lowered:
        return "password_guessable"
    return "password_common" if _is_common(lowered, known) else None


def _is_common(lowered: str, known: Container[str]) -> bool:
    if (
        len(set(lowered)) < 5
        or len(_once(lowered)) < SHORTEST_PIECE
        or lowered in known
        or _without_rows(lowered) == ""
    ):
        return True
    words = {_once("".join(filter(str.isalpha, each))) for each in (lowered, _trimmed(lowered).translate(_LOOKS_LIKE))}
    return any(word in known or _without_rows(word) == "" for word in words)


def _trimmed(text: str) -> str:
    """Without the digits and signs at both ends: those stand for no letter."""
    return re.sub(r"^[^a-z]+|[^a-z]+$", "", text) or text


def _once(word: str) -> str:
    """A word that only says the same again and again, said once."""
    size = (word + word).find(word, 1)
    return word[:size] if size > 0 else word


def _without_rows(text: str) -> str:
    """The text without runs of four or more signs that stand in a row, forwards or backwards, on a keyboard or in the
    alphabet."""
    left: list[str] = []
    start = 0
    while start < len(text):
        length = max(_run(text, start, row) for each in _ROWS for row in (each, each[::-1]))
        if length < 4:
            left.append(text[start])
        start += length if length >= 4 else 1
    return "".join(left)


def _run(text: str, start: int, row: str) -> int:
    at = row.find(text[start])
    length = 0
    while at >= 0 and start + length < len(text) and text[start + length] == row[at + length : at + length + 1]:
        length += 1
    return length
