"""Variant A: a household that manages meets the team; its volunteer reads on the phone what they did together."""

import pytest
from playwright.sync_api import expect

from portal.checklists import service as checklists
from tests.support.handing_over import follow, headed, offer, press, record_consent, take_on, told
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database
PHONE = "06 12340000"


@pytest.fixture
def scene(make):
    """Prepared, with two visits and an item the household did by itself behind it."""
    scene = Scene(make)
    vera = scene.volunteer.user
    for days in (2, 9):
        make.contact(scene.trajectory, vera, on_date=make.day(-days), minutes=45)
    (item,) = make.checklist(scene.trajectory, 1)
    checklists.tick(make.act(vera), item.id, "client", item.version)
    return scene.prepare()


def test_a_team_without_scripts_takes_over_and_the_volunteer_reads_the_closing_message(scene, phone, desk, no_js):
    carla, wim, vera = desk(scene.coordinator), no_js(scene.member), phone(scene.volunteer.user)
    carla.goto(scene.url)
    record_consent(carla, "Naam en contactgegevens")
    offer(carla, scene.team.name, PHONE)

    wim.goto("/overdrachten")
    follow(wim, scene.reference)
    told(wim, PHONE)
    expect(wim.get_by_role("heading", name="Wat er nodig is")).to_have_count(0)
    press(wim, "Zelf aannemen")
    take_on(wim)

    vera.goto("/vandaag")
    expect(vera.get_by_role("main").get_by_text(scene.trajectory.household.name)).to_have_count(0)
    follow(vera, "U hebt 4 nieuwe meldingen")
    press(vera, "Bekijken Een begeleiding van u is afgerond.")
    headed(vera, "Wat u samen deed")
    for words in (
        "U sprak elkaar 2 keer.",
        "U gaf er 1,5 uur van uw tijd aan.",
        "Er is 1 punt geregeld. De cliënt deed 1 punt zelf.",
        "Dank u wel voor uw tijd en uw aandacht.",
        "Tot en met 6 april 2026 kunt u het dossier nog openen.",
    ):
        told(vera, words)
    follow(vera, "Naar het huishouden")
    told(vera, "Meekijken tot en met 6 april 2026")
