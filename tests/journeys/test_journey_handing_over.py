"""A household from the pool to the neighbourhood team: the volunteer on a phone, the others at a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.make import PASSWORD
from tests.support.handing_over import (
    begin,
    fill_in,
    follow,
    headed,
    menu,
    offer,
    press,
    read_the_draft,
    record_consent,
    take_on,
)

pytestmark = pytest.mark.one_database
NEED = "Hulp bij brieven van de gemeente."
NOTE = "Samen de post doorgenomen."


@pytest.fixture
def waiting(make):
    """A household that waits, with a checklist, in the postcode area of a neighbourhood team."""
    trajectory = make.trajectory()
    make.checklist(trajectory)
    return trajectory


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    press(page, "Inloggen")


def claim(page: Page, household: str) -> None:
    menu(page, "Beschikbaar")
    expect(page.get_by_text(household)).to_have_count(0)
    page.get_by_role("link", name="Dit huishouden begeleiden").click()
    press(page, "Ja, ik begeleid dit huishouden")
    headed(page, household)


def log_a_contact(page: Page) -> None:
    page.get_by_role("link", name="Contact vastleggen").first.click()
    page.get_by_label("Wonen").check()
    page.get_by_label("Korte notitie").fill(NOTE)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text(NOTE)).to_be_visible()


def tick_an_item(page: Page) -> None:
    page.locator(".checks").get_by_role("button", name="Samen").first.click()
    expect(page.get_by_text("Samen gedaan")).to_be_visible()


def prepare(page: Page, team: str) -> str:
    reference = begin(page, "Driegesprek")
    record_consent(page, "Naam en contactgegevens", "Wat er nodig is")
    fill_in(page, "Hulpvraag invullen", NEED)
    read_the_draft(page, NEED)
    follow(page, "Besluiten")
    for place, choice in enumerate(("Doorgeven", "Iemand anders neemt dit op zich")):
        page.get_by_role("group", name="Wat gebeurt ermee?").nth(place).get_by_label(choice).check()
    page.get_by_label("Wie neemt dit op zich, of waarom vervalt het?").nth(1).fill("Taalcoach")
    press(page, "Opslaan")
    offer(page, team, NEED)
    expect(page.get_by_text("Het wijkteam heeft de overdracht nog niet geopend.")).to_be_visible()
    return reference


def take_over(page: Page, reference: str) -> None:
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_text(NEED)).to_be_visible()
    expect(page.get_by_text(NOTE)).to_have_count(0)
    press(page, "Zelf aannemen")
    take_on(page)


def test_a_household_is_claimed_visited_and_handed_over(phone, desk, make, waiting):
    household = waiting.household.name
    make.volunteer(user=make.user(email="vera@example.org", password=PASSWORD))
    team = make.team("Sociaal team Hoofddorp")
    vera, carla, wim = phone(), desk(make.coordinator()), desk(make.team_member(team))

    sign_in(vera, "vera@example.org")
    headed(vera, re.compile("^Goedemorgen, "))
    claim(vera, household)
    log_a_contact(vera)
    tick_an_item(vera)
    file_of_the_household = vera.url.partition("#")[0]

    carla.goto(f"/trajecten/{waiting.id}")
    expect(carla.get_by_text(NOTE)).to_be_visible()
    reference = prepare(carla, team.name)

    wim.goto("/")
    headed(wim, "Overdrachten")
    take_over(wim, reference)

    carla.reload()
    expect(carla.get_by_text("Het wijkteam heeft nu de regie. Het traject is afgesloten.")).to_be_visible()
    menu(vera, "Vandaag")
    expect(vera.get_by_role("main").get_by_text(household)).to_have_count(0)
    vera.goto(file_of_the_household)
    expect(vera.get_by_text("Meekijken tot en met")).to_be_visible()
