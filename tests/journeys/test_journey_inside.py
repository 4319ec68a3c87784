"""Inside the organisation: settlement coaching passes to social support, for the same volunteer first."""

import pytest
from playwright.sync_api import expect

from portal.db import db
from tests.support.handing_over import follow, headed, hold, menu, plan, press, reference_of, told
from tests.support.ways import Inside

pytestmark = pytest.mark.one_database
KEPT = "Voor u bewaard tot en met 16 maart 2026"


@pytest.fixture
def scene(make):
    return Inside(make)


def test_settlement_coaching_becomes_social_support_that_day_for_the_same_volunteer(scene, make, phone, desk):
    household = scene.trajectory.household.name
    make.trajectory(household=make.household(postcode="2132 CD"), starts_on=make.day(-60), urgent=True)
    colleague = make.volunteer()
    carla, vera, sara = desk(scene.coordinator), phone(scene.volunteer.user), phone(colleague.user)

    carla.goto(f"/trajecten/{scene.trajectory_id}")
    follow(carla, "Overdracht beginnen")
    told(carla, "Na dit traject volgt: Maatschappelijke begeleiding.")
    press(carla, "Voorbereiding beginnen")
    scene.reference = reference_of(carla)
    plan(carla, "Kantoor")
    hold(carla, "Cliënt", "Begeleider", "Coördinator")
    carla.locator("summary", has_text="Afronden").click()
    press(carla, "Overdracht afronden")
    told(carla, "Het traject is afgesloten en het volgende is begonnen.")
    db.session.rollback()
    begun = scene.now.next_trajectory
    assert (begun.type.code, begun.starts_on) == ("social_support", make.today)

    vera.goto("/vandaag")
    menu(vera, "Beschikbaar")
    waiting = vera.get_by_role("main").get_by_role("article")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text(KEPT)
    expect(vera.get_by_text(household)).to_have_count(0)
    sara.goto("/beschikbaar")
    expect(sara.get_by_role("main").get_by_role("article")).to_have_count(1)
    expect(sara.get_by_text("bewaard")).to_have_count(0)

    press(vera, "Ik ga verder met dit huishouden")
    headed(vera, household)
    told(vera, "Maatschappelijke begeleiding")
    follow(carla, "Naar het volgende traject")
    told(carla, scene.volunteer.name)
