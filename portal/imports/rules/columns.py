"""The columns of each kind of file, and how the headings of a file are matched with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.bsn.finding import mask_bsn
from portal.cleaning import clean_line
from portal.imports.rules.findings import Unreadable, quoted
from portal.names import name_key


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name on the command line and the headings it must and may have."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]


TRAJECTORIES = Kind(
    "trajectories",
    required=(
        "clientnummer",
        "voornaam",
        "achternaam",
        "geboortejaar",
        "straat",
        "huisnummer",
        "postcode",
        "woonplaats",
        "gemeente",
        "gehuisvest op",
        "wettelijk regime",
        "volwassenen",
        "kinderen",
        "traject",
        "startdatum",
    ),
    optional=("telefoon", "e-mail", "talen", "tolk nodig", "klantmanager"),
)
VOLUNTEERS = Kind(
    "volunteers",
    required=(
        "e-mail",
        "voornaam",
        "achternaam",
        "functie",
        "uren per week",
        "max huishoudens",
        "status",
    ),
    optional=(
        "telefoon",
        "talen",
        "postcode",
        "VOG gezien op",
        "geheimhouding getekend op",
        "basiscursus op",
    ),
)
TEAMS = Kind(
    "teams",
    required=("team", "gemeente", "postcodes"),
    optional=("organisatie", "e-mail", "telefoon", "aandachtsfunctionaris"),
)
KINDS = {kind.name: kind for kind in (TRAJECTORIES, VOLUNTEERS, TEAMS)}


@dataclass(frozen=True)
class Layout:
    """The headings of one file: where each known column stands, and which ones are ignored.
    ``last_required`` is the place of the last column that every row must fill."""

    names: tuple[str, ...]
    places: dict[str, int]
    ignored: tuple[str, ...]
    last_required: int

    def name(self, place: int) -> str:
        """The heading above a cell; an empty text beyond the last one."""
        return self.names[place] if place < len(self.names) else ""


@lru_cache(maxsize=4096)  # a file says the same few hundred words in each of its rows
def folded(text: str) -> str:
    """``text`` for comparing words: without case, marks on letters, spaces, hyphens and other punctuation."""
    return name_key(text).replace(" ", "")


def known_headings(kind: Kind, cells: Sequence[str]) -> int:
    """How many columns of ``kind`` a line of a file names."""
    return len(set(map(folded, cells)) & set(map(folded, (*kind.required, *kind.optional))))


def match_headings(kind: Kind, headings: Sequence[str], line: int = 1) -> Layout:
    """Find the columns of ``kind`` in the order this file has them; ``line`` is where they stand in it.

    Raises Unreadable: ``missing_headings`` naming each and what was read, ``duplicate_headings`` when a column that is
    read stands in the file twice.
    """
    known = {folded(name): name for name in (*kind.required, *kind.optional)}
    names = tuple(known.get(folded(h)) or mask_bsn(clean_line(h)) for h in headings)
    places: dict[str, int] = {}
    double: list[str] = []
    for place, name in enumerate(names):
        if name in places:
            double.append(name)
        elif folded(name) in known:
            places[name] = place
    if missing := tuple(name for name in kind.required if name not in places):
        found = quoted(", ".join(filter(None, names)))
        raise Unreadable("missing_headings", headings=missing, line=line, found=found)
    if double:
        raise Unreadable("duplicate_headings", headings=tuple(dict.fromkeys(double)))
    last_required = max(places[name] for name in kind.required)
    return Layout(names, places, tuple(n for n in names if n and n not in places), last_required)
