"""The repository works anywhere: it names no machine and no place to fetch packages from."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "migrations", "templates", "static", "tests", "docs", ".ci")
NOT_OURS = {"vendor", "build", "__pycache__"}

# An address whose host or first folder says that packages are fetched there.
REGISTRY = re.compile(
    r"https?://(?:[\w.-]*(?:pypi|pythonhosted|npmjs|registry|artifactory|nexus)[\w.-]*|[\w.:-]+/simple\b)"
)
MACHINE = re.compile(r"(?<![\w./~-])/(?:work|root|home)/\w+|file:///\w")
ADDRESS = re.compile(r"[\w.+-]+@((?:[a-z0-9][\w-]*\.)+[a-z]{2,})\b")
RESERVED = re.compile(r"(?:^|\.)(?:example|example\.(?:org|com|net|nl)|test|invalid|localhost)$")


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of our own."""
    top = (path for path in ROOT.iterdir() if path.is_file() and path.name not in {".env", ".git"})
    below = (Path(folder) / name for place in OURS for folder, _, names in os.walk(ROOT / place) for name in names)
    for path in (*top, *below):
        if not NOT_OURS & set(path.relative_to(ROOT).parts):
            try:
                yield path.relative_to(ROOT), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands in our files, this one aside."""
    return [
        f"{path}: {match.group()}"
        for path, text in texts()
        if path.name != Path(__file__).name
        for match in pattern.finditer(text)
    ]


def configured_hosts() -> set[str]:
    """The hosts this machine fetches packages from, as far as its settings tell."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    settings = [line for line in told.stdout.splitlines() if "index" in line or "host" in line]
    settings += [value for name, value in os.environ.items() if re.search(r"(?i)(pip|uv|npm).*(index|registry)", name)]
    words = " ".join(settings).replace("'", " ").split()
    return {host for word in words if (host := urlsplit(word).hostname) and host != "localhost"}


def test_no_file_names_a_place_where_packages_are_fetched():
    assert found(REGISTRY) == []
    for host in configured_hosts():
        assert found(re.compile(re.escape(host))) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert found(MACHINE) == []


def test_every_mail_address_is_one_that_nobody_has():
    hosts = [(path, host) for path, text in texts() for host in ADDRESS.findall(text.lower())]

    assert [f"{path}: {host}" for path, host in hosts if not RESERVED.search(host)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--index-url https://mirror.company.example/simple"),
        (REGISTRY, "resolved https://registry.company.example/htmx.tgz"),
        (MACHINE, "see /home/somebody/notes"),
        (MACHINE, "file:///srv/wheels"),
    ],
)
def test_the_patterns_recognise_what_they_are_for(pattern, text):
    assert pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r".{161,}", "longer than 160 characters"),
        (r"\.append\(", "gathers words: a list is made where the page is answered"),
    ],
)
def test_a_template_shows_and_does_not_decide(pattern, why):
    lines = [
        f"{path}:{number} {why}"
        for path, text in texts()
        if path.parts[0] == "templates"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert lines == []
