"""Loose ends of a handover: what was begun and is not over. Pure: plain values, standard library only.
Source: domain.md section 4: "loose ends passed on, closed or kept", and the issue: kept by someone named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from portal.handovers.path import CONSULTATION, OPEN_STATES
from portal.refusals import Refused

DECISIONS = ("passed_on", "closed", "kept")
# The kinds of loose ends: an item of the checklist, an appointment that is still to come, a contact that came in
# after its author's support and was not settled.
THINGS = ("item", "appointment", "late")
# A late contact is nobody's to read but the coordinator's: it is settled, and gone, or somebody keeps it.
CHOICES = {"item": DECISIONS, "appointment": DECISIONS, "late": ("kept",)}


@dataclass(frozen=True)
class LooseEnd:
    """Something that is not over, and what was decided about it, None as long as nothing was. `on` is its
    deadline or day; `kept_by` the name or function of who keeps it. `seen` marks the decision that was read."""

    kind: str
    key: int
    title: str
    on: date
    at: time | None = None
    decision: str | None = None
    kept_by: str | None = None
    decided_by: str | None = None
    seen: str = ""

    @property
    def name(self) -> str:
        """Its name in a form: "item-12"."""
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True)
class Decision:
    """The decision of somebody about the loose end of this name, on a page that showed `seen`. `words` say who keeps
    it, or why an item is closed."""

    name: str
    decision: str
    words: str | None = None
    seen: str = ""

    def changes(self, end: LooseEnd) -> bool:
        """Whether it says something else than what holds."""
        if self.decision != end.decision:
            return True
        return self.decision == "kept" and self.words != end.kept_by


def can_decide(path: str, state: str) -> bool:
    """Whether people still decide: until the completion is checked, since something may come in between offer and
    completion (domain.md section 4). After a question the support goes on, and nothing is left over."""
    return state in OPEN_STATES or (state == "completed" and path != CONSULTATION)


def still(end: LooseEnd) -> LooseEnd:
    """A loose end with the decision that counts: something closed that is open again was not closed."""
    reopened = end.kind == "item" and end.decision == "closed"
    return replace(end, decision=None, kept_by=None) if reopened else end


def check_decision(kind: str, decision: str, words: str | None) -> None:
    """Kept by somebody named; an item closed for a reason; no words that would be kept nowhere. Raises Refused
    "loose_end_choice", "kept_by_missing", "kept_by_too_long", "item_closed_without_reason" or "words_kept_nowhere"."""
    asks = decision == "kept" or (decision == "closed" and kind == "item")
    if decision not in CHOICES[kind]:
        raise Refused("loose_end_choice", field="decision")
    if asks and not words:
        raise Refused("kept_by_missing" if decision == "kept" else "item_closed_without_reason", field="words")
    if decision == "kept" and len(words or "") > LONGEST_NAME:
        raise Refused("kept_by_too_long", field="words")
    if words and not asks:
        raise Refused("words_kept_nowhere", field="words")


def moved_on(decisions: Sequence[Decision], ends: dict[str, LooseEnd]) -> tuple[str, ...]:
    """The names of those about which somebody else decided since the page was made."""
    return tuple(each.name for each in decisions if each.changes(ends[each.name]) and each.seen != ends[each.name].seen)


# The width of the column of who keeps it.
LONGEST_NAME = 120
