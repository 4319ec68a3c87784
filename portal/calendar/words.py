"""Words of the calendar on the page and on the phone (RFC 5545 and 7986): initials, a day and a time.
Whoever keeps that calendar reads along: no name, address, number or note (domain.md rules 2 and 12)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from portal.calendar.rules import MINUTES_BETWEEN, USUAL_MINUTES
from portal.days import AMSTERDAM
from portal.handovers.meeting.words import PRODUCT, uid_of
from portal.i18n import day, gettext, ngettext
from portal.identifiers import initials
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


def feed(appointments: Sequence[Any], home: str) -> bytes:
    """The calendar in the reader's language; `home` is the address of the portal, for the link in each
    event. The same appointments give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", "Wegwijs")
    calendar.add("x-wr-calname", "Wegwijs")
    between = timedelta(minutes=MINUTES_BETWEEN)
    calendar.add("refresh-interval", between, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{MINUTES_BETWEEN}M")
    for each in appointments:
        calendar.add_component(_event(each, home))
    if any(each.at for each in appointments):
        first, last = appointments[0].on.year, appointments[-1].on.year
        calendar.add_missing_timezones(date(first, 1, 1), date(last + 1, 1, 1))
    return calendar.to_ical()


def _event(appointment: Any, home: str) -> Event:
    """One appointment. It keeps its UID through every correction of the contact that names it. The meeting of a
    handover has the UID of the file by which people put it in a calendar by hand."""
    event = Event()
    letters = initials(appointment.trajectory.name)
    event.add("uid", _uid(appointment, home))
    event.add("summary", _title(appointment, letters))
    _when(event, appointment.on, appointment.at)
    event.add("dtstamp", appointment.changed_at)
    event.add("last-modified", appointment.changed_at)
    event.add("sequence", appointment.sequence)
    event.add("description", gettext("Het adres en het telefoonnummer staan in Wegwijs: %(home)s", home=home))
    event.add("url", home)
    event.add("class", "PRIVATE")  # whoever may look into the person's calendar sees only that they are busy
    return event


def _uid(appointment: Any, home: str) -> str:
    if appointment.reference:
        return uid_of(home.rstrip("/"), appointment.reference)
    return str(uuid5(NAMESPACE_URL, f"{home}#appointment-{appointment.agreed_in}"))


def _title(appointment: Any, letters: str) -> str:
    if appointment.reference:
        return gettext("Driegesprek %(initials)s", initials=letters) if letters else gettext("Driegesprek")
    return gettext("Afspraak %(initials)s", initials=letters) if letters else gettext("Afspraak")


def _when(event: Event, on: date, at: time | None) -> None:
    """A whole day that keeps nobody busy, or from the time that was agreed."""
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    begins = datetime.combine(on, at, AMSTERDAM)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=USUAL_MINUTES))
