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


def test_nothing_is_scrolled_to_save_and_until_the_note_the_form_is_one_screen(page):
    page.goto("/vandaag")
    page.get_by_role("link", name="Contact vastleggen").tap()
    page.locator(".chips .option").filter(has=page.locator("input[name=topics]")).first.tap()
    note, bar = page.get_by_label("Korte notitie"), page.locator(".savebar")

    expect(note).to_be_in_viewport()
    expect(page.get_by_role("button", name="Vastleggen", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Niet bereikt")).to_be_in_viewport(ratio=1)
    expect(page.locator("nav.nav")).to_be_hidden()
    assert page.evaluate("scrollY") == 0
    assert note.bounding_box()["y"] < bar.bounding_box()["y"], "the bar below covers the note"
    page.get_by_role("button", name="Vastleggen", exact=True).tap()
    expect(page.locator("#notices")).to_contain_text("contact deze maand.")
    expect(page.locator("nav.nav")).to_be_visible()


def test_saving_stays_in_sight_wherever_the_form_is_scrolled(page):
    page.goto("/vandaag")
    page.get_by_role("link", name="Contact vastleggen").tap()
    expect(page.locator(".savebar")).to_be_visible()
    for place in (0, 300, 10_000):
        page.evaluate(f"scrollTo(0, {place})")
        expect(page.get_by_role("button", name="Vastleggen", exact=True)).to_be_in_viewport(ratio=1)
