"""The meeting in words: when, who was there, whether it counts."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from portal import i18n
from portal.handovers.rules_meeting import absent
from portal.handovers.words_kinds import party_label
from portal.i18n import gettext as _


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
