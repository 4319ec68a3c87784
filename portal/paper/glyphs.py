"""Which characters the fonts of the paper can show; any other becomes a sign.
An archival, accessible PDF may hold no character without a letterform: one would stop the whole page."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
NO_GLYPH = "\N{REPLACEMENT CHARACTER}"
# A pair of isolates keeps a telephone number in one piece within Arabic; the joiners shape Persian words.
KEPT = frozenset("\n\u200c\u200d\u2068\u2069")
PAIR_OR_HALF = re.compile("\u2068[^\u2068\u2069]*\u2069|[\u2068\u2069]")
DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(text: str) -> str:
    """The text as the paper can show it: composed letters, and a sign where no font has the letter. No control
    characters, and none that turn the direction of the text behind them."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return PAIR_OR_HALF.sub(_in_pairs, "".join(_shown(letter) for letter in composed))


def without_marks(text: str) -> str:
    """The text without combining marks, for marks on a letter of another font."""
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def _in_pairs(found: re.Match[str]) -> str:
    """Isolates that open and close; half of a pair would turn what stands beside the text."""
    return found[0] if len(found[0]) > 1 else ""


def _shown(letter: str) -> str:
    if letter in KEPT:
        return letter
    if unicodedata.category(letter) in DROPPED:
        return ""
    return letter if ord(letter) in covered() else NO_GLYPH


@cache
def covered() -> frozenset[int]:
    """The code points that every weight of a family here has."""
    families: dict[Path, list[set[int]]] = {}
    for path in sorted(FONTS.glob("*/*.ttf")):
        families.setdefault(path.parent, []).append(set(_code_points(path.read_bytes())))
    return frozenset().union(*(set.intersection(*weights) for weights in families.values()))


def _code_points(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font, from the character map of the OpenType specification."""
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    for nr in range(count):
        (start,) = struct.unpack_from(">I", table, 4 + 8 * nr + 4)
        (form,) = struct.unpack_from(">H", table, start)
        if form == 4:
            yield from _segments(table[start:])
        elif form == 12:
            (groups,) = struct.unpack_from(">I", table, start + 12)
            for group in range(groups):
                first, last, _glyph = struct.unpack_from(">III", table, start + 16 + 12 * group)
                yield from range(first, last + 1)


def _segments(table: bytes) -> Iterator[int]:
    """The code points of a map in format 4: segments with an offset or a list of glyphs."""
    (double,) = struct.unpack_from(">H", table, 6)
    ends, starts, deltas, offsets = (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    for step in range(0, double, 2):
        last, first, delta, offset = (
            struct.unpack_from(">H", table, at + step)[0] for at in (ends, starts, deltas, offsets)
        )
        for point in range(first, last + 1):
            glyph = point
            if offset:
                (glyph,) = struct.unpack_from(">H", table, offsets + step + offset + 2 * (point - first))
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield point


def _table(font: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for nr in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * nr)
        if tag == name:
            return font[start : start + length]
    raise ValueError("a font without a character map")
