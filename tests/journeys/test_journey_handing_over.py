"""A household from the pool to the neighbourhood team: the volunteer on a phone, the others at a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.make import PASSWORD

pytestmark = pytest.mark.one_database
NEED = "Hulp bij brieven van de gemeente."
NOTE = "Samen de post doorgenomen."


@pytest.fixture
def waiting(make):
    """A household that waits, with a checklist, in the postcode area of a neighbourhood team."""
    trajectory = make.trajectory()
    make.checklist(trajectory)
    return trajectory


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()


def menu(page: Page, words: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=words).click()


def headed(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


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
    page.locator(".tasks").get_by_role("button", name="Samen").first.click()
    expect(page.get_by_text("Samen gedaan")).to_be_visible()


def prepare(page: Page, team: str) -> None:
    page.get_by_label(re.compile("^Driegesprek")).check()
    press(page, "Voorbereiding beginnen")
    headed(page, re.compile(r"^WO-"))
    page.get_by_role("link", name="Toestemming vastleggen").first.click()
    for scope in ("Naam en contactgegevens", "Wat er nodig is"):
        page.get_by_label(scope, exact=True).check()
    page.get_by_label("Gezegd in een gesprek").check()
    page.get_by_label("Op welke dag?").fill("2026-03-09")
    press(page, "Toestemming vastleggen")
    follow(page, "Hulpvraag invullen")
    page.get_by_label("Onderwerp").first.select_option("Wonen")
    page.get_by_label(re.compile("Wat is er nodig")).first.fill(NEED)
    press(page, "Opslaan")
    follow(page, "Concept lezen")
    expect(page.get_by_text(NEED)).to_be_visible()
    page.get_by_label("Op welke dag las u dit samen?").fill("2026-03-09")
    press(page, "Vastleggen")
    follow(page, "Besluiten")
    for place, choice in enumerate(("Doorgeven", "Iemand houdt het")):
        page.get_by_role("group", name="Wat gebeurt ermee?").nth(place).get_by_label(choice).check()
    page.get_by_label("Wie houdt het, of waarom vervalt het?").nth(1).fill("Taalcoach")
    press(page, "Opslaan")
    follow(page, "Nakijken en aanbieden")
    expect(page.get_by_text(NEED)).to_be_visible()
    press(page, f"Aanbieden aan {team}")
    expect(page.get_by_text("Het wijkteam heeft de overdracht nog niet geopend.")).to_be_visible()


def take_over(page: Page, reference: str) -> None:
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_text(NEED)).to_be_visible()
    expect(page.get_by_text(NOTE)).to_have_count(0)
    press(page, "Aannemen op mijn naam")
    follow(page, "Gesprek plannen")
    page.get_by_label("Dag").fill("2026-03-09")
    page.get_by_label("Tijd").fill("14:30")
    page.get_by_label("Plaats").fill("Wijkcentrum De Boei")
    press(page, "Gesprek plannen")
    expect(page.get_by_text("Wijkcentrum De Boei").first).to_be_visible()
    follow(page, "Gesprek vastleggen")
    for party in ("Cliënt", "Begeleider", "Wijkteam"):
        page.get_by_label(party, exact=True).check()
    page.get_by_label("Wat spreekt u af?").first.fill("Samen naar de bibliotheek")
    page.get_by_label("Wie doet dit?").first.fill("wijkteam")
    press(page, "Gesprek vastleggen")
    expect(page.get_by_text("Samen naar de bibliotheek")).to_be_visible()
    press(page, "Overdracht afronden")
    expect(page.get_by_text("Uw wijkteam heeft de regie.")).to_be_visible()


def test_a_household_is_claimed_visited_and_handed_over(phone, desk, make, waiting):
    household = waiting.household.name
    make.volunteer(user=make.user(email="vera@example.org", password=PASSWORD))
    team = make.team("Sociaal team Hoofddorp")
    vera, carla, wim = phone(), desk(make.coordinator()), desk(make.team_member(team))

    sign_in(vera, "vera@example.org")
    headed(vera, re.compile("Vandaag"))
    claim(vera, household)
    log_a_contact(vera)
    tick_an_item(vera)
    file_of_the_household = vera.url.partition("#")[0]

    carla.goto(f"/trajecten/{waiting.id}")
    expect(carla.get_by_text(NOTE)).to_be_visible()
    follow(carla, "Overdracht beginnen")
    prepare(carla, team.name)
    reference = carla.get_by_role("heading", level=1).inner_text()

    wim.goto("/")
    headed(wim, "Overdrachten")
    take_over(wim, reference)

    carla.reload()
    expect(carla.get_by_text("Het wijkteam heeft nu de regie. Het traject is afgesloten.")).to_be_visible()
    menu(vera, "Vandaag")
    expect(vera.get_by_role("main").get_by_text(household)).to_have_count(0)
    vera.goto(file_of_the_household)
    expect(vera.get_by_text("Meekijken tot en met")).to_be_visible()
