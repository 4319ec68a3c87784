"""The linters and the type checker have nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINTERS = {
    "ruff": ["ruff", "check", "--no-cache", "."],
    "bandit": ["bandit", "-q", "-r", "--severity-level", "medium", "-c", "pyproject.toml", "portal"],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
}
TYPES = ["basedpyright", "--pythonpath", sys.executable]


@pytest.mark.parametrize(
    "arguments",
    [*LINTERS.values(), pytest.param(TYPES, marks=pytest.mark.slow(30))],
    ids=[*LINTERS, "types"],
)
def test_a_linter_has_nothing_to_say(arguments):
    result = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr
