"""The team that covers the address on the day of the offer, or a reason why another one gets it."""

import pytest

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.organisation.models import Coverage
from portal.refusals import Refused
from tests.support.handovers import Scene

LINE = "Dit wijkteam hoort niet bij de postcode, en er staat geen reden bij"


@pytest.fixture
def scene(make):
    return Scene(make).prepare().consent()


def covers_no_more(scene):
    db.session.query(Coverage).filter_by(team_id=scene.team_id).update({"valid_until": scene.make.day(-1)})
    db.session.commit()


def moves(scene):
    household = scene.make.reload(scene.trajectory).household
    household.postcode = "2150 AB"
    scene.make.save(household)


@pytest.mark.parametrize("change", [covers_no_more, moves])
def test_a_team_that_covers_the_address_no_more_gets_no_offer_without_a_reason(scene, sign_in, change):
    carla = sign_in(scene.coordinator)
    assert LINE not in carla.page(scene.url).text
    change(scene)
    page = carla.page(scene.url)
    assert LINE in page.text
    with pytest.raises(Refused, match="other_team_needs_reason"):
        scene.offer()
    assert scene.now.state == "prepared"
    (course,) = [link for words, link in page.links.items() if words.startswith("Wijkteam nakijken")]
    carla.page(course).form("Opslaan").submit(reason="Zij kennen het gezin al.").follow()
    assert LINE not in carla.page(scene.url).text
    scene.offer()
    assert scene.now.state == "offered"


def test_it_is_asked_again_before_the_next_offer(scene):
    scene.offer().send_back("other", "Belt u even.")
    covers_no_more(scene)
    with pytest.raises(Refused, match="other_team_needs_reason"):
        scene.offer()


def test_the_team_that_has_it_gets_a_newer_version_all_the_same(scene, make):
    scene.offer().accept().change_phone()
    covers_no_more(scene)
    scene.renew()
    assert len(scene.now.snapshots) == 2


def test_another_team_was_chosen_with_a_reason_that_holds(scene, make):
    other = make.team(areas=("2150",))
    make.team_member(other)
    course = scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Daar woont de familie.")
    beginning_service.change_course(scene.act(scene.coordinator), *course)
    scene.team_id = other.id
    scene.consent().offer()
    assert scene.now.state == "offered"
