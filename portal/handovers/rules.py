"""The path of a warm handover. Pure: plain values, standard library only."""

from portal.refusals import Refused

VARIANTS = ("A", "B")
SCOPES = ("contact", "needs", "goals", "agreements")
PARTIES = ("client", "supporter", "team_member", "interpreter", "other")
RETURN_REASONS = (
    "information_missing",
    "other_area",
    "no_capacity",
    "known_already",
    "other",
)

# (state, step) -> state. The one table from which refusals, buttons and drawings follow.
TRANSITIONS: dict[tuple[str, str], str] = {
    ("prepared", "offer"): "offered",
    ("returned", "offer"): "offered",
    ("offered", "accept"): "accepted",
    ("offered", "return"): "returned",
    ("accepted", "return"): "returned",
    ("accepted", "plan"): "planned",
    ("planned", "plan"): "planned",
    ("accepted", "hold"): "held",
    ("planned", "hold"): "held",
    ("held", "complete"): "completed",
    ("prepared", "withdraw"): "withdrawn",
    ("returned", "withdraw"): "withdrawn",
    ("offered", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
    ("planned", "withdraw"): "withdrawn",
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
OPEN_STATES = ("prepared", "offered", "accepted", "planned", "held", "returned")
# From the offer on the team sees the handover; of a returned one only its timeline.
OFFERED_STATES = ("offered", "accepted", "planned", "held", "completed", "returned")
# Only here the team reads the snapshot, and only while the consent stands (rule 9).
SNAPSHOT_STATES = ("offered", "accepted", "planned", "held", "completed")
# The parties without whom a meeting is no meeting (rule 7).
NEEDED_PARTIES = frozenset({"client", "supporter", "team_member"})


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
