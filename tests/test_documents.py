"""The documents point at files that are there, and hold the rules and sections that the code cites."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench_tricks import TRICKS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("migrations/reference/*.md"))
HISTORY = "CHANGELOG.md"  # tells of files that went
OURS = ("portal", "tests", "templates", "static", "migrations", "docs")

# `portal/handovers/path.py`, with or without what follows in it.
NAMED = re.compile(rf"(?<![\w/.-])((?:{'|'.join(OURS)})/[\w./-]*\w/?)(?![\w*…<{{])")
LINK = re.compile(r"\]\(([^)#:]+)\)")
# domain.md section 4, domain.md rules 2 and 12; and its rules by their number alone.
SECTIONS = re.compile(r"domain\.md,? \(?sections? ([\d, and]+)")
RULES = re.compile(r"\brules? (\d+(?:(?:, | and )\d+)*)|def test_rule_(\d+)_", re.IGNORECASE)


def dead_ends(folder: Path, text: str) -> list[str]:
    """The files that a document in this folder names or links to, and that are not there."""
    named = [name for name in NAMED.findall(text) if not (ROOT / name).exists() and name != "static/build"]
    return named + [link for link in LINK.findall(text) if not (folder / link).exists()]


def cited(pattern: re.Pattern[str], text: str) -> set[int]:
    """The numbers that a text cites by one of the patterns above."""
    return {
        int(number)
        for found in pattern.finditer(text)
        for number in re.findall(r"\d+", " ".join(filter(None, found.groups())))
    }


def sources() -> Iterator[str]:
    """The text of all code of the portal and its tests."""
    for place in ("portal", "tests", "migrations"):
        for path in (ROOT / place).rglob("*.py"):
            if path.name != Path(__file__).name:
                # A citation may be broken off at the end of a line.
                yield re.sub(r"\s*\n\s*(?:# ?)?", " ", path.read_text())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_files_that_are_there(document):
    if document.name != HISTORY:
        assert dead_ends(document.parent, document.read_text()) == []


def test_the_readme_names_every_package_of_the_portal():
    readme = (ROOT / "README.md").read_text()
    packages = {path.parent.name for path in ROOT.glob("portal/*/__init__.py")}

    assert {name for name in packages if f" {name}/ " not in readme} == set()


def test_each_trick_stands_with_its_measurement_and_can_be_measured_again():
    told = re.findall(r"^\| `([a-z]+)`", (ROOT / "docs/performance.md").read_text(), re.MULTILINE)

    assert set(told) == {*TRICKS, "gc", "even"}


def test_each_rule_and_section_that_the_code_cites_is_there():
    domain = (ROOT / "docs/domain.md").read_text()
    sections = {int(number) for number in re.findall(r"^## (\d+)\.", domain, re.MULTILINE)}
    rules = {int(number) for number in re.findall(r"^(\d+)\. ", domain, re.MULTILINE)}
    texts = list(sources())

    assert set().union(*(cited(SECTIONS, text) for text in texts)) <= sections
    assert set().union(*(cited(RULES, text) for text in texts)) <= rules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`portal/handovers/gone.py` decides", ["portal/handovers/gone.py"]),
        ("see [there](gone.md) and [here](domain.md)", ["gone.md"]),
        ("`portal/paper/languages/<code>.json`, `tests/test_*.py`, `docs/`, `portal/access.py: may`", []),
    ],
)
def test_a_dead_end_is_found(text, found):
    assert dead_ends(ROOT / "docs", text) == found


def test_a_citation_is_found():
    assert cited(SECTIONS, "as domain.md section 2 and rule 5") == {2}
    assert cited(SECTIONS, "(domain.md, sections 2 and 33)") == {2, 33}
    assert cited(RULES, "rules 2 and 12, or Rule 7") == {2, 7, 12}
    assert cited(RULES, "def test_rule_15_what") == {15}
