"""A consent that is withdrawn before anything went along: the sender hears so all the same."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.consent import service as consent_service
from portal.people.models.people import Notice
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere


def told():
    return [(each.user_id, each.code) for each in db.session.scalars(select(Notice).order_by(Notice.id))]


@pytest.mark.parametrize("way", [Scene, Elsewhere])
def test_a_coordinator_hears_that_the_volunteer_recorded_a_withdrawal(make, sign_in, way):
    scene = way(make).prepare().consent()
    handover = scene.now
    act = scene.act(scene.volunteer.user)
    recipients = [each for each in [handover.team_id] if each], [each for each in [handover.organisation_id] if each]
    for _tap in range(2):
        consent_service.withdraw(act, scene.reference, scene.client_id, *recipients)
    assert told() == [(scene.coordinator.id, "consent_withdrawn")]
    assert [event.step for event in scene.now.events] == ["prepare"]


def test_who_withdraws_a_consent_for_another_recipient_tells_nobody_of_this_one(make):
    scene = Scene(make).prepare().consent()
    other = make.team(areas=("2150",))
    make.consent(scene.client, other, scene.coordinator)
    consent_service.withdraw(scene.act(scene.volunteer.user), scene.reference, scene.client_id, [other.id])
    assert told() == []


def test_more_is_recorded_only_where_something_is_left_to_ask(make, sign_in):
    scene = Scene(make, "B").prepare().consent("contact")
    carla = sign_in(scene.coordinator)
    assert "Meer vastleggen" in carla.page(scene.url).text
    scene.consent()
    page = carla.page(scene.url)
    assert "gaf toestemming" in page.text
    assert "Meer vastleggen" not in page.text
