"""The board in words: badges and sums."""

from datetime import date
from typing import Any

from portal.caseload.board.rules import VolunteerNumbers, badges_of
from portal.i18n import gettext, ngettext
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


def badges(numbers: VolunteerNumbers, today: date) -> list[tuple[str, str]]:
    """The badges of a volunteer: each asks for attention."""
    return [(KINDS.get(code, "neutral"), label("board_badge", code)) for code in badges_of(numbers, today)]


def activity(last: date, today: date) -> str:
    """How long ago somebody logged a contact."""
    if last == date.min:
        return gettext("nog nooit")
    days = (today - last).days
    if days <= 0:
        return gettext("vandaag")
    return ngettext("%(n)s dag geleden", "%(n)s dagen geleden", days)


def volunteers_summed(sums: Any) -> str:
    """The head of the sum row: of how many volunteers."""
    return ngettext("%(n)s vrijwilliger", "%(n)s vrijwilligers", sums.volunteers)
