"""Which case of a test meets which database, when a run is about both."""

from collections.abc import Sequence
from typing import Any

# Through the app: a test of these is about a page or a command, its cases about what is typed, chosen or read.
CASES_TAKE_TURNS = "tests/features/"


def in_turn(tests: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The tests to run, and those left to the other database: each test runs on both, each of its cases on one.

    Left alone: a test without cases; a rule of the domain, which holds on each for every case; and a test marked
    `each_database`, because its cases are about the databases themselves.
    """
    cases: dict[str, list[str]] = {}
    for test in filter(_takes_turns, tests):
        known = cases.setdefault(_name(test), [])
        if _case(test) not in known:
            known.append(_case(test))
    run, left = [], []
    for test in tests:
        known = cases.get(_name(test), []) if _takes_turns(test) else []
        alone = len(known) < 2
        ours = alone or (known.index(_case(test)) + test.callspec.indices["backend"]) % 2 == 0
        (run if ours else left).append(test)
    return run, left


def _name(test: Any) -> str:
    return str(test.nodeid).partition("[")[0]


def _case(test: Any) -> str:
    """The case without its database. The numbers that pytest gives to what a case is made of go on from one database to
    the next, so they tell nothing here."""
    database: str = test.callspec.params["backend"]
    return str(test.callspec.id).replace(database, "", 1)


def _takes_turns(test: Any) -> bool:
    cases = getattr(test, "callspec", None)
    return (
        test.nodeid.startswith(CASES_TAKE_TURNS)
        and cases is not None
        and "backend" in cases.params
        and not test.originalname.startswith("test_rule_")
        and test.get_closest_marker("one_database") is None
        and test.get_closest_marker("each_database") is None
    )
