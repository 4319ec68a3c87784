"""The top of the page of a handover in words: whose it is, and the arms of `rules.bar`."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.handovers.clock.rules import Due
from portal.handovers.clock.words import term_in_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.rules import Arm, bar
from portal.handovers.page.words import arm_title
from portal.handovers.path import CONSULTATION, INTERNAL
from portal.i18n import clock_time, day, gettext, in_language, ngettext
from portal.wording import label

SHORT = "d MMM"
ICONS = {"done": "check", "ended": "check", "again": "back", "stopped": "close"}
HERE = ("here", "again", "ended", "stopped")


@dataclass(frozen=True)
class ArmInWords:
    """An arm of the bar. `said` is how it stands, for who does not see the colours; `kind` chooses the colours."""

    title: str
    said: str
    detail: str
    kind: str
    icon: str | None
    here: bool


@dataclass(frozen=True)
class Now:
    """The facts of today that the bar shows: the days of an unanswered offer, how much of what is needed is missing,
    and before which day it has to be over (None for who is not told)."""

    today: date
    due: Due | None
    missing: int
    ends_on: date | None


def arms_of(handover: WarmHandover, now: Now) -> list[ArmInWords]:
    """The bar of a handover in the reader's language."""
    days = _days(handover)
    arms = bar(handover.path, handover.state, [code for code, when in days.items() if when])
    return [
        ArmInWords(
            title=arm_title(handover.path, arm.code),
            said=label("standing", arm.standing),
            detail=_detail(handover, arm, days.get(arm.code), now),
            kind=arm.standing,
            icon=ICONS.get(arm.standing),
            here=arm.standing in HERE,
        )
        for arm in arms
    ]


def _days(handover: WarmHandover) -> dict[str, date | datetime | None]:
    """When each arm was reached, as far as that still holds: whoever returned it, or had it before another was chosen,
    accepted it in vain."""
    accepted = handover.offered_at is not None and handover.returned_reason is None
    return {
        "offer": handover.offered_at,
        "accept": handover.accepted_at if accepted else None,
        "meet": handover.held_on,
        "complete": handover.completed_at,
        "answer": handover.completed_at,
    }


def _detail(handover: WarmHandover, arm: Arm, when: date | datetime | None, now: Now) -> str:
    if arm.standing == "here":
        return _here(handover, when, now)
    if arm.standing in ("done", "ended"):
        return gettext("op %(day)s", day=day(when, SHORT)) if when else ""
    if arm.standing == "stopped":
        return gettext("ingetrokken op %(day)s", day=day(handover.withdrawn_at, SHORT))
    if arm.standing == "again":
        return label("handover_state", handover.state)
    return _ahead(arm, now)


def _ahead(arm: Arm, now: Now) -> str:
    """The words for an arm that is not reached: that it is next, or before which day it has to be."""
    if arm.standing == "next":
        return gettext("volgende stap")
    if arm.standing == "later" and arm.code == "meet":
        return gettext("met z’n drieën")
    if arm.standing == "later" and arm.code == "complete" and now.ends_on and now.ends_on >= now.today:
        return gettext("vóór %(day)s", day=day(now.ends_on, SHORT))
    return ""


def _here(handover: WarmHandover, when: date | datetime | None, now: Now) -> str:
    if handover.state == "planned" and handover.path == CONSULTATION:
        return gettext("gesprek op %(day)s", day=day(handover.meeting_on, SHORT))
    if handover.state == "planned":
        on, at = day(handover.meeting_on, SHORT), clock_time(handover.meeting_at)
        return gettext("%(day)s om %(clock)s", day=on, clock=at)
    if handover.state == "held":
        return gettext("was op %(day)s", day=day(when, SHORT))
    if handover.state == "prepared":
        return _preparing(handover, now.missing)
    if now.due is not None:
        return term_in_words(now.due, now.today)
    return gettext("op %(day)s", day=day(when, SHORT))


def _preparing(handover: WarmHandover, missing: int) -> str:
    if missing:
        return ngettext("nog %(n)s punt", "nog %(n)s punten", missing)
    return gettext("klaar voor het gesprek") if handover.path == INTERNAL else gettext("klaar om aan te bieden")


@dataclass(frozen=True)
class Heading:
    """The lines around the title of a handover: its way and the other side, and the reference when the title is not
    the reference itself."""

    lead: str
    reference: str


def heading(handover: WarmHandover, title: str, team_side: bool) -> Heading:
    """The heading of a handover under this title, for the team or for the sender."""
    way = label("variant", handover.variant) if handover.kind == "team" else label("handover_way", handover.kind)
    if handover.path == INTERNAL:
        lead = f"{way}: {in_language(handover.next_type)}"
    elif team_side:
        lead = gettext("%(way)s, van %(who)s", way=way, who=handover.trajectory.location.name)
    elif handover.kind == "team":
        lead = gettext("%(way)s, naar %(who)s", way=way, who=handover.recipient)
    else:
        lead = f"{way}: {handover.recipient}"
    named = title != handover.reference
    return Heading(lead, gettext("kenmerk %(reference)s", reference=handover.reference) if named else "")
