"""The lists behind the numbers of the board in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.i18n import day, gettext, in_language, ngettext, number
from portal.names import name_key
from portal.trajectories.chosen.words import Choice, told_apart
from portal.wording import N_


@dataclass(frozen=True)
class ListWords:
    """How a list is called, its last column, and what to do when empty."""

    title: str
    lead: str
    mark: str
    empty: str
    advice: str


LISTS = {
    "waiting": ListWords(
        N_("Wachtlijst"),
        N_("Deze trajecten hebben geen begeleider. Spoed staat bovenaan, daarna wie het langst wacht."),
        N_("Wacht"),
        N_("Niemand wacht"),
        N_("Elk huishouden heeft een begeleider. Nieuwe huishoudens komen automatisch op deze lijst."),
    ),
    "without_intake": ListWords(
        N_("Zonder intake"),
        N_("Langer dan 14 dagen gekoppeld, en nog geen intakegesprek vastgelegd."),
        N_("Sinds koppeling"),
        N_("Overal is een intake gedaan"),
        N_("Na een koppeling hoort binnen 14 dagen een intake. U hoeft nu niets te doen."),
    ),
    "gone_quiet": ListWords(
        N_("Stil"),
        N_("Langer geen contact dan bij de fase past. Een geplande periode zonder contact telt niet mee."),
        N_("Stil sinds"),
        N_("Met elk huishouden is contact"),
        N_("Met elk huishouden is op tijd contact geweest. U hoeft nu niets te doen."),
    ),
    "ending": ListWords(
        N_("Loopt af"),
        N_("Drie maanden voor het einde begint de warme overdracht."),
        N_("Einddatum"),
        N_("Er loopt nu niets af"),
        N_("Drie maanden voor de einddatum komt een traject automatisch op deze lijst."),
    ),
    "open_handovers": ListWords(
        N_("Open overdrachten"),
        N_("Begonnen, en nog niet afgerond of ingetrokken."),
        N_("Begonnen"),
        N_("Er loopt geen overdracht"),
        N_("Begin een overdracht bij een traject dat binnen drie maanden afloopt."),
    ),
    "not_arrived": ListWords(
        N_("Niet aangekomen"),
        N_("Overgedragen, maar er is geen contact met het huishouden. Bel, en begin zo nodig opnieuw."),
        N_("Sinds de vraag"),
        N_("Iedereen is aangekomen"),
        N_("Na een overdracht wordt gevraagd of het huishouden is aangekomen. U hoeft nu niets te doen."),
    ),
}


def counts(name: str, number: int) -> str:
    """How the number of a list is called, beside it."""
    return {
        "waiting": ngettext("wacht op begeleiding", "wachten op begeleiding", number),
        "without_intake": gettext("zonder intake na 14 dagen"),
        "gone_quiet": gettext("te lang stil"),
        "ending": ngettext("loopt af binnen 3 maanden", "lopen af binnen 3 maanden", number),
        "open_handovers": ngettext("open overdracht", "open overdrachten", number),
        "not_arrived": gettext("niet aangekomen na een overdracht"),
    }[name]


def heading(name: str, number: int) -> str:
    """The conclusion above a list: how many there are, in a sentence."""
    return {
        "waiting": ngettext(
            "%(n)s traject wacht op een begeleider", "%(n)s trajecten wachten op een begeleider", number
        ),
        "without_intake": ngettext(
            "%(n)s traject heeft nog geen intake", "%(n)s trajecten hebben nog geen intake", number
        ),
        "gone_quiet": ngettext("%(n)s traject is te lang stil", "%(n)s trajecten zijn te lang stil", number),
        "ending": ngettext(
            "%(n)s traject loopt af binnen drie maanden", "%(n)s trajecten lopen af binnen drie maanden", number
        ),
        "open_handovers": ngettext("%(n)s overdracht is nog open", "%(n)s overdrachten zijn nog open", number),
        "not_arrived": ngettext(
            "%(n)s huishouden is niet aangekomen", "%(n)s huishoudens zijn niet aangekomen", number
        ),
    }[name]


def choices(listed: Sequence[Any]) -> dict[int, Choice]:
    """How each row is ticked and acted on: the person it leads to supports it, or lives there when nobody does."""
    named = told_apart([(each.id, each.name, in_language(each, "type_name"), each.area) for each in listed])
    return {each.id: _choice(each, named[each.id]) for each in listed}


def _choice(each: Any, more: str) -> Choice:
    is_open = each.closed_on is None
    if is_open and each.volunteer is not None:
        way = each.volunteer_phone, each.volunteer_email
        return Choice(each.id, each.name, more, True, True, each.volunteer, *way)
    return Choice(each.id, each.name, more, is_open, False, "", each.phone, each.email)


def mark_words(name: str, mark: date, today: date) -> str:
    """The words for the day a list is about: how long ago, or until when."""
    days = (today - mark).days
    if name == "waiting" and days < 0:
        return ngettext("begint over %(n)s dag", "begint over %(n)s dagen", -days)
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
