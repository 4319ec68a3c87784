"""The bar of steps: for every way and every state what was done, where it stands, and what is next."""

import pytest

from portal.handovers.page.rules import ARMS, STANDINGS, bar
from portal.handovers.path import CONSULTATION, INTERNAL, ORGANISATION, PATHS, STATES, TEAM, TRANSITIONS

# Each way with each of its states → how its arms stand, in their order.
TO_OTHERS = {
    "prepared": "here next later later later",
    "returned": "again next later later later",
    "lapsed": "again next later later later",
    "offered": "done here next later later",
    "accepted": "done done here next later",
    "planned": "done done done here next",
    "held": "done done done here next",
    "completed": "done done done done ended",
    "checked": "done done done done ended",
    "withdrawn": "stopped off off off off",
}
EXPECTED = {
    TEAM: TO_OTHERS,
    ORGANISATION: TO_OTHERS,
    CONSULTATION: {
        "prepared": "here next later later",
        "returned": "again next later later",
        "lapsed": "again next later later",
        "offered": "done here next later",
        "accepted": "done done here next",
        "planned": "done done here next",
        "completed": "done done done ended",
        "withdrawn": "stopped off off off",
    },
    INTERNAL: {
        "prepared": "here next later",
        "planned": "done here next",
        "held": "done here next",
        "completed": "done done ended",
        "withdrawn": "stopped off off",
    },
}


def states_of(path):
    """The states that a handover on this way can have."""
    steps = {before: after for (before, _step), (after, ways) in TRANSITIONS.items() if path in ways}
    return {"prepared", *steps, *(after for (_b, _s), (after, ways) in TRANSITIONS.items() if path in ways)}


def standings(path, state, taken=()):
    return " ".join(arm.standing for arm in bar(path, state, taken))


@pytest.mark.parametrize(("path", "state"), [(path, state) for path in PATHS for state in STATES])
def test_every_way_and_state_has_its_bar(path, state):
    assert (state in EXPECTED[path]) == (state in states_of(path))
    if state in EXPECTED[path]:
        assert standings(path, state) == EXPECTED[path][state]


@pytest.mark.parametrize("path", PATHS)
def test_the_arms_are_those_of_the_way(path):
    for state in EXPECTED[path]:
        arms = bar(path, state)
        assert tuple(arm.code for arm in arms) == ARMS[path]
        assert {arm.standing for arm in arms} <= set(STANDINGS)


@pytest.mark.parametrize(
    ("path", "taken", "expected"),
    [
        (TEAM, (), "stopped off off off off"),
        (TEAM, ("offer",), "done done stopped off off"),
        (TEAM, ("offer", "accept"), "done done done stopped off"),
        (TEAM, ("offer", "accept", "meet"), "done done done done stopped"),
        (ORGANISATION, ("offer",), "done done stopped off off"),
        (CONSULTATION, ("offer", "accept"), "done done done stopped"),
        (INTERNAL, ("meet",), "done done stopped"),
    ],
)
def test_what_was_withdrawn_keeps_what_was_reached(path, taken, expected):
    assert standings(path, "withdrawn", taken) == expected
