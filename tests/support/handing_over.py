"""The steps of people in a browser on the way of a handover, each on the page where it is done."""

import re

from playwright.sync_api import Page, expect

TODAY = "2026-03-09"  # where the test's clock stands
REFERENCE = re.compile(r"/overdrachten/(WO-[0-9A-Z]{4}-[0-9A-Z]{4})$")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()


def menu(page: Page, words: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=words).click()


def headed(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def told(page: Page, words: str) -> None:
    """The page says so, once or more often."""
    expect(page.get_by_text(words).first).to_be_visible()


def begin(page: Page, way: str) -> str:
    """From the file, as one of the ways and forms there are; gives the reference."""
    follow(page, "Overdracht beginnen")
    page.get_by_label(re.compile(f"^{way}")).check()
    press(page, "Voorbereiding beginnen")
    return reference_of(page)


def reference_of(page: Page) -> str:
    """The reference of the handover whose page this is."""
    expect(page).to_have_url(REFERENCE)
    (reference,) = REFERENCE.findall(page.url)
    told(page, reference)
    return str(reference)


def record_consent(page: Page, *scopes: str) -> None:
    """The one adult of the household says yes to these parts."""
    page.get_by_role("link", name="Toestemming vastleggen").first.click()
    for scope in scopes:
        page.get_by_label(scope, exact=True).check()
    page.get_by_label("Gezegd in een gesprek").check()
    page.get_by_label("Op welke dag?").fill(TODAY)
    press(page, "Toestemming vastleggen")


def fill_in(page: Page, link: str, sentence: str) -> None:
    """The first sentence of what goes along: a need, or a question."""
    page.get_by_role("link", name=link).first.click()
    page.get_by_label("Onderwerp").first.select_option("Wonen")
    page.get_by_label(re.compile("én zin")).first.fill(sentence)
    press(page, "Opslaan")


def read_the_draft(page: Page, sentence: str) -> None:
    """With the client, today."""
    follow(page, "Concept lezen")
    expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_label("Op welke dag las u dit samen?").fill(TODAY)
    press(page, "Vastleggen")


def offer(page: Page, team: str, reads: str) -> None:
    """Read these words in the preview, and offer."""
    follow(page, "Nakijken en aanbieden")
    told(page, reads)
    press(page, f"Aanbieden aan {team}")
    told(page, f"Aangeboden aan {team}.")


def plan(page: Page, place: str = "Wijkcentrum De Boei") -> None:
    follow(page, "Gesprek plannen")
    page.get_by_label("Dag").fill(TODAY)
    page.get_by_label("Tijd").fill("14:30")
    page.get_by_label("Plaats").fill(place)
    press(page, "Gesprek plannen")
    told(page, place)


def hold(page: Page, *parties: str, agreed: str = "Samen naar de bibliotheek") -> None:
    """The meeting with these parties, and one agreement."""
    follow(page, "Gesprek vastleggen")
    for party in parties:
        page.get_by_label(party, exact=True).check()
    page.get_by_label("Wat spreekt u af?").first.fill(agreed)
    page.get_by_label("Wie doet dit?").first.fill("wijkteam")
    press(page, "Gesprek vastleggen")
    told(page, agreed)


def take_on(page: Page, *parties: str) -> None:
    """The team's part after its yes: plan, meet, complete."""
    plan(page)
    hold(page, *(parties or ("Cliënt", "Begeleider", "Wijkteam")))
    page.locator("summary", has_text="Afronden").click()
    press(page, "Overdracht afronden")
    told(page, "Uw wijkteam heeft de regie.")
