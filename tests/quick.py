"""The tests that belong to the folders changed since a commit: `make quick`, or `make quick SINCE=HEAD~3`.

Without a commit it is the upstream branch, or `HEAD` where there is none; what is not committed always counts. They run
on SQLite alone. The checks of the house run along, for they are quick and any change can break them.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALWAYS = ("tests/test_architecture.py", "tests/test_lint.py", "tests/test_catalogue.py", "tests/test_documents.py")
KINDS = ("tests/rules", "tests/features")
# The tests of code below everything: a change there may break any rule, and any page.
BELOW = ("tests/rules", "tests/features/web", "tests/test_access.py", "tests/test_locking.py")
OTHERS = {
    "migrations": ("tests/test_migrations.py", "tests/test_upgrade_of_talks.py"),
    "static": ("tests/test_assets.py", "tests/test_contrast.py", "tests/journeys"),
    "docs": (),
}


def changed_since(commit: str | None, root: Path = ROOT) -> list[str]:
    """The files that differ from a commit, those that git does not know yet included."""
    since = commit or _git(root, "rev-parse", "--abbrev-ref", "@{upstream}") or "HEAD"
    differs = _git(root, "diff", "--name-only", since)
    return sorted({*differs.splitlines(), *_git(root, "ls-files", "--others", "--exclude-standard").splitlines()})


def belonging_to(files: Iterable[str], root: Path = ROOT) -> list[str]:
    """The files and folders of tests that belong to these files, each once."""
    found = {test for file in files for test in _tests_of(file, root)}
    inside = {test for test in found if any(test != other and test.startswith(f"{other}/") for other in found)}
    return [*ALWAYS, *sorted(found - inside - set(ALWAYS))]


def _tests_of(file: str, root: Path) -> Iterable[str]:
    parts = Path(file).parts
    if parts[0] == "tests":
        is_test = parts[-1].startswith("test_") and (root / file).exists()
        return (file,) if is_test else BELOW
    if parts[0] in OTHERS:
        return OTHERS[parts[0]]
    if parts[0] in ("portal", "templates") and len(parts) > 2:
        return _mirrors(parts[1:-1], root) or BELOW
    return BELOW if file.endswith(".py") or parts[0] == "templates" else ()


def _mirrors(room: tuple[str, ...], root: Path) -> list[str]:
    """The folders of tests of a room; where it has none, those of what it stands in."""
    while room:
        folders = ["/".join((kind, *room)) for kind in KINDS]
        there = [folder for folder in folders if (root / folder).is_dir()]
        if there:
            return there
        room = room[:-1]
    return []


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    tests = belonging_to(changed_since(sys.argv[1] if len(sys.argv) > 1 else None))
    print("Running", *tests, flush=True)
    raise SystemExit(subprocess.call([sys.executable, "-m", "pytest", "--db=sqlite", "-q", *tests], cwd=ROOT))
