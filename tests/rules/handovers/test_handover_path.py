"""The path of a warm handover: every state with every step, and the drawing of it."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from portal.handovers import path as handover_path
from portal.refusals import Refused

TODAY = date(2026, 3, 9)
LETTER = dict(zip(handover_path.PATHS, "TCIO", strict=True))
# state → step → the state it leads to, and the paths that have it.
PATH = {
    "prepared": {
        "change": ("prepared", "TCIO"),
        "redirect": ("prepared", "TCO"),
        "offer": ("offered", "TCO"),
        "plan": ("planned", "I"),
        "hold": ("held", "I"),
        "withdraw": ("withdrawn", "TCIO"),
    },
    "offered": {
        "renew": ("offered", "TCO"),
        "accept": ("accepted", "TCO"),
        "return": ("returned", "TCO"),
        "lapse": ("lapsed", "TCO"),
        "withdraw": ("withdrawn", "TCO"),
    },
    "accepted": {
        "renew": ("accepted", "TCO"),
        "plan": ("planned", "TCO"),
        "hold": ("held", "TO"),
        "miss": ("accepted", "TO"),
        "count": ("held", "TO"),
        "answer": ("completed", "C"),
        "return": ("returned", "TCO"),
        "withdraw": ("withdrawn", "TCO"),
    },
    "planned": {
        "change": ("planned", "I"),
        "renew": ("planned", "TCO"),
        "plan": ("planned", "TCIO"),
        "hold": ("held", "TIO"),
        "miss": ("accepted", "TO"),
        "answer": ("completed", "C"),
        "return": ("returned", "TCO"),
        "withdraw": ("withdrawn", "TCIO"),
    },
    "held": {
        "complete": ("completed", "TIO"),
        "withdraw": ("withdrawn", "TIO"),
    },
    "completed": {
        "check": ("checked", "TO"),
    },
    "checked": {
        "check": ("checked", "TO"),
    },
    "returned": {
        "change": ("returned", "TCO"),
        "redirect": ("prepared", "TCO"),
        "offer": ("offered", "TCO"),
        "withdraw": ("withdrawn", "TCO"),
    },
    "lapsed": {
        "change": ("lapsed", "TCO"),
        "redirect": ("prepared", "TCO"),
        "offer": ("offered", "TCO"),
        "withdraw": ("withdrawn", "TCO"),
    },
    "withdrawn": {},
}


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("path", "state", "step"), list(product(handover_path.PATHS, handover_path.STATES, handover_path.STEPS))
)
def test_a_step_leads_where_the_table_says_or_is_refused_by_name(path, state, step):
    to, paths = PATH[state].get(step, ("", ""))
    assert handover_path.can(path, state, step) == (LETTER[path] in paths)
    if LETTER[path] in paths:
        assert handover_path.next_state(path, state, step) == to
    else:
        assert refusal(handover_path.next_state, path, state, step) == ("handover_moved_on", None)


def test_the_table_of_this_test_knows_every_state_and_every_step():
    assert set(PATH) == set(handover_path.STATES)
    assert {step for steps in PATH.values() for step in steps} == set(handover_path.STEPS)


@pytest.mark.parametrize("path", handover_path.PATHS)
def test_every_path_begins_at_the_preparation_and_ends_done_or_withdrawn(path):
    ways = {state: {to for to, paths in steps.values() if LETTER[path] in paths} for state, steps in PATH.items()}
    reached, waiting = {"prepared"}, ["prepared"]
    while waiting:
        new = ways[waiting.pop()] - reached
        reached |= new
        waiting += new
    away = {"offered", "accepted", "returned", "lapsed"} if path == "internal" else set()
    passed = {"held"} if path == "consultation" else set()
    unchecked = set() if path in ("team", "organisation") else {"checked"}
    assert reached == set(handover_path.STATES) - away - passed - unchecked
    assert {state for state in reached if not ways[state] - {state}} == reached - set(handover_path.OPEN_STATES) - (
        {"completed"} if not unchecked else set()
    )


def test_rule_7_completion_is_reached_from_held_alone():
    assert [state for state, step in handover_path.TRANSITIONS if step == "complete"] == ["held"]


def test_rule_9_the_team_reads_the_snapshot_only_where_it_has_the_handover():
    assert set(handover_path.SNAPSHOT_STATES) == {"offered", "accepted", "planned", "held", "completed", "checked"}
    assert "prepared" not in handover_path.OFFERED_STATES


def test_the_drawing_in_the_docs_is_the_table():
    drawing = (Path(__file__).resolve().parents[3] / "docs" / "handover.md").read_text()
    drawn = re.findall(r"^\s+(\w+) --> (\w+): (\w+)(?: \((.*)\))?$", drawing, re.MULTILINE)
    every = ", ".join(handover_path.PATHS)
    table = {(state, step): (to, tuple((paths or every).split(", "))) for state, to, step, paths in drawn}
    assert table == handover_path.TRANSITIONS


def test_a_reference_has_no_signs_that_are_mistaken_for_another():
    assert not set("01BILOSUZ") & set(handover_path.REFERENCE_ALPHABET)
    assert len(set(handover_path.REFERENCE_ALPHABET)) == len(handover_path.REFERENCE_ALPHABET)
    assert handover_path.reference_of("7KQ4M2XD") == "WO-7KQ4-M2XD"
