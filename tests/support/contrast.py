"""How well the colours of a theme can be told apart, as WCAG 2.2 measures it (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

SCHEMES = ("light", "dark")

# Every pair that the style sheets put on each other: what is read, on what, and how much it must stand out.
READ = 4.5
SEEN = 3.0
_GROUNDS = ("page", "surface", "sunken", "tint")
PAIRS = (
    [("ink", ground, READ) for ground in (*_GROUNDS, "field", "good-bg", "care-bg", "bad-bg")]
    + [("ink-soft", ground, READ) for ground in ("page", "surface", "sunken", "field")]
    + [("link", ground, READ) for ground in _GROUNDS]
    + [("on-accent", "accent", READ), ("on-accent", "accent-hover", READ), ("on-brand", "brand", SEEN)]
    + [(word, ground, READ) for word in ("good", "care", "bad") for ground in ("page", "surface", f"{word}-bg")]
    + [("field-line", ground, SEEN) for ground in ("field", "page", "surface")]
    + [(bar, ground, SEEN) for bar in ("accent", "bad-line", "care-line") for ground in ("page", "surface", "sunken")]
    + [("warm-ink", ground, READ) for ground in ("warm-bg", "page", "surface")]
    + [(sign, ground, SEEN) for sign in ("warmth", "good-line") for ground in ("page", "surface")]
    + [("focus", ground, SEEN) for ground in ("page", "surface", "focus-gap")]
)

_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_FALLBACK = re.compile(r"var\(--([\w-]+)(?:,\s*(.+))?\)$")
_SCHEMES = re.compile(r"light-dark\(\s*([^,]+),\s*([^)]+)\)$")


def colours(base: Path, theme: str, scheme: str) -> dict[str, str]:
    """The colour of every short name of `base` under the token file `theme`, in the light or the dark scheme."""
    ours = dict(_TOKEN.findall(_without_comments(base.read_text())))
    tokens = {**ours, **dict(_TOKEN.findall(_without_comments(theme)))}
    found = {name: _resolve(f"var(--{name})", tokens, scheme) for name in ours}
    return {name: colour for name, colour in found.items() if colour.startswith("#")}


def ratio(one: str, other: str) -> float:
    """The contrast of two `#rgb` or `#rrggbb` colours, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(base: Path, theme: str) -> list[str]:
    """Each pair that stands out too little, with how much it does; empty for a theme that may be used."""
    faint = []
    for scheme in SCHEMES:
        colour = colours(base, theme, scheme)
        for front, ground, least in PAIRS:
            measured = ratio(colour[front], colour[ground])
            if measured < least:
                faint.append(f"{scheme}: {front} on {ground} is {measured:.2f}, must be {least}")
    return faint


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def _resolve(value: str, tokens: dict[str, str], scheme: str) -> str:
    value = value.strip()
    if match := _FALLBACK.match(value):
        return _resolve(tokens.get(match[1], match[2] or ""), tokens, scheme)
    if match := _SCHEMES.match(value):
        return _resolve(match[1 + SCHEMES.index(scheme)], tokens, scheme)
    return value


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
