"""The volunteer's work without a mouse, and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.contacts.models import ContactMoment
from portal.db import db
from tests.make import PASSWORD

pytestmark = pytest.mark.one_database
NOTE = "Samen gebeld met de gemeente."
MOST_STOPS = 90


@pytest.fixture
def household(make):
    """A volunteer who signs in by the form, and their household."""
    volunteer = make.volunteer(user=make.user(email="vera@example.org", password=PASSWORD))
    trajectory = make.trajectory(claimed_by=volunteer)
    make.checklist(trajectory)
    return trajectory


def tab_to(page: Page, target: Locator) -> Locator:
    """Press Tab until the target has the focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("(node) => node === document.activeElement"):
            return target
    raise AssertionError(f"Tab does not reach {target}")


def test_a_contact_is_logged_and_an_item_ticked_by_keyboard_alone(desk, household):
    page = desk()
    keys = page.keyboard
    page.goto("/")
    tab_to(page, page.get_by_label("E-mailadres"))
    keys.type("vera@example.org")
    tab_to(page, page.get_by_label("Wachtwoord"))
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page).to_have_url("/vandaag")

    keys.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    keys.press("Enter")
    tab_to(page, page.get_by_role("link", name="Contact vastleggen"))
    keys.press("Enter")
    expect(page).to_have_title("Contact vastleggen – Wegwijs")
    tab_to(page, page.get_by_role("button", name="Vastleggen", exact=True))
    keys.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_label("Wonen")).to_be_focused()
    keys.press("Space")
    tab_to(page, page.get_by_label("Korte notitie"))
    keys.type(NOTE)
    tab_to(page, page.get_by_role("button", name="Vastleggen", exact=True))
    keys.press("Enter")
    expect(page.get_by_text(NOTE)).to_be_visible()

    tab_to(page, page.locator(".checks").get_by_role("button", name="Zij zelf").first)
    keys.press("Space")
    expect(page.get_by_text("Door het huishouden zelf gedaan")).to_be_visible()
    expect(page.get_by_role("button", name="Ongedaan maken").first).to_be_focused()
    tab_to(page, page.locator(".menu summary"))
    keys.press("Enter")
    tab_to(page, page.get_by_role("button", name="Uitloggen"))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_a_contact_is_logged_and_an_item_ticked_without_scripts(no_js, make, household):
    page = no_js(household.current.volunteer.user)
    page.goto(f"/trajecten/{household.id}/contact")
    page.get_by_label("Korte notitie").fill(NOTE)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.locator("#error-summary")).to_contain_text("onderwerp")
    expect(page.get_by_label("Korte notitie")).to_have_value(NOTE)

    page.get_by_label("Wonen").check()
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    db.session.rollback()
    assert db.session.query(ContactMoment).count() == 1

    page.locator(".checks").get_by_role("button", name="Ik").first.click()
    expect(page.get_by_text("Gedaan door de begeleider")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_text("Gedaan door de begeleider")).to_have_count(0)
    page.get_by_role("link", name="Vandaag").click()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
