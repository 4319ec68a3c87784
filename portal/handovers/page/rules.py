"""The arms of the signpost on the page of a handover: what was done, where it is, and what is next. Pure: plain values,
standard library only.
"""

from collections.abc import Collection
from dataclasses import dataclass

from portal.handovers.path import BACK_STATES, CONSULTATION, DONE_STATES, INTERNAL, ORGANISATION, TEAM

_ALL = ("prepare", "offer", "accept", "meet", "complete")
# The arms of each way, in their order. A consultation ends with an answer, an internal one is not offered.
ARMS: dict[str, tuple[str, ...]] = {
    TEAM: _ALL,
    ORGANISATION: _ALL,
    CONSULTATION: ("prepare", "offer", "accept", "answer"),
    INTERNAL: ("prepare", "meet", "complete"),
}
# State -> the arms at which it can stand; the first that its way has. The sender has it again when it came back.
_PLACES: dict[str, tuple[str, ...]] = {
    "prepared": ("prepare",),
    "returned": ("prepare",),
    "lapsed": ("prepare",),
    "offered": ("offer",),
    "accepted": ("accept",),
    "planned": ("meet", "accept"),
    "held": ("meet",),
    "completed": ("complete", "answer"),
    "checked": ("complete",),
}
STANDINGS = ("done", "here", "again", "next", "later", "ended", "stopped", "off")


@dataclass(frozen=True)
class Arm:
    """A step of the bar and how it stands: "done", "here", "again" (here once more, for it came back), "next", "later",
    "ended" (the last one, reached), "stopped" (it would have been next), or "off" (it never comes)."""

    code: str
    standing: str


def bar(path: str, state: str, taken: Collection[str] = ()) -> list[Arm]:
    """The arms of a handover on this way in this state. `taken` are the arms that it reached before it was withdrawn:
    the state alone no longer tells."""
    arms = ARMS[path]
    if state == "withdrawn":
        return _withdrawn(arms, taken)
    place = arms.index(next(code for code in _PLACES[state] if code in arms))
    here = "ended" if state in DONE_STATES else "again" if state in BACK_STATES else "here"
    standings = ["done"] * place + [here] + ["next"] + ["later"] * len(arms)
    return [Arm(*each) for each in zip(arms, standings, strict=False)]


def _withdrawn(arms: tuple[str, ...], taken: Collection[str]) -> list[Arm]:
    """The arms that were reached stay done; the first after them is where it stopped."""
    reached = max((place for place, code in enumerate(arms) if code in taken), default=-1)
    stop = min(reached + 1, len(arms) - 1)
    return [
        Arm(code, "done" if place < stop else "stopped" if place == stop else "off") for place, code in enumerate(arms)
    ]
