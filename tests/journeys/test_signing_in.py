"""Coming in by the front door, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.make import PASSWORD

pytestmark = pytest.mark.one_database
SCREENS = ["narrow", "phone", "desk", "no_js"]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_sign_in_page_has_no_fault_on_any_screen(window, inspect, screen):
    page = window(screen)
    page.goto("/inloggen")

    inspect(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wrong_password_is_said_beside_the_form_in_light_and_in_dark(phone, inspect, scheme):
    page = phone(color_scheme=scheme)
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill("niemand@example.org")
    page.get_by_label("Wachtwoord").fill("een-verkeerd-wachtwoord")
    page.get_by_role("button", name="Inloggen").click()

    expect(page.get_by_text("Het e-mailadres of het wachtwoord klopt niet.").first).to_be_visible()
    expect(page.get_by_label("E-mailadres")).to_have_value("niemand@example.org")
    inspect(page)


@pytest.mark.parametrize("screen", ["phone", "no_js"])
def test_a_volunteer_comes_in_with_and_without_scripts(window, make, screen):
    make.volunteer(user=make.user(email="noor@example.org", password=PASSWORD))
    page = window(screen)
    page.goto("/beschikbaar")
    page.get_by_label("E-mailadres").fill("noor@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()

    expect(page).to_have_url("/beschikbaar")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
