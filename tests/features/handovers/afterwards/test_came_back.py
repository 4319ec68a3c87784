"""A household that did not arrive: it stays on the board until it is handed over once more, and nothing of before
is rewritten."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.refusals import Refused
from tests.support.handovers import Scene
from tests.support.papers import Printed
from tests.support.ways import Elsewhere

BOARD = "/bord/niet-aangekomen"
AGAIN = "Nieuwe overdracht beginnen"


@pytest.fixture
def scene(make):
    return Scene(make).at("completed").not_arrive()


def trajectory(scene):
    return scene.make.reload(scene.trajectory)


def test_one_that_was_begun_and_withdrawn_leaves_it_on_the_board(scene, sign_in):
    old, name = scene.url, trajectory(scene).household.name
    scene.prepare().withdraw()
    carla = sign_in(scene.coordinator)
    assert name in carla.page(BOARD).text
    assert AGAIN in carla.page(old).text
    scene.prepare()
    assert name not in carla.page(BOARD).text


def test_after_a_later_one_was_completed_nothing_is_begun_again_from_the_first(scene, sign_in):
    old = scene.url
    scene.at("completed")
    page = sign_in(scene.coordinator).page(old)
    assert AGAIN not in page.text
    assert "begin zo nodig een nieuwe overdracht" not in page.text


def test_a_question_takes_it_nowhere_and_is_not_asked(scene, sign_in):
    with pytest.raises(Refused, match="question_after_closing"):
        beginning_service.prepare(scene.act(scene.coordinator), scene.trajectory_id, Course(ToTeam(scene.team_id), "C"))
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/overdracht")
    assert "Vraag om advies" not in page.text
    scene.prepare()
    with pytest.raises(Refused, match="question_after_closing"):
        course = scene.reference, scene.now.version, Course(ToTeam(scene.team_id), "C", None)
        beginning_service.change_course(scene.act(scene.coordinator), *course)


def test_completing_it_once_more_leaves_what_it_closed_with(scene, make, clock):
    closed = trajectory(scene)
    closed.closure_reason = "Naar het wijkteam."
    make.save(closed)
    before = (closed.closed_on, closed.closure_outcome, closed.closure_reason)
    clock.move(days=330)
    scene.at("completed")
    after = trajectory(scene)
    assert (after.closed_on, after.closure_outcome, after.closure_reason) == before
    assert after.retention_from == make.today


def test_retention_never_moves_back(make):
    scene = Scene(make).at("held").complete(weeks=12).not_arrive()
    until = trajectory(scene).retention_from
    scene.at("held").complete(weeks=0)
    assert trajectory(scene).retention_from == until == make.day(84)


@pytest.mark.parametrize(("way", "theirs"), [(Scene, "neighbourhood_team"), (Elsewhere, "other_organisation")])
def test_rule_8_who_did_not_arrive_rings_us_until_somebody_takes_over(make, way, theirs):
    scene = way(make).at("completed")
    scene.member = scene.coordinator if way is Elsewhere else scene.member
    assert trajectory(scene).lead_party == theirs
    leads = [trajectory(scene.check(each)).lead_party for each in ("not_arrived", "arrived", "not_arrived")]
    assert leads == ["organisation", theirs, "organisation"]


def test_what_is_known_of_an_earlier_one_moves_the_lead_no_more(scene):
    first = scene.reference
    scene.at("completed")
    scene.reference = first
    assert trajectory(scene.check("not_arrived")).lead_party == "neighbourhood_team"


def test_the_contact_card_says_to_ring_us_first(scene, make, sign_in):
    office = trajectory(scene).location
    office.phone = "+31235550101"
    make.save(office)
    scene.trajectory.household.case_manager = "S. van der Meer"
    card = f"/trajecten/{scene.trajectory_id}/contactkaart.pdf?taal=nl"
    words = Printed(sign_in(scene.coordinator).open(card).data).words
    first = words.partition("Wijkteam")[0]
    assert "Bel eerst Begeleider" in first
    assert "023 555 0101" in first
    scene.check("arrived")
    words = Printed(sign_in(scene.coordinator).open(card).data).words
    assert "Bel eerst Wijkteam" in words
    assert "Begeleider" not in words
