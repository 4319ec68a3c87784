"""The path of a warm handover. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.refusals import Refused

VARIANTS = ("A", "B")
SCOPES = ("contact", "needs", "goals", "agreements")
# What a variant shares at most (domain.md section 4). Goals and agreements go along only where
# they were consented to; without the needed scopes the variant makes no sense.
SCOPES_OF = {"A": ("contact",), "B": SCOPES}
NEEDED_SCOPES = {"A": frozenset({"contact"}), "B": frozenset({"contact", "needs"})}
CONSENT_WAYS = ("spoken", "interpreter", "signed")
PARTIES = ("client", "supporter", "team_member", "interpreter", "other")
RETURN_REASONS = (
    "information_missing",
    "other_area",
    "no_capacity",
    "known_already",
    "other",
)
SIDES = ("sender", "team")
STAGES = ("offer", "meeting")

# (state, step) -> state. The one table from which refusals, buttons and drawings follow.
# "redirect" chooses another team: what the first team had is no longer theirs.
TRANSITIONS: dict[tuple[str, str], str] = {
    ("prepared", "change"): "prepared",
    ("prepared", "redirect"): "prepared",
    ("prepared", "offer"): "offered",
    ("prepared", "withdraw"): "withdrawn",
    ("offered", "accept"): "accepted",
    ("offered", "return"): "returned",
    ("offered", "withdraw"): "withdrawn",
    ("returned", "change"): "returned",
    ("returned", "redirect"): "prepared",
    ("returned", "offer"): "offered",
    ("returned", "withdraw"): "withdrawn",
    ("accepted", "plan"): "planned",
    ("accepted", "hold"): "held",
    ("accepted", "return"): "returned",
    ("accepted", "withdraw"): "withdrawn",
    ("planned", "plan"): "planned",
    ("planned", "hold"): "held",
    ("planned", "return"): "returned",
    ("planned", "withdraw"): "withdrawn",
    ("held", "complete"): "completed",
    ("held", "withdraw"): "withdrawn",
}
STATES = (
    "prepared",
    "offered",
    "accepted",
    "planned",
    "held",
    "completed",
    "returned",
    "withdrawn",
)
STEPS = tuple(dict.fromkeys(step for _state, step in TRANSITIONS))
OPEN_STATES = ("prepared", "offered", "accepted", "planned", "held", "returned")
# Here the team has it: it is on the team's list, and somebody of the team has to act.
WITH_TEAM_STATES = ("offered", "accepted", "planned", "held")
# From the offer on the team sees that the handover is there. Of a returned or withdrawn one it
# reads the timeline only: they must know that a planned meeting is off, and why.
OFFERED_STATES = (*WITH_TEAM_STATES, "completed", "returned", "withdrawn")
# Only here the team reads the snapshot, and only while the consent stands (rule 9).
SNAPSHOT_STATES = (*WITH_TEAM_STATES, "completed")
# The parties without whom a meeting is no meeting (rule 7).
NEEDED_PARTIES = ("client", "supporter", "team_member")
# Outcomes that close a social-support trajectory without a handover (rule 6).
EXCEPTIONS = ("moved_away", "client_declines", "deceased", "no_consent")

# Letters and figures that nobody mistakes for another: no 0/O, 1/I/L, B, S, U or Z beside 8, 5, V and 2.
REFERENCE_ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
REFERENCE_LENGTH = 8


@dataclass(frozen=True)
class Agreed:
    """An agreement as it was typed: what, who, before when."""

    what: str
    who: str
    before: date | None = None


def next_state(state: str, step: str) -> str:
    """The state after a step.

    Raises Refused("handover_moved_on") when the step does not follow from the state: somebody was
    there first, or the page was old.
    """
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise Refused("handover_moved_on", state=state, step=step) from None


def can(state: str, step: str) -> bool:
    """Whether a step follows from the state: the same table decides the button."""
    return (state, step) in TRANSITIONS


def reference_of(signs: str) -> str:
    """A reference as people read it aloud, "WO-7KQ4-M2XD", from eight signs of the alphabet."""
    return f"WO-{signs[:4]}-{signs[4:]}"


def proposed_team(covering: Collection[int]) -> int | None:
    """The team to propose: the only one that covers the address; None when none or several do."""
    return next(iter(covering)) if len(covering) == 1 else None


def check_team(team_id: int, covering: Collection[int], reason: str | None) -> None:
    """Another team than the proposed one needs a reason that is kept (issue: coverage decides).

    Raises Refused("other_team_needs_reason").
    """
    if team_id != proposed_team(covering) and not reason:
        raise Refused("other_team_needs_reason", field="reason")


def check_meeting(held_on: date, parties: Collection[str], accepted_on: date, today: date) -> None:
    """Rule 7: a meeting counts when it was held, after the team accepted, with the parties present.

    Raises Refused "meeting_in_future", "meeting_before_acceptance" or "party_absent".
    """
    if held_on > today:
        raise Refused("meeting_in_future", field="held_on")
    if held_on < accepted_on:
        raise Refused("meeting_before_acceptance", field="held_on")
    if not set(NEEDED_PARTIES) <= set(parties):
        raise Refused("party_absent", field="parties")


def check_planned(meeting_on: date, today: date) -> None:
    """A meeting is planned for today or later. Raises Refused("meeting_in_past")."""
    if meeting_on < today:
        raise Refused("meeting_in_past", field="meeting_on")


def check_return(reason: str, until: date | None, note: str | None, today: date) -> None:
    """Every refusal has a reason and a next step for the sender (rule 8).

    Raises Refused "until_missing", "until_in_past" or "note_missing".
    """
    if reason == "no_capacity" and until is None:
        raise Refused("until_missing", field="until")
    if reason == "no_capacity" and until is not None and until <= today:
        raise Refused("until_in_past", field="until")
    if reason in ("information_missing", "other") and not note:
        raise Refused("note_missing", field="note")


def closing_outcomes(ends_with: str, handed_over: bool) -> tuple[str, ...]:
    """The outcomes with which a trajectory may close now (rule 6).

    `ends_with` is what its type ends with; `handed_over` whether a warm handover of it is
    completed. Only a type that ends otherwise can simply be completed.
    """
    if ends_with == "neighbourhood_handover":
        return (("handed_over",) if handed_over else ()) + EXCEPTIONS
    return ("completed", *EXCEPTIONS)


def check_closing(ends_with: str, handed_over: bool, open_handover: bool, outcome: str, reason: str | None) -> None:
    """Rule 6. Raises Refused "needs_handover", "closing_needs_reason" or "handover_still_open".

    An exception takes an open handover along (it is withdrawn in the same step: the team must not
    go on working for somebody who left); every other outcome asks to finish or withdraw it first.
    """
    if outcome not in closing_outcomes(ends_with, handed_over):
        raise Refused("needs_handover", field="outcome")
    if outcome in EXCEPTIONS and not reason:
        raise Refused("closing_needs_reason", field="reason")
    if outcome not in EXCEPTIONS and open_handover:
        raise Refused("handover_still_open", field="outcome")
