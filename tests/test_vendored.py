"""Files of others are as they published them, with their licence, and nothing points outside."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("static/vendor", "tests/vendor", "portal/paper/fonts", "portal/people/passwords/lists")
FOLDERS = sorted(path for place in PLACES for path in (ROOT / place).glob("*/"))
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_folder_holds_exactly_what_its_checksums_say(folder):
    listed = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    present = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "SHA256SUMS"
    }

    assert present == listed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_folder_names_its_version_and_carries_its_licence(folder):
    assert re.search(r"-\d+\.\d+", folder.name)
    assert (folder / "LICENSE").read_text().strip()


def test_the_parts_we_carry_are_found():
    carried = {folder.name.rpartition("-")[0] for folder in FOLDERS}

    assert carried >= {"htmx", "axe-core", "html-validate", "noto-sans", "noto-sans-arabic", "noto-sans-ethiopic"}
    assert carried >= {"dejavu-sans", "roboto-condensed", "zxcvbn"}


def test_every_font_of_the_paper_carries_the_open_font_licence():
    fonts = [folder for folder in FOLDERS if folder.parent.name == "fonts"]

    assert fonts
    assert all("SIL OPEN FONT LICENSE Version 1.1" in (folder / "LICENSE").read_text() for folder in fonts)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_place_to_fetch_it(lock):
    text = lock.read_text()
    packages = re.split(r"\n(?=\S)", text.strip())

    assert packages
    assert all(re.match(r"[\w.-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", package) for package in packages)
    assert not re.search(r"://|^-|index-url|find-links|trusted-host| @ ", text, re.MULTILINE)


def test_the_two_locks_agree_where_they_overlap():
    versions = [dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE)) for lock in LOCKS]
    shared = versions[0].keys() & versions[1].keys()

    assert shared
    assert {name: versions[0][name] for name in shared} == {name: versions[1][name] for name in shared}


def test_the_licence_is_the_european_union_public_licence():
    text = (ROOT / "LICENSE").read_text()

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert "15.Applicable Law" in text
    assert "LiLiQ-R+" in text
