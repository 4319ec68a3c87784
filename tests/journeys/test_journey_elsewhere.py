"""To an organisation without an account: a document goes along, and the coordinator records what it answers."""

import pytest
from playwright.sync_api import expect

from portal.db import db
from tests.support.documents import lines_of
from tests.support.handing_over import follow, headed, hold, plan, press, told
from tests.support.ways import Elsewhere

pytestmark = pytest.mark.one_database


@pytest.fixture
def scene(make):
    return Elsewhere(make).prepare().consent()


def test_the_document_is_fetched_and_the_coordinator_takes_the_steps_of_the_organisation(scene, desk, phone):
    carla = desk(scene.coordinator)
    carla.goto(scene.url)
    follow(carla, "Nakijken en aanbieden")
    press(carla, "Het document is gestuurd")
    told(carla, "Het document is gestuurd. Leg hier vast wat de organisatie antwoordt.")
    paper = carla.get_by_role("link", name="Als pdf").get_attribute("href")
    assert f"Voor {scene.now.recipient}" in lines_of(carla.request.get(paper).body())

    follow(carla, "Zij nemen het aan")
    headed(carla, "De organisatie neemt het aan")
    carla.get_by_label("Wie neemt het daar aan?").fill("intaker")
    press(carla, "Vastleggen")
    told(carla, "De organisatie neemt het aan. Plan het gesprek")
    plan(carla, "Kantoor Schuldhulp")
    hold(carla, "Cliënt", "Begeleider", "Iemand van de organisatie")
    carla.locator("summary", has_text="Afronden").click()
    press(carla, "Overdracht afronden")
    told(carla, "De andere organisatie heeft nu de regie. Het traject is afgesloten.")

    vera = phone(scene.volunteer.user)
    vera.goto(scene.url)
    told(vera, "Afgerond: de andere organisatie heeft nu de regie")
    expect(vera.get_by_role("button", name="Overdracht afronden")).to_have_count(0)
    db.session.rollback()
    closed = scene.make.reload(scene.trajectory)
    assert (scene.now.for_worker, closed.closure_outcome) == ("intaker", "handed_over")
