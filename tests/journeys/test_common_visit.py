"""The visit that volunteers log most, from Vandaag to stored, counted in taps."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database


@pytest.fixture
def page(phone, make):
    volunteer = make.volunteer()
    make.contact(make.trajectory(claimed_by=volunteer), volunteer.user, topics=[make.topic(3)], on_date=make.day(-6))
    return phone(volunteer.user)


def test_the_usual_visit_takes_three_taps_and_no_typing(page):
    taps = 0
    page.goto("/vandaag")
    for find in (
        page.get_by_role("link", name="Contact vastleggen"),
        page.locator(".chips .option").filter(has=page.locator("input[name=topics]")).first,
        page.get_by_role("button", name="Vastleggen", exact=True),
    ):
        find.tap()
        taps += 1

    expect(page.get_by_text("Het contact is vastgelegd.")).to_be_visible()
    print(f"the usual visit: {taps} taps, 0 keystrokes")
    assert taps == 3


def test_until_the_note_the_form_is_one_screen(page):
    page.goto("/vandaag")
    page.get_by_role("link", name="Contact vastleggen").tap()
    note = page.get_by_label("Korte notitie")

    expect(note).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    menu = page.locator("nav.nav").bounding_box()
    assert note.bounding_box()["y"] < menu["y"], "the menu below covers the note"
