"""The timeline of a handover in words, as this reader may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal import i18n
from portal.access import Action, may
from portal.handovers import queries
from portal.handovers.meeting import words as meeting_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.page.words import step_title
from portal.handovers.path import ORGANISATION
from portal.i18n import gettext as _
from portal.web.acting import this_act
from portal.wording import label

STEP_ICONS = {
    "return": "back",
    "withdraw": "close",
    "consent_withdrawn": "close",
    "lapse": "clock",
    "remind": "clock",
    "escalate": "clock",
    "plan": "calendar",
    "miss": "warning",
    "seen": "info",
}
BAD_STEPS = ("return", "withdraw", "consent_withdrawn", "lapse", "miss")
Facts = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A line of the timeline, in words."""

    title: str
    when: str
    iso: str
    who: str
    text: str
    icon: str
    kind: str


def steps_of(handover: WarmHandover) -> list[Step]:
    """The timeline in words. The place of a meeting may be somebody's home: who may not read what went along does not
    read it either (rule 9)."""
    actor = this_act().actor
    with_place = may(actor, Action.VIEW_SNAPSHOT, handover)
    return [_step(event, handover.path, with_place) for event in queries.timeline(actor, handover)]


def _step(event: HandoverEvent, path: str, with_place: bool) -> Step:
    side = label("handover_side", event.side)
    return Step(
        title=step_title(path, event.step),
        when=i18n.moment_in_full(event.at),
        iso=event.at.isoformat(),
        who=f"{event.by.name} ({side})" if event.by else side,
        text=" ".join(_details(event, path, with_place)),
        icon=STEP_ICONS.get(event.step, "check"),
        kind="negative" if event.step in BAD_STEPS else "",
    )


def _details(event: HandoverEvent, path: str, with_place: bool) -> list[str]:
    tell = DETAILS.get(event.step)
    parts = tell({**event.facts, "path": path}) if tell else []
    if event.step in MEETINGS:
        parts = [meeting_words.when(event.facts, with_place), *parts]
    if event.facts.get("outcome"):
        outcome = label("closure_outcome", event.facts["outcome"]).lower()
        parts = [*parts, _("Het traject is afgesloten: %(why)s.", why=outcome)]
    return [*parts, event.note] if event.note else parts


def _for_whom(facts: Facts) -> list[str]:
    """The recipient; inside the organisation there is none."""
    return [_("Voor %(team)s.", team=facts["team"])] if facts.get("team") else []


def _offered(facts: Facts) -> list[str]:
    return [_("Aan %(team)s, versie %(n)s.", team=facts["team"], n=facts["number"])]


def _version(facts: Facts) -> list[str]:
    """Which version was sent or accepted, what changed in it, and for which colleague it was accepted."""
    if "parts" in facts:
        changed = ", ".join(label("snapshot_part", part).lower() for part in facts["parts"])
        return [_("Versie %(n)s. Gewijzigd: %(parts)s.", n=facts["number"], parts=changed)]
    if "for" in facts:
        return [_("Versie %(n)s, voor %(who)s.", n=facts["number"], who=facts["for"])]
    return [_("Versie %(n)s.", n=facts["number"])] if "number" in facts else []


def _returned(facts: Facts) -> list[str]:
    parts = [label("return_reason", facts["reason"]) + "."]
    if facts.get("until"):
        parts.append(_("Weer plek vanaf %(day)s.", day=i18n.day(date.fromisoformat(facts["until"]))))
    return parts


def _absent(facts: Facts) -> list[str]:
    return [_("Niet aanwezig: %(who)s.", who=meeting_words.parties(facts["path"], facts["absent"]))]


def _arrival(facts: Facts) -> list[str]:
    return [label("arrival", facts["arrival"]).capitalize() + "."]


def _withdrawn(facts: Facts) -> list[str]:
    """For whom the consent was: another may have it since. A line of before this was kept names nobody."""
    team = facts.get("team")
    if not team:
        return [_("Wie het toen had, mocht daarna niet meer lezen wat er meeging.")]
    if facts["path"] == ORGANISATION:
        return [_("%(team)s moet wissen wat zij kreeg.", team=team)]
    return [_("%(team)s kon daarna niet meer lezen wat er meeging.", team=team)]


MEETINGS = ("plan", "hold", "miss", "count", "answer")
# The details of a step below its title, from its facts and the `path` of the handover.
DETAILS: dict[str, Callable[[Facts], list[str]]] = {
    "prepare": _for_whom,
    "redirect": _for_whom,
    "offer": _offered,
    "renew": _version,
    "accept": _version,
    "return": _returned,
    "miss": _absent,
    "check": _arrival,
    "consent_withdrawn": _withdrawn,
}
