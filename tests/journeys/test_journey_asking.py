"""A volunteer asks from the phone, a coordinator answers at a desk, and the answer is on Vandaag until it was read."""

import pytest
from playwright.sync_api import expect

from portal.db import db

pytestmark = pytest.mark.one_database

WORDS = "Mag ik mee naar de huisarts? " + "brief" * 40
SAID = "Ja, dat mag.\nDe tolk betaalt de huisarts."


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make):
    return make.coordinator(first_name="Berhane-Michael", last_name="Gebrehiwot-Woldemichael van den Boogaard")


def test_a_question_from_the_phone_is_answered_and_read(phone, desk, inspect, make, volunteer, coordinator):
    trajectory = make.trajectory(claimed_by=volunteer)
    db.session.rollback()
    page = phone(volunteer.user)
    page.goto(f"/trajecten/{trajectory.id}")
    page.get_by_role("link", name="Vraag aan mijn coördinator").click()
    inspect(page)
    page.get_by_label("Uw vraag").fill(WORDS)
    page.get_by_role("button", name="Vraag sturen").click()
    expect(page.get_by_text("Uw vraag is verstuurd.")).to_be_visible()
    inspect(page)

    work = desk(coordinator)
    work.goto("/meldingen")
    work.get_by_role("link", name="Werklijst").click()
    expect(work.get_by_role("heading", level=1)).to_have_text("1 vraag wacht op u of een collega")
    inspect(work)
    work.get_by_role("link", name="Beantwoorden").click()
    work.get_by_label("Uw antwoord").fill(SAID)
    work.get_by_role("button", name="Antwoord sturen").click()
    expect(work.get_by_role("heading", level=1)).to_have_text("Er wacht geen vraag")

    page.goto("/vandaag")
    expect(page.get_by_text("Ja, dat mag.")).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Gelezen").click()
    expect(page.get_by_text("Gelezen. Het antwoord blijft in het dossier staan.")).to_be_visible()
    expect(page.get_by_role("heading", name="Van uw coördinator")).to_have_count(0)
    page.goto(f"/trajecten/{trajectory.id}#questions")
    expect(page.get_by_text("Ja, dat mag.")).to_be_visible()


def test_without_scripts_a_question_is_put_off_and_handed_over(no_js, make, volunteer, coordinator):
    make.coordinator(first_name="Kees", last_name="Bakker")
    trajectory = make.trajectory(claimed_by=volunteer)
    make.question(trajectory, volunteer, owner_id=coordinator.id)
    db.session.rollback()
    page = no_js(coordinator)
    page.goto("/werklijst")
    page.get_by_role("link", name="Uitstellen").click()
    page.get_by_role("button", name="Uitstellen").click()
    expect(page.locator("#error-summary")).to_contain_text("Vul kort in waarom.")
    page.get_by_label("Waarom").fill("Ik wacht op een brief.")
    page.get_by_role("button", name="Uitstellen").click()
    expect(page.get_by_text("Er wacht geen vraag")).to_be_visible()
    page.get_by_role("link", name="Later").click()
    page.get_by_role("link", name="Aan een collega geven").click()
    page.get_by_label("Wie beantwoordt deze vraag?").select_option(label="Kees Bakker")
    page.get_by_role("button", name="Geven").click()
    expect(page.get_by_text("De vraag ligt nu bij Kees Bakker.")).to_be_visible()
    expect(page.get_by_role("heading", name="Van uw collega's")).to_be_visible()
