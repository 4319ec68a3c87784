"""The meeting as a calendar reads it (RFC 5545 and 5546), for the professionals: a reference, a day, a
time and where, and never a client's name (domain.md rule 12)."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from portal.handovers.rules_meeting import Meeting, sequence_of
from portal.i18n import AMSTERDAM, gettext

PRODUCT = "-//Wegwijs//Wegwijs//NL"
USUAL_MINUTES = 60


def invitation(meeting: Meeting, home: str, path: str, sender: str) -> bytes:
    """A calendar file that plans the meeting, plans it anew, or takes it out again. The same meeting
    gives the same bytes. `home` is the address of the portal, `path` that of the handover in it; `sender`
    the mail address of the portal, which organises the meeting for a calendar: so it names nobody."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if meeting.off else "REQUEST")
    event = Event()
    event.add("uid", uid_of(home, meeting.reference))
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("sequence", sequence_of(meeting.plans, meeting.off))
    event.add("status", "CANCELLED" if meeting.off else "CONFIRMED")
    event.add("summary", gettext("Driegesprek %(reference)s", reference=meeting.reference))
    event.add("organizer", f"mailto:{sender}", parameters={"CN": "Wegwijs"})
    event.add("url", home + path)
    event.add("class", "PRIVATE")  # whoever may look into the person's calendar sees only that they are busy
    if meeting.place:
        event.add("location", meeting.place)
        where = [gettext("Het gesprek is online.")] if meeting.online else []
        event.add("description", " ".join([*where, gettext("Meer staat in Wegwijs: %(home)s", home=home + path)]))
    if meeting.on is not None:
        put_time(event, meeting.on, meeting.at)
    calendar.add_component(event)
    if meeting.on is not None and meeting.at is not None:
        calendar.add_missing_timezones(date(meeting.on.year, 1, 1), date(meeting.on.year + 1, 1, 1))
    return calendar.to_ical()


def uid_of(home: str, reference: str) -> str:
    """The name by which calendars know the meeting of a handover, through every change of plan."""
    return str(uuid5(NAMESPACE_URL, f"{home}#meeting-{reference}"))


def put_time(event: Event, on: date, at: time | None) -> None:
    """From the time that was agreed, for as long as a meeting usually takes; without a time the day."""
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        return
    begins = datetime.combine(on, at, AMSTERDAM)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=USUAL_MINUTES))
