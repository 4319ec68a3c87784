"""The path of a warm handover. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.refusals import Refused

# To whom it goes: a neighbourhood team, the next trajectory type of the organisation itself, or another
# organisation that has no account here.
KINDS = ("team", "internal", "organisation")
VARIANTS = ("A", "B", "C")
VARIANTS_OF = {"team": VARIANTS, "internal": ("A",), "organisation": ("A", "B")}
SCOPES = ("contact", "needs", "goals", "agreements")
# What a variant shares at most (domain.md section 4). Goals and agreements go along only where
# they were consented to; without the needed scopes the variant makes no sense.
SCOPES_OF = {"A": ("contact",), "B": SCOPES, "C": ("contact", "needs")}
NEEDED_SCOPES = {
    "A": frozenset({"contact"}),
    "B": frozenset({"contact", "needs"}),
    "C": frozenset({"contact", "needs"}),
}
CONSENT_WAYS = ("spoken", "interpreter", "signed")
PARTIES = ("client", "supporter", "team_member", "next_supporter", "coordinator", "interpreter", "other")
RETURN_REASONS = (
    "information_missing",
    "other_area",
    "no_capacity",
    "known_already",
    "other",
)
PEOPLE_SIDES = ("sender", "team")
# The portal itself takes the steps of the clock.
SIDES = (*PEOPLE_SIDES, "portal")
STAGES = ("offer", "meeting")
ARRIVALS = ("arrived", "not_arrived", "unknown")

# The four ways a handover goes. A consultation (variant C) is a question to the team: it ends with an
# answer and nothing passes over. An internal one is not offered: it stays in the organisation.
TEAM, CONSULTATION, INTERNAL, ORGANISATION = "team", "consultation", "internal", "organisation"
PATHS = (TEAM, CONSULTATION, INTERNAL, ORGANISATION)
OFFERED_PATHS = (TEAM, CONSULTATION, ORGANISATION)
PASSING_PATHS = (TEAM, INTERNAL, ORGANISATION)

# (state, step) -> (state, the paths that have this step). The one table from which refusals, buttons
# and drawings follow. "redirect" chooses another recipient: what the first had is no longer theirs.
# "renew" sends a newer version of what goes along; the version that was accepted stays known.
# "miss" keeps that a party was absent; "count" that a coordinator lets such a meeting count.
TRANSITIONS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("prepared", "change"): ("prepared", PATHS),
    ("prepared", "redirect"): ("prepared", OFFERED_PATHS),
    ("prepared", "offer"): ("offered", OFFERED_PATHS),
    ("prepared", "plan"): ("planned", (INTERNAL,)),
    ("prepared", "hold"): ("held", (INTERNAL,)),
    ("prepared", "withdraw"): ("withdrawn", PATHS),
    ("offered", "renew"): ("offered", OFFERED_PATHS),
    ("offered", "accept"): ("accepted", OFFERED_PATHS),
    ("offered", "return"): ("returned", OFFERED_PATHS),
    ("offered", "lapse"): ("lapsed", OFFERED_PATHS),
    ("offered", "withdraw"): ("withdrawn", OFFERED_PATHS),
    ("returned", "change"): ("returned", OFFERED_PATHS),
    ("returned", "redirect"): ("prepared", OFFERED_PATHS),
    ("returned", "offer"): ("offered", OFFERED_PATHS),
    ("returned", "withdraw"): ("withdrawn", OFFERED_PATHS),
    ("lapsed", "change"): ("lapsed", OFFERED_PATHS),
    ("lapsed", "redirect"): ("prepared", OFFERED_PATHS),
    ("lapsed", "offer"): ("offered", OFFERED_PATHS),
    ("lapsed", "withdraw"): ("withdrawn", OFFERED_PATHS),
    ("accepted", "renew"): ("accepted", OFFERED_PATHS),
    ("accepted", "plan"): ("planned", OFFERED_PATHS),
    ("accepted", "hold"): ("held", (TEAM, ORGANISATION)),
    ("accepted", "miss"): ("accepted", (TEAM, ORGANISATION)),
    ("accepted", "count"): ("held", (TEAM, ORGANISATION)),
    ("accepted", "answer"): ("completed", (CONSULTATION,)),
    ("accepted", "return"): ("returned", OFFERED_PATHS),
    ("accepted", "withdraw"): ("withdrawn", OFFERED_PATHS),
    ("planned", "change"): ("planned", (INTERNAL,)),
    ("planned", "renew"): ("planned", OFFERED_PATHS),
    ("planned", "plan"): ("planned", PATHS),
    ("planned", "hold"): ("held", PASSING_PATHS),
    ("planned", "miss"): ("accepted", (TEAM, ORGANISATION)),
    ("planned", "answer"): ("completed", (CONSULTATION,)),
    ("planned", "return"): ("returned", OFFERED_PATHS),
    ("planned", "withdraw"): ("withdrawn", PATHS),
    ("held", "complete"): ("completed", PASSING_PATHS),
    ("held", "withdraw"): ("withdrawn", PASSING_PATHS),
    ("completed", "check"): ("checked", (TEAM, ORGANISATION)),
    ("checked", "check"): ("checked", (TEAM, ORGANISATION)),
}
STATES = (
    "prepared",
    "offered",
    "accepted",
    "planned",
    "held",
    "completed",
    "checked",
    "returned",
    "lapsed",
    "withdrawn",
)
STEPS = tuple(dict.fromkeys(step for _state, step in TRANSITIONS))
OPEN_STATES = ("prepared", "offered", "accepted", "planned", "held", "returned", "lapsed")
# It is with the sender again, who has to do something.
BACK_STATES = ("returned", "lapsed")
# It came to its end by a meeting: the trajectory may close as handed over (rule 6).
DONE_STATES = ("completed", "checked")
# From its answer on the recipient goes on with the household, or is about to.
TAKEN_STATES = ("accepted", "planned", "held", *DONE_STATES)
# Here the team has it: it is on the team's list, and somebody of the team has to act.
WITH_TEAM_STATES = ("offered", "accepted", "planned", "held")
# From the offer on the team sees that the handover is there. Of a returned, lapsed or withdrawn one it
# reads the timeline only: they must know that a planned meeting is off, and why.
OFFERED_STATES = (*WITH_TEAM_STATES, *DONE_STATES, "returned", "lapsed", "withdrawn")
# Only here the team reads the snapshot, and only while the consent stands (rule 9).
SNAPSHOT_STATES = (*WITH_TEAM_STATES, *DONE_STATES)
# Here people may still write in the conversation; later it can only be read.
THREAD_STATES = (*OPEN_STATES, "completed")
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


def path_of(kind: str, variant: str) -> str:
    """The way a handover of this kind and variant goes."""
    return CONSULTATION if variant == "C" else kind


def next_state(path: str, state: str, step: str) -> str:
    """The state after a step on a path.

    Raises Refused("handover_moved_on") when the step does not follow from the state: somebody was
    there first, or the page was old.
    """
    if not can(path, state, step):
        raise Refused("handover_moved_on", state=state, step=step)
    return TRANSITIONS[state, step][0]


def can(path: str, state: str, step: str) -> bool:
    """Whether a step follows from the state: the same table decides the button."""
    return (state, step) in TRANSITIONS and path in TRANSITIONS[state, step][1]


def can_edit(path: str, state: str) -> bool:
    """Whether the sender writes what goes along: before an offer, and for a newer version while a recipient has it.
    What they read stays as it was frozen until that version is sent."""
    return can(path, state, "change") or can(path, state, "renew")


def check_read(read: int | None, newest: int) -> None:
    """Nobody accepts a version that they did not read. Raises Refused("version_changed")."""
    if read != newest:
        raise Refused("version_changed")


def reference_of(signs: str) -> str:
    """A reference as people read it aloud, "WO-7KQ4-M2XD", from eight signs of the alphabet."""
    return f"WO-{signs[:4]}-{signs[4:]}"


def proposed_team(covering: Collection[int]) -> int | None:
    """The team to propose: the only one that covers the address; None when none or several do."""
    return next(iter(covering)) if len(covering) == 1 else None


def needs_reason(team_id: int, covering: Collection[int], reason: str | None) -> bool:
    """Whether nothing says why it goes to this team: neither the address nor a reason."""
    return team_id != proposed_team(covering) and not reason


def check_team(team_id: int, covering: Collection[int], reason: str | None) -> None:
    """Another team than the proposed one needs a reason that is kept (issue: coverage decides).

    Raises Refused("other_team_needs_reason").
    """
    if needs_reason(team_id, covering, reason):
        raise Refused("other_team_needs_reason", field="reason")


def check_planned(meeting_on: date, today: date) -> None:
    """A meeting is planned for today or later. Raises Refused("meeting_in_past")."""
    if meeting_on < today:
        raise Refused("meeting_in_past", field="meeting_on")


def check_return(reason: str, until: date | None, note: str | None, today: date, worker: str | None = None) -> None:
    """Every refusal has a reason and a next step for the sender (rule 8): a question, a day, or the name of
    who knows this household already.

    Raises Refused "until_missing", "until_in_past", "note_missing" or "worker_missing".
    """
    if reason == "no_capacity" and until is None:
        raise Refused("until_missing", field="until")
    if reason == "no_capacity" and until is not None and until <= today:
        raise Refused("until_in_past", field="until")
    if reason in ("information_missing", "other") and not note:
        raise Refused("note_missing", field="note")
    if reason == "known_already" and not worker:
        raise Refused("worker_missing", field="worker")


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
