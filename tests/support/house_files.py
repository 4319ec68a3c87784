"""The house rules about files: how long they are, what they are called, and which lie at the top."""

import fnmatch
from pathlib import Path

from tests.support.modules import read_modules

MIN_LINES, MAX_LINES = 30, 250
# The names of the files of a room; a kind of one of them is a room that is missing.
ROOM_FILES = {"rules", "models", "queries", "service", "forms", "views", "page", "words"}
MIRRORS = ("tests/rules", "tests/features", "templates")
SHARED = {Path("templates/components"), Path("templates/errors")}
TOP_LEVEL = {
    *("portal", "migrations", "static", "templates", "tests", "docs", "wsgi.py", "pyproject.toml", "Makefile"),
    *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
    *(".ci", ".git", ".gitignore", ".gitattributes", ".editorconfig"),
    *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
}


def long_files(root: Path) -> list[str]:
    """Python files past the length at which they ask to be split by meaning."""
    counted = (
        (path, len(path.read_text().splitlines()))
        for folder in ("portal", "tests")
        for path in sorted((root / folder).rglob("*.py"))
    )
    return [f"{path.relative_to(root)} has {lines} lines" for path, lines in counted if lines > MAX_LINES]


def small_files(root: Path) -> list[str]:
    """Files of the portal that ask to be joined with their neighbours; a file of a room may be as small as it is."""
    return [
        f"{module.name} has {lines} lines, and no name of a file of a room"
        for module in read_modules(root).values()
        if module.path.stem not in ROOM_FILES | {"__init__"}
        and (lines := len(module.path.read_text().splitlines())) < MIN_LINES
    ]


def prefixed_files(root: Path) -> list[str]:
    """Files such as `service_offers`: the room of the offers is missing."""
    return [
        f"{module.name} asks for a room with a file {kind}"
        for module in read_modules(root).values()
        if (kind := module.path.stem.partition("_")[0]) in ROOM_FILES and kind != module.path.stem
    ]


def folders_of_no_room(root: Path) -> list[str]:
    """Folders of tests or templates that bear the name of no room of the portal: nobody finds those by the room."""
    found = {
        path.parent.relative_to(root)
        for kind in MIRRORS
        for path in (root / kind).rglob("*.*")
        if path.suffix in (".py", ".html") and not _is_room(root, path.parent.relative_to(root / kind))
    }
    return sorted(f"{folder} is called as no room of the portal" for folder in found - SHARED)


def _is_room(root: Path, name: Path) -> bool:
    return (root / "portal" / name).is_dir() or (root / "portal" / f"{name}.py").is_file()


def strangers_at_the_top(root: Path) -> list[str]:
    """Files and folders at the top level that are neither expected nor ignored."""
    ignored = [line.strip().rstrip("/") for line in (root / ".gitignore").read_text().splitlines() if line.strip()]
    return sorted(
        path.name
        for path in root.iterdir()
        if path.name not in TOP_LEVEL and not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    )
