"""The table of transitions of each path, and the way through it to the moves that were not made yet."""

from collections.abc import Collection

from portal.handovers.path import OPEN_STATES, STATES, TRANSITIONS, WITH_TEAM_STATES

# A state, and a step that is taken there.
Pair = tuple[str, str]
BEGIN = "begin"
# No step of the table: the timeline's word for a consent that is taken back while the recipient has what it covers.
CONSENT = "consent_withdrawn"
# The steps of the recipient; inside the organisation, and where they have no account, those of the coordinator.
BY_RECIPIENT = ("accept", "return", "plan", "hold", "miss", "answer", "complete")


def steps_of(path: str) -> dict[Pair, str]:
    """Every step a path has, by the state in which it is taken, and where it leads."""
    return {pair: to for pair, (to, paths) in TRANSITIONS.items() if path in paths}


def states_of(path: str) -> set[str]:
    """The states a handover on this path can be in."""
    steps = steps_of(path)
    return {state for state, _step in steps} | set(steps.values())


def moves_of(path: str) -> dict[Pair, str]:
    """The steps of a path, and a consent that is taken back wherever something was sent."""
    steps = steps_of(path)
    sent = {"offered"} & set(steps.values())
    while more := {to for (state, _step), to in steps.items() if state in sent} - sent - {"prepared", "withdrawn"}:
        sent |= more
    # In a fixed order: the walk must be the same each time.
    taken_back = {state: "withdrawn" if state in WITH_TEAM_STATES else state for state in STATES if state in sent}
    return steps | {(state, CONSENT): to for state, to in taken_back.items()}


def left_in(path: str) -> set[str]:
    """The states of a path that are no end: a step leads out of them."""
    return {state for (state, _step), to in steps_of(path).items() if to != state}


def towards(path: str, state: str, wanted: Collection[Pair]) -> str | None:
    """The first step on the shortest way from a state to a step that is wanted; BEGIN where that way leads through a
    new handover, None when no way leads there."""
    steps = moves_of(path)
    ways: list[tuple[str, str]] = [("", state)]
    seen = {state}
    while ways:
        first, here = ways.pop(0)
        for (start, step), to in [*steps.items(), *_anew(here)]:
            if start != here:
                continue
            if (here, step) in wanted:
                return first or step
            if to not in seen:
                seen.add(to)
                ways.append((first or step, to))
    return None


def _anew(state: str) -> list[tuple[Pair, str]]:
    return [] if state in OPEN_STATES else [((state, BEGIN), "prepared")]
