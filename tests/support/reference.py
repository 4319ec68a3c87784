"""The reference content as the migration loads it, for the tests that judge it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "migrations" / "reference"
DEMO_DATA = ROOT / "portal" / "demo" / "data"
# The files of a whole team, of which the demo has a part.
TEAM_DATA = ROOT / "tests" / "data" / "team"


def load(name: str, key: str) -> list[dict]:
    """The tables called `key` of one file, which holds nothing else."""
    content = tomllib.loads((REFERENCE / name).read_text(encoding="utf-8"))
    assert list(content) == [key]
    return content[key]


TOPICS = load("topics.toml", "topic")
LANGUAGES = load("languages.toml", "language")
TYPES = load("trajectory_types.toml", "type")
RULES = load("duration_rules.toml", "rule")
TEMPLATES = [
    template
    for path in sorted((REFERENCE / "checklists").glob("*.toml"))
    for template in load(f"checklists/{path.name}", "template")
]
PHASES = [phase for kind in TYPES for phase in kind["phase"]]
ITEMS = [(template, item) for template in TEMPLATES for item in template["item"]]


def template(code: str) -> dict:
    """The checklist template with this code."""
    return next(each for each in TEMPLATES if each["code"] == code)
