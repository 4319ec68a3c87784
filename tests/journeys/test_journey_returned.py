"""Variant B: the team asks what it misses, the sender answers, and the second version goes all the way."""

import pytest
from playwright.sync_api import expect

from tests.support.handing_over import fill_in, follow, offer, press, read_the_draft, take_on, told
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database
QUESTION = "Welke brieven zijn dit?"
FIRST, SECOND = "Hulp bij brieven.", "Hulp bij brieven van de verhuurder."


@pytest.fixture
def scene(make):
    return Scene(make, "B").offered()


def test_what_was_missing_is_asked_answered_and_offered_again(scene, desk):
    carla, wim = desk(scene.coordinator), desk(scene.member)
    wim.goto(scene.url)
    told(wim, FIRST)
    follow(wim, "Terugsturen")
    wim.get_by_label("Er ontbreekt informatie").check()
    wim.get_by_label("Uw vraag of toelichting").fill(QUESTION)
    press(wim, "Terugsturen")
    told(wim, "U stuurde deze overdracht terug.")
    expect(wim.get_by_text(FIRST)).to_have_count(0)

    carla.goto("/overdrachten")
    follow(carla, scene.trajectory.household.name)
    told(carla, "Teruggestuurd: er ontbreekt informatie")
    told(carla, QUESTION)
    expect(carla.get_by_role("button", name="Bied opnieuw aan")).to_have_count(0)
    carla.get_by_role("link", name="Vraag beantwoorden").first.click()
    carla.get_by_label("Uw bericht").fill("Brieven van de verhuurder.")
    press(carla, "Bericht plaatsen")
    fill_in(carla, "Hulpvraag en afspraken invullen", SECOND)
    read_the_draft(carla, SECOND)
    offer(carla, scene.team.name, SECOND)

    wim.goto("/overdrachten")
    follow(wim, scene.reference)
    for words in (SECOND, QUESTION, "Brieven van de verhuurder.", "Aan Sociaal team Hoofddorp, versie 2."):
        told(wim, words)
    expect(wim.get_by_text(FIRST)).to_have_count(0)
    press(wim, "Zelf aannemen")
    take_on(wim)
    carla.reload()
    told(carla, "Het wijkteam heeft nu de regie. Het traject is afgesloten.")
    told(carla, "versie 2")
