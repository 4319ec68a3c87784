"""Any household from any page: one key and its first letters."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database


@pytest.fixture
def team(make):
    here = make.location()
    names = (("Mohammed", "Warsame"), ("Yohannes", "Tesfay"), ("Olena", "Shevchenko"))
    for first, last in names:
        make.trajectory(household=make.household(here, client={"first_name": first, "last_name": last}))
    return make.coordinator(here)


def test_a_key_and_the_first_letters_lead_to_any_household(desk, team):
    page = desk(team)
    page.goto("/cijfers")
    page.keyboard.press("/")
    page.keyboard.type("johan")
    link = page.locator("#seek-found").get_by_role("link", name="Yohannes Tesfay", exact=True)
    expect(link).to_be_visible()
    expect(page.locator("#seek-found").get_by_role("status")).to_have_text("1 gevonden")
    expect(page.locator("#seek-found")).to_contain_text("lijkt op")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Yohannes Tesfay")


def test_the_key_writes_itself_where_somebody_types(desk, team):
    page = desk(team)
    page.goto("/zoeken")
    page.keyboard.type("3/4")
    expect(page.locator("#q")).to_have_value("3/4")


def test_the_page_answers_while_somebody_types_from_three_signs_on(phone, team):
    page = phone(team)
    page.goto("/zoeken")
    page.locator("#q").press_sequentially("wa")
    expect(page.locator("#found")).to_contain_text("Typ minstens")
    page.locator("#q").press_sequentially("r")
    expect(page.locator("#counted")).to_have_text("1 gevonden")
    expect(page.locator("#found mark")).to_have_text("Warsame")


def test_without_scripts_the_field_is_a_form(no_js, team):
    page = no_js(team)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/bord")
    page.locator("#seek").fill("olena")
    page.locator("#seek").press("Enter")
    expect(page.get_by_role("link", name="Olena Shevchenko", exact=True)).to_be_visible()
