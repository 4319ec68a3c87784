"""Words of the calendar: on the page, and on the phone."""

from datetime import date

from portal.i18n import day, gettext, ngettext
from portal.wording import N_

REFUSALS = {
    "calendar_changed": N_(
        "U hebt intussen al een adres gemaakt of gestopt, misschien op een ander apparaat. "
        "Hieronder ziet u hoe het nu is."
    ),
}


def fetched(on: date | None, today: date) -> str:
    """When a phone asked for the calendar the last time."""
    if on is None:
        return gettext("nog niet")
    return gettext("vandaag") if on == today else day(on)


def appointments(how_many: int) -> str:
    """How many appointments are in it now."""
    return ngettext("%(n)s afspraak", "%(n)s afspraken", how_many)
