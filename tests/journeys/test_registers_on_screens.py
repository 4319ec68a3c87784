"""The registers of a coordinator on a narrow phone, at a desk with every column, and on paper."""

import pytest

from portal.caseload.registers.rules import REGISTERS

pytestmark = pytest.mark.one_database
LONG = {"first_name": "Mohammed Abdirahman", "last_name": "van den Heuvel-Gebremedhin-Warsame"}
ALL = [f"/{each.path}?kolom=naam&kolom=" + "&kolom=".join(each.columns) for each in REGISTERS.values()]


@pytest.fixture
def coordinator(make):
    volunteer = make.volunteer()
    for each in ({"claimed_by": volunteer}, {}):
        make.trajectory(household=make.household(client=LONG), **each)
    return make.coordinator()


def widths(page):
    return page.evaluate("[document.documentElement.scrollWidth, innerWidth]")


@pytest.mark.parametrize("address", ["/huishoudens", "/trajecten", *ALL])
def test_at_320_pixels_a_register_does_not_scroll_sideways(window, coordinator, address):
    page = window("narrow", coordinator, viewport={"width": 320, "height": 640})
    page.goto(address)
    needed, there = widths(page)
    assert needed <= there


@pytest.mark.parametrize("address", ALL)
def test_at_a_desk_the_last_column_is_reached_in_the_frame_and_the_names_stay(desk, coordinator, address):
    page = desk(coordinator)
    page.goto(address)
    needed, there = widths(page)
    assert needed <= there
    page.locator("tbody td").last.scroll_into_view_if_needed()
    last, frame = page.locator("tbody td").last.bounding_box(), page.locator(".sideways").bounding_box()
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1
    name = page.locator("tbody th").last.bounding_box()
    assert (round(name["x"]), name["height"] <= 54) == (round(frame["x"]) + 1, True)


@pytest.mark.parametrize("address", ALL)
def test_on_paper_every_column_is_on_the_sheet(desk, coordinator, address):
    page = desk(coordinator, viewport={"width": 1032, "height": 720})  # A4 that lies down, between its margins
    page.goto(address)
    page.emulate_media(media="print")
    needed, there = widths(page)
    assert needed <= there
    assert page.locator("table").bounding_box()["width"] <= there


def test_under_a_thumb_no_line_of_a_row_begins_with_a_dot(phone, coordinator):
    page = phone(coordinator)
    page.goto("/trajecten")
    content = "(found, side) => found.map(each => getComputedStyle(each, side).content)"
    cells = page.locator("tbody tr").first.locator("td:visible")
    assert set(cells.evaluate_all(content, "::before")) == {"none"}
    assert sum("\xb7" in each for each in cells.evaluate_all(content, "::after")) >= 1
