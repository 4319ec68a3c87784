"""Variant C: a question to the team during the support. It is answered, and nothing passes over."""

import pytest
from playwright.sync_api import expect

from tests.support.handing_over import begin, fill_in, follow, offer, press, record_consent, told
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database
QUESTION = "Welke regeling past bij de huur?"
ADVICE = "Vraag huurtoeslag aan.\nNeem de brief van de verhuurder mee."


@pytest.fixture
def scene(make):
    return Scene(make, "C")


def test_a_question_is_answered_and_the_support_goes_on(scene, phone, desk):
    carla, wim, vera = desk(scene.coordinator), desk(scene.member), phone(scene.volunteer.user)
    file = f"/trajecten/{scene.trajectory_id}"
    carla.goto(file)
    reference = begin(carla, "Vraag om advies")
    fill_in(carla, "Vraag invullen", QUESTION)
    record_consent(carla, "Naam en contactgegevens", "Wat er nodig is")
    offer(carla, scene.team.name, QUESTION)
    told(carla, "Het wijkteam moet de vraag nog aannemen.")

    wim.goto("/overdrachten")
    follow(wim, reference)
    told(wim, QUESTION)
    press(wim, "Zelf aannemen")
    follow(wim, "Antwoord geven")
    for party in ("Begeleider", "Wijkteam"):
        wim.get_by_label(party, exact=True).check()
    wim.get_by_label("Op welke dag").fill("2026-03-09")
    wim.get_by_label("Uw advies").fill(ADVICE)
    press(wim, "Antwoord versturen")
    told(wim, "U hebt geantwoord. De begeleiding blijft bij de organisatie.")
    expect(wim.get_by_role("button", name="Overdracht afronden")).to_have_count(0)

    vera.goto("/meldingen")
    press(vera, f"Bekijken Het wijkteam heeft vraag {reference} beantwoord.")
    told(vera, reference)
    told(vera, "Vraag huurtoeslag aan.")
    follow(vera, "Terug naar het huishouden")
    told(vera, "Neem de brief van de verhuurder mee.")
    expect(vera.get_by_role("link", name="Contact vastleggen").first).to_be_visible()
    carla.goto(file)
    expect(carla.get_by_text("Gesloten op")).to_have_count(0)
    expect(carla.get_by_role("link", name="Overdracht beginnen")).to_be_visible()
