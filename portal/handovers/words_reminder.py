"""The reminder of the planned meeting in words: nothing on it says why somebody gets support."""

from typing import Any

from portal.handovers.rules import INTERNAL, ORGANISATION
from portal.identifiers import display_phone
from portal.paper.sentences import Voice

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
