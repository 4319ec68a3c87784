"""The path of a warm handover: kinds, states, and the table of steps. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.refusals import Refused

# To whom it goes: a neighbourhood team, the next trajectory type of the organisation itself, or another
# organisation that has no account here.
KINDS = ("team", "internal", "organisation")
VARIANTS = ("A", "B", "C")
VARIANTS_OF: dict[str, tuple[str, ...]] = {"team": VARIANTS, "internal": ("A",), "organisation": ("A", "B")}
SCOPES = ("contact", "needs", "goals", "agreements")
# The scopes a variant shares at most (domain.md section 4). Goals and agreements go along only with consent; without
# the needed scopes the variant makes no sense.
SCOPES_OF: dict[str, tuple[str, ...]] = {"A": ("contact",), "B": SCOPES, "C": ("contact", "needs")}
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
# From the offer on the team sees that the handover is there. When it is returned, lapsed or withdrawn it
# reads the timeline only: they must know that a planned meeting is off, and why.
OFFERED_STATES = (*WITH_TEAM_STATES, *DONE_STATES, "returned", "lapsed", "withdrawn")
# Only here the team reads the snapshot, and only while the consent stands (rule 9).
SNAPSHOT_STATES = (*WITH_TEAM_STATES, *DONE_STATES)
# Here people may still write in the conversation; later it can only be read.
THREAD_STATES = (*OPEN_STATES, "completed")
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
    """The state after a step on a path. Raises Refused("handover_moved_on") when the step does not follow from the
    state: somebody was there first, or the page was old."""
    if not can(path, state, step):
        raise Refused("handover_moved_on", state=state, step=step)
    return TRANSITIONS[state, step][0]


def can(path: str, state: str, step: str) -> bool:
    """Whether a step follows from the state: the same table decides the button."""
    return (state, step) in TRANSITIONS and path in TRANSITIONS[state, step][1]


def states_after(*steps: str) -> set[str]:
    """The states in which these steps end."""
    return {after for (_state, step), (after, _paths) in TRANSITIONS.items() if step in steps}


def can_edit(path: str, state: str) -> bool:
    """Whether the sender writes what goes along: before an offer, and for a newer version while a recipient has it.
    The recipient reads the frozen version until the newer one is sent."""
    return can(path, state, "change") or can(path, state, "renew")


def check_read(read: int | None, newest: int) -> None:
    """Nobody accepts a version that they did not read. Raises Refused("version_changed")."""
    if read != newest:
        raise Refused("version_changed")


def reference_of(signs: str) -> str:
    """A reference as people read it aloud, "WO-7KQ4-M2XD", from eight signs of the alphabet."""
    return f"WO-{signs[:4]}-{signs[4:]}"


# The variants by which a household passes over.
PASSING = ("A", "B")
_MEETING = ("client", "supporter", "team_member", "interpreter", "other")
# Who can be at the meeting. At another organisation somebody of theirs stands where the team member stands.
PARTIES_OF = {
    TEAM: _MEETING,
    CONSULTATION: _MEETING,
    ORGANISATION: _MEETING,
    INTERNAL: ("client", "supporter", "next_supporter", "coordinator", "interpreter", "other"),
}
# Somebody of each group must be there, or the meeting is no meeting. Three parties by rule 7 (domain.md
# section 4); a consultation is about a question to the team, with or without the client. Inside the
# organisation the third is whoever goes on with the household: the next supporter, or the coordinator
# when that is not known yet or the volunteer stays the same (domain.md section 2, warm handover).
NEEDED_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    TEAM: (("client",), ("supporter",), ("team_member",)),
    CONSULTATION: (("supporter",), ("team_member",)),
    ORGANISATION: (("client",), ("supporter",), ("team_member",)),
    INTERNAL: (("client",), ("supporter",), ("next_supporter", "coordinator")),
}


def meeting_counts(path: str, parties: Collection[str]) -> bool:
    """Whether everybody was there without whom a meeting is no meeting (rule 7)."""
    return all(set(group) & set(parties) for group in NEEDED_OF[path])
