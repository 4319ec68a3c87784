"""Words of rhythm: each signal by name, and in a sentence with the facts that explain it."""

from collections.abc import Sequence
from decimal import Decimal

from portal.caseload.rules import Signal
from portal.i18n import clock_time, gettext, ngettext, number
from portal.wording import N_

LABELS = {
    "signal": {
        "intake_overdue": N_("Geen intake"),
        "first_contact": N_("Nog geen contact"),
        "gone_quiet": N_("Stil"),
        "item_overdue": N_("Te laat"),
        "appointment_passed": N_("Afspraak geweest"),
        "appointment_today": N_("Afspraak vandaag"),
        "end_passed": N_("Einddatum voorbij"),
        "ending_soon": N_("Eindigt binnenkort"),
    },
}


def why(signal: Signal) -> str:
    """The sentence of a signal, with since when, in the reader's language: "Al 20 dagen geen contact"."""
    return _SENTENCES[signal.code](signal)


def _intake_overdue(signal: Signal) -> str:
    return ngettext(
        "Nog geen intake, %(n)s dag na de koppeling", "Nog geen intake, %(n)s dagen na de koppeling", signal.days
    )


def _first_contact(signal: Signal) -> str:
    if signal.days == 0:
        return gettext("Nog geen eerste contact, vandaag gekoppeld")
    return ngettext(
        "Nog geen eerste contact, %(n)s dag na de koppeling",
        "Nog geen eerste contact, %(n)s dagen na de koppeling",
        signal.days,
    )


def _gone_quiet(signal: Signal) -> str:
    return ngettext("Al %(n)s dag geen contact", "Al %(n)s dagen geen contact", signal.days)


def _item_overdue(signal: Signal) -> str:
    late = ngettext("%(n)s dag", "%(n)s dagen", signal.days)
    if signal.count == 1:
        return gettext("1 checklistpunt, %(late)s te laat", late=late)
    return gettext("%(count)s checklistpunten te laat, het oudste %(late)s", count=number(signal.count), late=late)


def _appointment_passed(signal: Signal) -> str:
    if signal.days == 1:
        return gettext("Is de afspraak van gisteren doorgegaan?")
    return gettext("Is de afspraak van %(days)s dagen geleden doorgegaan?", days=signal.days)


def _appointment_today(signal: Signal) -> str:
    if signal.at is None:
        return gettext("Vandaag een afspraak")
    return gettext("Vandaag een afspraak om %(at)s", at=clock_time(signal.at))


def _end_passed(signal: Signal) -> str:
    return ngettext("De einddatum is %(n)s dag voorbij", "De einddatum is %(n)s dagen voorbij", signal.days)


def _ending_soon(signal: Signal) -> str:
    if signal.days == 0:
        return gettext("Vandaag is de laatste dag")
    return ngettext("Eindigt over %(n)s dag", "Eindigt over %(n)s dagen", signal.days)


_SENTENCES = {
    "intake_overdue": _intake_overdue,
    "first_contact": _first_contact,
    "gone_quiet": _gone_quiet,
    "item_overdue": _item_overdue,
    "appointment_passed": _appointment_passed,
    "appointment_today": _appointment_today,
    "end_passed": _end_passed,
    "ending_soon": _ending_soon,
}


def phase_said(weeks: Sequence[int], week: int, name: str) -> str:
    """Which phase of how many, in words; its name alone where a type has one. `weeks`: from which week each phase
    holds, `week`: from which this one does."""
    if len(weeks) == 1:
        return name
    place = sorted(weeks).index(week) + 1
    return gettext("Fase %(place)s van %(all)s: %(name)s", place=place, all=len(weeks), name=name)


def phase_asks(name: str, contacts: Decimal, hours: Decimal, days: int) -> str:
    """The words for who taps on a phase: what it asks of the supporter a week, and after how many days of silence
    Wegwijs asks."""
    return gettext(
        "%(name)s: %(contacts)s keer per week contact, ongeveer %(hours)s. "
        "Na %(days)s zonder contact vraagt Wegwijs hoe het gaat.",
        name=name,
        contacts=number(contacts, 2),
        hours=ngettext("%(hours)s uur per week", "%(hours)s uur per week", float(hours), hours=number(hours, 2)),
        days=ngettext("%(n)s dag", "%(n)s dagen", days),
    )
