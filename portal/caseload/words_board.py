"""The board in words: tiles, lists, badges and the heads of columns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.caseload.rules_board import VolunteerNumbers, badges_of
from portal.i18n import day, gettext, ngettext, number
from portal.wording import N_, label

LABELS = {
    "board_badge": {
        "absent": N_("afwezig"),
        "applying": N_("in aanmelding"),
        "leaving": N_("in afmelding"),
        "inactive": N_("niet actief"),
        "certificate_expired": N_("VOG verlopen"),
        "certificate_ends_soon": N_("VOG verloopt"),
        "papers_missing": N_("papieren niet compleet"),
    },
}
KINDS = {
    "certificate_expired": "negative",
    "papers_missing": "warning",
    "certificate_ends_soon": "warning",
}


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
        N_("Elk huishouden heeft een begeleider. Nieuwe huishoudens verschijnen hier vanzelf."),
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
        N_("Langer geen contact dan bij de fase van het traject past. Geplande stilte telt niet mee."),
        N_("Stil sinds"),
        N_("Nergens is het stil"),
        N_("Met elk huishouden is op tijd contact geweest. U hoeft nu niets te doen."),
    ),
    "ending": ListWords(
        N_("Loopt af"),
        N_("lopen af binnen 3 maanden"),
        N_("Drie maanden voor het einde begint de warme overdracht."),
        N_("Einddatum"),
        N_("Er loopt nu niets af"),
        N_("Drie maanden voor de einddatum verschijnt een traject hier vanzelf."),
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
    """What a list says of the day it is about: how long, or until when."""
    days = (today - mark).days
    if name != "ending":
        return ngettext("%(n)s dag", "%(n)s dagen", days)
    if days > 0:
        return ngettext("%(day)s, %(n)s dag geleden", "%(day)s, %(n)s dagen geleden", days, day=day(mark, "d MMM y"))
    if days == 0:
        return gettext("vandaag")
    return ngettext("%(day)s, over %(n)s dag", "%(day)s, over %(n)s dagen", -days, day=day(mark, "d MMM y"))


def badges(numbers: VolunteerNumbers, today: date) -> list[tuple[str, str]]:
    """What asks for attention with a volunteer, as badges."""
    return [(KINDS.get(code, "neutral"), label("board_badge", code)) for code in badges_of(numbers, today)]


def activity(last: date, today: date) -> str:
    """How long ago somebody logged a contact."""
    if last == date.min:
        return gettext("nog nooit")
    days = (today - last).days
    if days <= 0:
        return gettext("vandaag")
    return ngettext("%(n)s dag geleden", "%(n)s dagen geleden", days)


def rows_shown(found: int, total: int) -> str:
    """How many rows there are, and of how many when filters leave some out."""
    if found == total:
        return ngettext("%(n)s traject", "%(n)s trajecten", total)
    return gettext("%(found)s van %(total)s trajecten", found=number(found), total=number(total))


def volunteers_summed(sums: Any) -> str:
    """The head of the sum row: of how many volunteers."""
    return ngettext("%(n)s vrijwilliger", "%(n)s vrijwilligers", sums.volunteers)
