"""Words of Vandaag: what needs the volunteer, household by household."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.caseload.words import why
from portal.handovers.planning.words import step_in_words
from portal.i18n import clock_time, day, gettext, in_language, ngettext

# The sign beside each signal; the words say the same.
SIGNS = {
    "intake_overdue": ("negative", "warning"),
    "first_contact": ("warning", "phone"),
    "gone_quiet": ("warning", "quiet"),
    "item_overdue": ("warning", "clock"),
    "appointment_passed": ("info", "calendar"),
    "appointment_today": ("info", "calendar"),
    "end_passed": ("warning", "calendar"),
    "ending_soon": ("neutral", "clock"),
}


def lead(visits: Sequence[Any]) -> str:
    """The morning in one sentence."""
    households = len({visit.trajectory.household_id for visit in visits if visit.needs_me})
    if not households:
        return gettext("Niemand wacht op u. Hieronder staat wie u begeleidt.")
    return ngettext("%(n)s huishouden vraagt nu uw aandacht.", "%(n)s huishoudens vragen nu uw aandacht.", households)


def reasons(visit: Any) -> list[tuple[str, str, str]]:
    """Why it stands where it stands, each as (kind, words, icon) of a badge."""
    return [(SIGNS[signal.code][0], why(signal), SIGNS[signal.code][1]) for signal in visit.signals]


def about(visit: Any, today: date) -> list[tuple[str, str]]:
    """The address, the type, the last contact, the next appointment and the next step of the handover, each as
    (icon, words)."""
    found = [("route", visit.trajectory.address), ("note", in_language(visit.trajectory, "type_name"))]
    if visit.facts.last_reached_on:
        found.append(("check", last_contact((today - visit.facts.last_reached_on).days)))
    if visit.facts.appointment_on and visit.facts.appointment_on > today:
        found.append(("calendar", _appointment(visit.facts)))
    if visit.next_step:
        found.append(("handover", step_in_words(visit.next_step)))
    return found


def last_contact(days: int) -> str:
    """How long ago somebody was reached."""
    if days <= 0:
        return gettext("vandaag contact gehad")
    if days == 1:
        return gettext("laatste contact gisteren")
    return gettext("laatste contact %(days)s dagen geleden", days=days)


def _appointment(facts: Any) -> str:
    on = day(facts.appointment_on, "EEEE d MMMM")
    if facts.appointment_at is None:
        return gettext("afspraak %(day)s", day=on)
    return gettext("afspraak %(day)s om %(at)s", day=on, at=clock_time(facts.appointment_at))
