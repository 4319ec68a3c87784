"""requirements*.in name the packages that are imported or called, and no others."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"portal", "tests", "wsgi"}
RUN = ("portal", "wsgi.py", "migrations")

# Needed, though no file imports it.
BY_NAME = {
    "tzdata": "zoneinfo reads the time zones from it where the system has none",
}
BY_NAME_IN_TESTS = {
    "pytest-playwright": "a plugin of pytest: it gives the browser",
    "pytest-xdist": "a plugin of pytest: it runs the tests over several workers",
}


def plain(name: str) -> str:
    """The name of a package as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(root: Path, file: str) -> set[str]:
    """The packages that a requirements file names."""
    lines = (root / file).read_text().splitlines()
    return {plain(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines if line and line[0] not in "#-"}


def imported(root: Path, *places: str) -> set[str]:
    """The packages that the Python files in some places import."""
    paths = [
        path for place in places for path in ((root / place).rglob("*.py") if "." not in place else [root / place])
    ]
    return {_package(name) for path in paths for name in _imports(ast.parse(path.read_text()))}


def _imports(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - OURS


def _package(module: str) -> str:
    return plain(_installed().get(module, [module])[0])


_installed = cache(packages_distributions)


def called(root: Path) -> set[str]:
    """The packages that the Makefile runs as `python -m`, and those that have their settings in pyproject.toml."""
    by_name = re.findall(r"\$\(PY\) -m (\w+)", (root / "Makefile").read_text())
    set_up = re.findall(r"^\[+tool\.(\w+)", (root / "pyproject.toml").read_text(), re.MULTILINE)
    return {_package(name) for name in (*by_name, *set_up)} - OURS - {"pip", "setuptools"}


def faults(root: Path) -> list[str]:
    """Packages that are asked for and not needed, or needed and not asked for."""
    run, dev = asked_for(root, "requirements.in"), asked_for(root, "requirements-dev.in")
    needs = imported(root, *RUN)
    needs_dev = (imported(root, "tests") | called(root)) - run
    return [
        *(f"requirements.in lacks {name}" for name in sorted(needs - run)),
        *(f"requirements.in: nothing needs {name}" for name in sorted(run - needs - BY_NAME.keys())),
        *(f"requirements-dev.in lacks {name}" for name in sorted(needs_dev - dev)),
        *(f"requirements-dev.in: nothing needs {name}" for name in sorted(dev - needs_dev - BY_NAME_IN_TESTS.keys())),
    ]


def test_the_packages_asked_for_are_those_imported_or_called():
    assert faults(ROOT) == []


@pytest.mark.parametrize("part", ["", "-dev"])
def test_the_lock_holds_what_is_asked_for(part):
    wanted = {plain(name) for name, lines in _locked(part) if f"-r requirements{part}.in" in lines[-1]}

    assert wanted == asked_for(ROOT, f"requirements{part}.in")


@pytest.mark.parametrize("part", ["", "-dev"])
def test_every_package_of_the_lock_has_its_hashes(part):
    line = re.compile(r" +--hash=sha256:[0-9a-f]{64}( \\)?")

    assert [name for name, lines in _locked(part) if not all(line.fullmatch(each) for each in lines[:-1])] == []
    assert [name for name, lines in _locked(part) if len(lines) < 2] == []


def _locked(part: str) -> list[tuple[str, list[str]]]:
    """Each package of a lock, with the lines below its name: its hashes, and who asks for it."""
    text = (ROOT / f"requirements{part}.txt").read_text()
    packages = [package.splitlines() for package in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if package]
    return [(head.partition("==")[0], lines) for head, *lines in packages]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small repository that asks for what it needs."""
    for path, text in {
        "portal/__init__.py": "import json\nfrom flask_login import x\nfrom portal import y\nfrom . import z\n",
        "migrations/env.py": "def run():\n    from alembic import context\n",
        "wsgi.py": "import sqlalchemy.orm\n",
        "tests/test_x.py": "import flask_login\nimport pytest\nfrom tests import support\n",
        "Makefile": "test:\n\t$(PY) -m pytest\nlint:\n\t$(PY) -m ruff check .\nbench:\n\t$(PY) -m tests.bench\n",
        "pyproject.toml": "[tool.setuptools]\n[tool.pytest.ini_options]\n[tool.ruff.lint]\n",
        "requirements.in": "# what runs\nalembic\nFlask-Login\nSQLAlchemy[asyncio]>=2\ntzdata\n",
        "requirements-dev.in": "-c requirements.txt\npytest\npytest-xdist\nruff\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_a_sound_repository_has_no_faults(house):
    assert faults(house) == []


@pytest.mark.parametrize(
    ("file", "more", "fault"),
    [
        ("requirements.in", "Flask-Babel", "requirements.in: nothing needs flask-babel"),
        ("requirements.in", "psycopg[binary]", "requirements.in: nothing needs psycopg"),
        ("portal/__init__.py", "import babel", "requirements.in lacks babel"),
        ("migrations/env.py", "import babel", "requirements.in lacks babel"),
        ("wsgi.py", "import babel", "requirements.in lacks babel"),
        ("requirements-dev.in", "djlint", "requirements-dev.in: nothing needs djlint"),
        ("requirements-dev.in", "Flask-Login", "requirements-dev.in: nothing needs flask-login"),
        ("tests/test_x.py", "import xlsxwriter", "requirements-dev.in lacks xlsxwriter"),
        ("Makefile", "\t$(PY) -m bandit", "requirements-dev.in lacks bandit"),
        ("pyproject.toml", "[tool.bandit]", "requirements-dev.in lacks bandit"),
    ],
)
def test_a_package_too_many_or_too_few_is_found(house, file, more, fault):
    (house / file).write_text((house / file).read_text() + more + "\n")

    assert faults(house) == [fault]
