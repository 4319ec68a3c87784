"""The board in words: badges and sums."""

from datetime import date
from typing import Any

from portal.caseload.board.rules import VolunteerNumbers, badges_of
from portal.i18n import gettext, ngettext
from portal.wording import N_, label

LABELS = {
    "board_badge": {
        "absent": N_("afwezig"),
        "applying": N_("wordt aangemeld"),
        "leaving": N_("stopt binnenkort"),
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


def badges(numbers: VolunteerNumbers, today: date) -> list[tuple[str, str]]:
    """The badges of a volunteer: each asks for attention."""
    return [(KINDS.get(code, "neutral"), label("board_badge", code)) for code in badges_of(numbers, today)]


def activity(last: date, today: date) -> str:
    """How long ago somebody logged a contact."""
    if last == date.min:
        return gettext("nog nooit")
    days = (today - last).days
    if days <= 1:
        return gettext("gisteren") if days == 1 else gettext("vandaag")
    return ngettext("%(n)s dag", "%(n)s dagen", days)


def heading(waiting: int) -> str:
    """The conclusion above the board: how many trajectories wait for somebody."""
    if not waiting:
        return gettext("Niemand wacht op een begeleider")
    return ngettext("%(n)s traject wacht op een begeleider", "%(n)s trajecten wachten op een begeleider", waiting)


def shown() -> dict[str, str]:
    """The choices of whom the board shows, by their code in the address."""
    return {
        "": gettext("Iedereen"),
        "ruimte": gettext("Heeft ruimte"),
        "te-vol": gettext("Te vol"),
        "afwezig": gettext("Afwezig"),
        "gestopt": gettext("Niet actief"),
    }


def volunteers_summed(sums: Any) -> str:
    """The head of the sum row: of how many volunteers."""
    return ngettext("%(n)s vrijwilliger", "%(n)s vrijwilligers", sums.volunteers)
