"""The meeting in words: when, who comes, whether it counts; as an invitation and as a reminder."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from portal import i18n
from portal.days import AMSTERDAM
from portal.handovers.meeting.rules import Meeting, absent, sequence_of
from portal.handovers.path import INTERNAL, ORGANISATION
from portal.i18n import gettext
from portal.i18n import gettext as _
from portal.identifiers import display_phone
from portal.paper.sentences import Voice
from portal.wording import N_, label_in


def parties(path: str, codes: Iterable[str]) -> str:
    """The parties of a meeting, in the words of this way."""
    return ", ".join(party_label(path, code).lower() for code in codes)


def when(facts: dict[str, Any], with_place: bool) -> str:
    """When a meeting was or will be, from the facts of its step; where, for who may read that."""
    day = i18n.day(date.fromisoformat(facts["on"]))
    if not facts.get("at") or not with_place:
        return _("Op %(day)s.", day=day)
    clock = i18n.clock_time(time.fromisoformat(facts["at"]))
    if facts.get("online"):
        return _("Op %(day)s om %(clock)s, online: %(place)s.", day=day, clock=clock, place=facts["place"])
    return _("Op %(day)s om %(clock)s, %(place)s.", day=day, clock=clock, place=facts["place"])


def held(handover: Any) -> dict[str, Any] | None:
    """The last meeting there was, also one that did not count; None when there was none."""
    if not handover.presences:
        return None
    present = [each.party for each in handover.presences]
    return {
        "on": handover.held_on or handover.missed_on,
        "present": parties(handover.path, present),
        "absent": parties(handover.path, absent(handover.path, present)),
        "counts": handover.held_on is not None,
    }


PRODUCT = "-//Wegwijs//Wegwijs//NL"
USUAL_MINUTES = 60


def invitation(meeting: Meeting, home: str, path: str, sender: str) -> bytes:
    """A calendar file that plans the meeting, plans it anew, or takes it out again. The same meeting gives the same
    bytes. `home` is the address of the portal, `path` that of the handover in it. The organiser is `sender`, the mail
    address of the portal: so the file names nobody."""
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


# Where no neighbourhood team comes. The other organisation is not named: its name may say what for.
INTROS = {ORGANISATION: "meeting_intro_org", INTERNAL: "meeting_intro_own"}
THIRDS = {ORGANISATION: "who_organisation", INTERNAL: "who_own"}
REASONS = {(ORGANISATION, "A"): "why_org_A", (INTERNAL, "A"): "why_own"}


def reminder_in_words(handover: Any, voice: Voice, checked: bool) -> dict[str, Any]:
    """Everything on the reminder of a handover whose meeting is planned."""
    return {
        "mark": None if checked else voice.pair("unchecked"),
        "title": voice.pair("meeting_title"),
        "intro": voice.pair(INTROS.get(handover.path, "meeting_intro")),
        "when": [
            {"label": voice.pair("label_day"), "pair": voice.days(handover.meeting_on)},
            *([_fact(voice, "label_time", handover.meeting_at.strftime("%H:%M"))] if handover.meeting_at else []),
            _place(handover, voice),
        ],
        "who": {"title": voice.pair("label_who"), "lines": _who(handover, voice)},
        "why": {"title": voice.pair("label_why"), "lines": [_why(handover, voice)]},
        "bring": {"title": voice.pair("label_bring"), "lines": [voice.pair("meeting_bring")]},
        "lines": [voice.pair("meeting_interpreter"), _cannot(handover, voice)],
    }


def _place(handover: Any, voice: Voice) -> dict[str, Any]:
    place = handover.meeting_place
    if handover.meeting_online:
        return {"label": voice.pair("label_place"), "pair": voice.pair("meeting_online")}
    if not place:
        return {"label": voice.pair("label_place"), "pair": voice.pair("meeting_place_later")}
    return _fact(voice, "label_place", place)


def _who(handover: Any, voice: Voice) -> list[dict[str, str]]:
    lines = [voice.pair("who_you")]
    if handover.trajectory.current:
        supporter = handover.trajectory.current.volunteer.user.called
        lines.append(voice.pair("who_supporter", name=supporter))
    if handover.path in THIRDS:
        lines.append(voice.pair(THIRDS[handover.path]))
    elif handover.accepted_by:
        lines.append(voice.pair("who_team_member", name=handover.accepted_by.name))
    return lines


def _why(handover: Any, voice: Voice) -> dict[str, str]:
    return voice.pair(REASONS.get((handover.path, handover.variant), f"why_{handover.variant}"))


def _cannot(handover: Any, voice: Voice) -> dict[str, str]:
    phone = handover.trajectory.location.phone or (handover.team.phone if handover.team else None)
    if not phone:
        return voice.pair("meeting_cannot")
    return voice.pair("meeting_cannot_phone", phone=display_phone(phone))


def _fact(voice: Voice, label: str, value: str) -> dict[str, Any]:
    return {"label": voice.pair(label), "value": value}


LABELS = {
    "party": {
        "client": N_("Cliënt"),
        "supporter": N_("Begeleider"),
        "team_member": N_("Wijkteam"),
        "interpreter": N_("Tolk"),
        "other": N_("Iemand anders"),
        "next_supporter": N_("Volgende begeleider"),
        "coordinator": N_("Coördinator"),
    },
    "reached_by": {
        "phone": N_("telefoon"),
        "message": N_("een bericht"),
        "email": N_("e-mail"),
    },
    "parties_needed": {
        "team": N_("Het gesprek telt als cliënt, begeleider en wijkteam erbij waren."),
        "consultation": N_("Begeleider en wijkteam in elk geval. De cliënt mag erbij zijn."),
        "organisation": N_("Het gesprek telt als cliënt, begeleider en iemand van de organisatie erbij waren."),
        "internal": N_(
            "Het gesprek telt als cliënt en begeleider erbij waren, en wie verdergaat: de volgende begeleider of u."
        ),
    },
    "party_elsewhere": {
        "team_member": N_("Iemand van de organisatie"),
    },
}


_PARTIES = {"organisation": ("party_elsewhere",)}


def party_label(path: str, code: str) -> str:
    """A party of the meeting, in the words of this way."""
    return label_in((*_PARTIES.get(path, ()), "party"), code)
