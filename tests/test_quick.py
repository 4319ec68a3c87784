"""`make quick` runs the tests of the folders that changed, and never fewer for what lies below."""

import subprocess

import pytest

from tests.quick import ALWAYS, BELOW, ROOT, belonging_to, changed_since


def chosen(*files):
    return [test for test in belonging_to(files) if test not in ALWAYS]


@pytest.mark.parametrize(
    ("file", "tests"),
    [
        ("portal/handovers/meeting/service.py", ["tests/features/handovers/meeting", "tests/rules/handovers/meeting"]),
        (
            "templates/handovers/meeting/plan.html",
            ["tests/features/handovers/meeting", "tests/rules/handovers/meeting"],
        ),
        ("portal/people/roles/service.py", ["tests/features/people", "tests/rules/people"]),
        ("portal/contacts/rules.py", ["tests/features/contacts", "tests/rules/contacts"]),
        ("portal/work.py", sorted(BELOW)),
        ("templates/layout.html", sorted(BELOW)),
        ("tests/make.py", sorted(BELOW)),
        ("tests/test_quick.py", ["tests/test_quick.py"]),
        ("static/js/outbox.js", ["tests/journeys", "tests/test_assets.py", "tests/test_contrast.py"]),
        ("docs/design.md", []),
        ("LICENSE", []),
    ],
)
def test_a_file_asks_for_the_tests_of_its_folder(file, tests):
    assert chosen(file) == tests


def test_what_lies_in_a_folder_that_is_asked_for_is_not_asked_twice():
    assert chosen("portal/contacts/rules.py", "tests/rules/contacts/ticks/test_ticks.py") == chosen(
        "portal/contacts/rules.py"
    )


def test_every_test_it_names_is_there():
    named = belonging_to(["portal/work.py", "migrations/env.py", "static/css/base.css"])
    assert [test for test in named if not (ROOT / test).exists()] == []


def test_what_is_not_committed_counts_and_so_does_what_git_does_not_know(tmp_path):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=tmp_path, check=True)

    (tmp_path / "kept.py").write_text("")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "first")
    (tmp_path / "kept.py").write_text("changed = True\n")
    (tmp_path / "new.py").write_text("")
    assert changed_since(None, tmp_path) == ["kept.py", "new.py"]
    git("add", ".")
    git("commit", "--quiet", "--message", "second")
    assert (changed_since(None, tmp_path), changed_since("HEAD~1", tmp_path)) == ([], ["kept.py", "new.py"])
