"""A coordinator's file: looked at first, brought in once, harmless the second time."""

import pytest
from playwright.sync_api import Page, expect

from portal.db import db
from portal.trajectories.models.trajectory import Trajectory
from tests.support.importing import FAULTY
from tests.support.uploading import how_many

pytestmark = pytest.mark.one_database


def choose(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Importeren").click()
    page.get_by_label("Trajecten").check()
    page.locator("input[type=file]").set_input_files(FAULTY)
    page.get_by_role("button", name="Bestand bekijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voorbeeld van de import")


def stored() -> int:
    db.session.rollback()
    return how_many(Trajectory)


def test_a_faulty_file_is_previewed_brought_in_and_changes_nothing_the_second_time(desk, make, inspect):
    make.team(areas=("1161", "2132", "2133", "2135", "2141", "2153"))
    page = desk(make.coordinator())
    page.goto("/")

    choose(page)
    assert stored() == 0
    for count in ("11 rijen nieuw", "10 rijen geweigerd"):
        expect(page.locator(".stat", has_text=count.split(" ", 1)[1])).to_contain_text(count.split(" ", 1)[0])
    inspect(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="geweigerde rijen").click()
    assert download.value.path().read_text("utf-8-sig").count("\n") >= 11

    page.get_by_role("button", name="11 rijen importeren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geïmporteerd")
    assert stored() == 11

    choose(page)
    expect(page.get_by_text("Alle goede rijen van dit bestand staan al zo in Wegwijs.")).to_be_visible()
    expect(page.get_by_role("button", name="importeren", exact=False)).to_have_count(0)
    assert stored() == 11
