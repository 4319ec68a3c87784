"""The registers in words: columns, filters and what they offer, how much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.caseload.registers.rules import (
    ENDS,
    NAME,
    SORT,
    STATES,
    Asked,
    Register,
    month_of,
    months_to_choose,
    phase_value,
)
from portal.i18n import day, gettext, in_language, ngettext, number
from portal.wording import N_, label, labels

REFUSALS = {
    "register_too_large": N_("Hier passen %(most)s rijen, en dit zijn er %(count)s. Kies meer filters."),
}
LABELS = {
    "register": {"households": N_("Huishoudens"), "trajectories": N_("Trajecten")},
    "register_column": {
        "naam": N_("Huishouden"),
        "soort": N_("Soort traject"),
        "staat": N_("Stand"),
        "fase": N_("Fase"),
        "begeleider": N_("Begeleider"),
        "gebied": N_("Postcodegebied"),
        "plaats": N_("Plaats"),
        "gemeente": N_("Gemeente"),
        "talen": N_("Talen"),
        "personen": N_("Personen"),
        "gehuisvest": N_("Gehuisvest op"),
        "begin": N_("Begin"),
        "einde": N_("Einddatum"),
        "contact": N_("Laatste contact"),
        "regime": N_("Wet inburgering"),
        "uitkomst": N_("Afgesloten als"),
        "nummer": N_("Cliëntnummer"),
        "telefoon": N_("Telefoon"),
    },
    "register_filter": {
        "zoek": N_("Naam of nummer"),
        "soort": N_("Soort traject"),
        "staat": N_("Stand"),
        "eindigt": N_("Eindigt"),
        "begeleider": N_("Begeleider"),
        "fase": N_("Fase"),
        "gebied": N_("Postcode"),
        "taal": N_("Taal"),
    },
    "register_every": {
        "soort": N_("Alle soorten"),
        "staat": N_("Niet gesloten"),
        "eindigt": N_("Elke einddatum"),
        "fase": N_("Alle fasen"),
        "taal": N_("Alle talen"),
    },
    "register_state": {
        "wacht": N_("Wacht op een begeleider"),
        "loopt": N_("Heeft een begeleider"),
        "gesloten": N_("Gesloten"),
        "alles": N_("Ook gesloten"),
    },
    "register_is": {"wacht": N_("wacht"), "loopt": N_("loopt"), "gesloten": N_("gesloten")},
    "register_end": {
        "voorbij": N_("Einddatum voorbij"),
        "deze-maand": N_("Deze maand"),
        "volgende-maand": N_("Volgende maand"),
        "3-maanden": N_("Binnen 3 maanden"),
        "6-maanden": N_("Binnen 6 maanden"),
    },
}
# The filters that are always in sight; the others wait behind a word.
ON_A_PHONE = ("soort", "staat", "begeleider", "gebied")
IN_SIGHT = ("zoek", "soort", "staat", "eindigt")


@dataclass(frozen=True)
class Field:
    """A filter of the toolbar: a text, or a choice of one with its options, of which the first leaves nothing out."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]] | None = None

    @property
    def in_sight(self) -> bool:
        """Whether it stands in the toolbar itself."""
        return self.name in IN_SIGHT

    @property
    def said(self) -> str:
        """The value in words."""
        return dict(self.options or ()).get(self.value, self.value)


def fields(asked: Asked, types: Sequence[Any], languages: Sequence[Any], today: date) -> list[Field]:
    """The filters with what they offer and what is chosen."""
    offered: dict[str, list[tuple[str, str]]] = {
        "soort": [(each.code, in_language(each)) for each in types],
        "staat": list(labels("register_state", STATES).items()),
        "eindigt": _ends(asked.of("eindigt"), today),
        "fase": [
            (phase_value(each.code, phase.code), f"{in_language(each)}: {in_language(phase)}")
            for each in types
            for phase in each.phases
        ],
        "taal": [(each.code, in_language(each)) for each in languages],
    }
    return [
        Field(name, text, asked.of(name), [("", label("register_every", name)), *offered[name]])
        if name in offered
        else Field(name, text, asked.of(name))
        for name, text in labels("register_filter", LABELS["register_filter"]).items()
    ]


def _ends(chosen: str, today: date) -> list[tuple[str, str]]:
    months = [(each, day(month_of(each, today), "MMMM y")) for each in months_to_choose(today, chosen)]
    return [*labels("register_end", ENDS).items(), *months]


def sort_field(register: Register, asked: Asked) -> Field:
    """The orders to choose from, each also turned around: a phone shows no heads of columns to tap."""
    names = labels("register_column", register.sorts).items()
    plain = [(code, gettext("Op %(column)s", column=text.lower())) for code, text in names]
    turned = [(f"-{code}", gettext("Op %(column)s, omgekeerd", column=text.lower())) for code, text in names]
    return Field(SORT, gettext("Volgorde"), asked.sort, [*plain, *turned])


def is_further(found: Sequence[Field]) -> bool:
    """Whether a filter that waits behind a word is set."""
    return any(each.value for each in found if not each.in_sight)


def is_brief(register: Register, asked: Asked) -> bool:
    """Whether a row on a phone tells the few things that need no head. Who chose the columns sees all of them."""
    return asked.columns == register.first


def on_wide(column: str) -> str:
    """The class of a cell that such a brief row leaves out."""
    return "" if column in ON_A_PHONE else "on-wide"


def everything_url(url: str) -> str:
    """The address without filters; also for who kept a view of their own."""
    return f"{url}?{SORT}={NAME}"


def filters_said(found: Sequence[Field]) -> str:
    """The filters that are set, in words, for paper."""
    texts = [f"{each.label}: {each.said}" for each in found if each.value or each.name == "staat"]
    return ". ".join(texts)


def rows_shown(register: Register, found: int, total: int) -> str:
    """How many rows there are, and of how many when filters leave some out."""
    if register.name == "households":
        everything = ngettext("%(n)s huishouden", "%(n)s huishoudens", total)
    else:
        everything = ngettext("%(n)s traject", "%(n)s trajecten", total)
    return everything if found == total else gettext("%(found)s van %(total)s", found=number(found), total=everything)
