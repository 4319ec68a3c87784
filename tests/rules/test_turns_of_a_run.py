"""A run on both databases: each test meets both, each of its cases one."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.support.turns import in_turn

DATABASES = {0: "sqlite", 1: "postgresql"}


@dataclass
class Collected:
    """A collected test, as far as the turns look at it."""

    originalname: str
    case: int | None = None
    database: int | None = None
    folder: str = "tests/features"
    marks: tuple[str, ...] = field(default=())

    @property
    def nodeid(self) -> str:
        return f"{self.folder}/test_it.py::{self.originalname}[{self.database}-{self.case}]"

    @property
    def callspec(self) -> Any:
        if self.database is None:
            return SimpleNamespace(indices={"case": self.case}, params={"case": self.case}, id=f"{self.case}")
        name = DATABASES[self.database]
        told = name if self.case is None else f"{name}-{self.case}"
        return SimpleNamespace(indices={"backend": self.database}, params={"backend": name}, id=told)

    def get_closest_marker(self, name: str) -> bool | None:
        return (name in self.marks) or None


def made(name: str, cases: int, **how: Any) -> list[Collected]:
    """A test with so many cases on each database, as pytest collects them."""
    return [Collected(name, case, database, **how) for database in DATABASES for case in range(cases)]


def told(tests: list[Collected]) -> list[tuple[int | None, str]]:
    return [(test.case, DATABASES[test.database or 0]) for test in tests]


def test_each_case_meets_one_database_and_the_test_both():
    run, left = in_turn(made("test_a", 3))

    assert told(run) == [(0, "sqlite"), (2, "sqlite"), (1, "postgresql")]
    assert told(left) == [(1, "sqlite"), (0, "postgresql"), (2, "postgresql")]


def test_what_has_no_cases_or_only_one_meets_both():
    alone = [Collected("test_a", None, database) for database in DATABASES]
    assert in_turn([*alone, *made("test_b", 1)]) == ([*alone, *made("test_b", 1)], [])


def test_a_rule_of_the_domain_and_what_the_databases_do_themselves_is_shown_on_each():
    every = [
        *made("test_rule_4_it_refuses", 3),
        *made("test_a", 3, marks=("each_database",)),
        *made("test_b", 3, marks=("one_database",)),
        *made("test_c", 3, folder="tests"),
        Collected("test_d", 1),
        Collected("test_d", 2),
    ]
    assert in_turn(every) == (every, [])


def test_however_many_cases_a_test_has_each_is_collected_on_one_database(pytestconfig):
    """Collected by pytest itself: the numbers it gives to cases are not what one would think."""
    file = pytestconfig.rootpath / "tests" / "features" / "caseload" / "volunteer" / "test_board_volunteer.py"
    asked = ["--collect-only", "-q", "--db=both", "-p", "no:cacheprovider", "-k", "somebody_who_is_away", file]
    env = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}  # "-v" lists otherwise
    command = [sys.executable, "-m", "pytest", *asked]
    collected = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    cases = [line.partition("[")[2].rstrip("]") for line in collected.stdout.splitlines() if "::" in line]
    assert sorted(cases) == [
        "postgresql-0-False-ruimte",
        "postgresql-1-True-afwezig",
        "sqlite-0-True-vol",
        "sqlite-1-False-ruimte",
    ]
