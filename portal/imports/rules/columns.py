"""The columns of each kind of file, and how the headings of a file are matched with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.bsn.finding import mask_bsn
from portal.imports.rules.findings import Unreadable


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
    """The headings of one file: where each known column stands, and which ones are ignored."""

    names: tuple[str, ...]
    places: dict[str, int]
    ignored: tuple[str, ...]

    def name(self, place: int) -> str:
        """The heading above a cell; an empty text beyond the last one."""
        return self.names[place] if place < len(self.names) else ""


def folded(text: str) -> str:
    """``text`` for comparing names: without case, spaces, hyphens and other punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))


def match_headings(kind: Kind, headings: Sequence[str]) -> Layout:
    """Find the columns of ``kind`` in the order this file has them.

    Raises Unreadable: ``missing_headings`` naming each, ``duplicate_headings`` when a column
    that is read stands in the file twice.
    """
    known = {folded(name): name for name in (*kind.required, *kind.optional)}
    names = tuple(known.get(folded(h)) or mask_bsn(h.strip()) for h in headings)
    places: dict[str, int] = {}
    double: list[str] = []
    for place, name in enumerate(names):
        if name in places:
            double.append(name)
        elif folded(name) in known:
            places[name] = place
    if missing := tuple(name for name in kind.required if name not in places):
        raise Unreadable("missing_headings", headings=missing)
    if double:
        raise Unreadable("duplicate_headings", headings=tuple(dict.fromkeys(double)))
    return Layout(names, places, tuple(n for n in names if n and n not in places))
