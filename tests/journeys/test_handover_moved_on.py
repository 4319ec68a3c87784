"""A page of a handover that stood open while somebody else went on: how it stands now, and no typed text lost."""

import pytest
from playwright.sync_api import expect

from tests.support.handing_over import follow, press, told
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database
TYPED = "Op welk nummer neemt iemand op?\nEn wanneer?"


@pytest.fixture
def scene(make):
    return Scene(make).offered()


@pytest.mark.parametrize("screen", ["desk", "no_js"])
def test_what_the_team_typed_is_still_there_when_the_sender_withdrew(scene, window, screen):
    wim = window(screen, scene.member)
    wim.goto(f"{scene.url}/terugsturen")
    wim.get_by_label("Er ontbreekt informatie").check()
    wim.get_by_label("Uw vraag of toelichting").fill(TYPED)
    scene.withdraw()
    press(wim, "Terugsturen")

    told(wim, "Nu: ingetrokken. Uw tekst staat hieronder nog.")
    told(wim, "Het gezin verhuist.")
    expect(wim.get_by_label("Er ontbreekt informatie")).to_be_checked()
    expect(wim.get_by_label("Uw vraag of toelichting")).to_have_value(TYPED)
    follow(wim, "Naar de overdracht")
    told(wim, "Deze overdracht is ingetrokken.")


def test_a_version_that_came_meanwhile_is_read_before_it_is_accepted(scene, desk):
    wim = desk(scene.member)
    wim.goto(scene.url)
    told(wim, "06 12340000")
    scene.change_phone().renew()
    press(wim, "Zelf aannemen")

    told(wim, "Er kwam een nieuwe versie terwijl u las.")
    told(wim, "06 12349999")
    told(wim, "Versie 2. Gewijzigd: wie er meegaat en hoe zij te bereiken zijn.")
    press(wim, "Zelf aannemen")
    told(wim, "U hebt deze overdracht aangenomen. Plan nu het gesprek.")


def test_a_message_typed_on_an_old_page_is_still_there_to_copy(scene, desk):
    wim = desk(scene.member)
    wim.goto(scene.url)
    wim.get_by_label("Uw bericht").fill(TYPED)
    scene.withdraw()
    press(wim, "Bericht plaatsen")

    told(wim, "U kunt hier nu niets meer schrijven.")
    expect(wim.get_by_label("Uw bericht")).to_have_value(TYPED)
    told(wim, "Deze overdracht is ingetrokken.")


def test_the_reason_to_withdraw_is_still_there_when_the_team_completed_meanwhile(scene, desk):
    carla = desk(scene.coordinator)
    carla.goto(f"{scene.url}/intrekken")
    carla.get_by_label("Waarom trekt u de overdracht in?").fill(TYPED)
    scene.accept().hold().complete()
    press(carla, "Intrekken")

    told(carla, "Nu: afgerond. Uw tekst staat hieronder nog.")
    told(carla, "Afgerond: het wijkteam heeft nu de regie")
    expect(carla.get_by_label("Waarom trekt u de overdracht in?")).to_have_value(TYPED)
