"""The lists behind the numbers of the board in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.i18n import day, gettext, in_language, ngettext, number
from portal.names import name_key
from portal.wording import N_


@dataclass(frozen=True)
class ListWords:
    """How a list is called, what its number counts, its last column, and what to do when empty."""

    title: str
    tile: str
    lead: str
    mark: str
    empty: str
    advice: str


LISTS = {
    "waiting": ListWords(
        N_("Wachtlijst"),
        N_("wachten op een begeleider"),
        N_("Deze trajecten hebben geen begeleider. Spoed staat bovenaan, daarna wie het langst wacht."),
        N_("Wacht"),
        N_("Niemand wacht"),
        N_("Elk huishouden heeft een begeleider. Nieuwe huishoudens komen automatisch op deze lijst."),
    ),
    "without_intake": ListWords(
        N_("Zonder intake"),
        N_("zonder intake na 14 dagen"),
        N_("Langer dan 14 dagen gekoppeld, en nog geen intakegesprek vastgelegd."),
        N_("Sinds koppeling"),
        N_("Overal is een intake gedaan"),
        N_("Na een koppeling hoort binnen 14 dagen een intake. U hoeft nu niets te doen."),
    ),
    "gone_quiet": ListWords(
        N_("Stil"),
        N_("te lang stil"),
        N_("Langer geen contact dan bij de fase past. Een geplande periode zonder contact telt niet mee."),
        N_("Stil sinds"),
        N_("Met elk huishouden is contact"),
        N_("Met elk huishouden is op tijd contact geweest. U hoeft nu niets te doen."),
    ),
    "ending": ListWords(
        N_("Loopt af"),
        N_("lopen af binnen 3 maanden"),
        N_("Drie maanden voor het einde begint de warme overdracht."),
        N_("Einddatum"),
        N_("Er loopt nu niets af"),
        N_("Drie maanden voor de einddatum komt een traject automatisch op deze lijst."),
    ),
    "open_handovers": ListWords(
        N_("Open overdrachten"),
        N_("open overdrachten"),
        N_("Begonnen, en nog niet afgerond of ingetrokken."),
        N_("Begonnen"),
        N_("Er loopt geen overdracht"),
        N_("Begin een overdracht bij een traject dat binnen drie maanden afloopt."),
    ),
    "not_arrived": ListWords(
        N_("Niet aangekomen"),
        N_("niet aangekomen na een overdracht"),
        N_("Overgedragen, maar er is geen contact met het huishouden. Bel, en begin zo nodig opnieuw."),
        N_("Sinds de vraag"),
        N_("Iedereen is aangekomen"),
        N_("Na een overdracht wordt gevraagd of het huishouden is aangekomen. U hoeft nu niets te doen."),
    ),
}


def mark_words(name: str, mark: date, today: date) -> str:
    """The words for the day a list is about: how long ago, or until when."""
    days = (today - mark).days
    if name != "ending":
        return ngettext("%(n)s dag", "%(n)s dagen", days)
    if days > 0:
        return ngettext("%(day)s, %(n)s dag geleden", "%(day)s, %(n)s dagen geleden", days, day=day(mark, "d MMM y"))
    if days == 0:
        return gettext("vandaag")
    return ngettext("%(day)s, over %(n)s dag", "%(day)s, over %(n)s dagen", -days, day=day(mark, "d MMM y"))


def spoken(languages: Sequence[Any]) -> str:
    """The languages of a household by name; empty when none is known."""
    return ", ".join(sorted(map(in_language, languages), key=name_key))


def rows_shown(found: int, total: int) -> str:
    """How many rows there are, and of how many when filters leave some out."""
    if found == total:
        return ngettext("%(n)s traject", "%(n)s trajecten", total)
    numbers = {"found": number(found), "total": number(total)}
    return ngettext("%(found)s van %(total)s traject", "%(found)s van %(total)s trajecten", total, **numbers)
