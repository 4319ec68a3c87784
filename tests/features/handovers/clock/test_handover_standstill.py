"""After the acceptance there is a clock too: who stands still hears so once after each step."""

import pytest
from sqlalchemy import select

from portal.access import NOBODY
from portal.db import db
from portal.handovers.clock.service import tell_standing_still
from portal.people.models.people import Notice
from portal.work import Act
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere, Inside

COMING = "/overdrachten/aankomend"


@pytest.fixture
def scene(make):
    return Scene(make)


def run(scene, days=0):
    scene.make.clock.move(days=days)
    return tell_standing_still(Act(NOBODY, scene.make.clock()))["told"]


def told():
    found = db.session.scalars(select(Notice).where(Notice.code == "handover_stands_still"))
    return sorted(notice.user_id for notice in found)


@pytest.mark.parametrize(("state", "days"), [("accepted", 7), ("planned", 14), ("held", 7)])
def test_it_is_told_once_to_who_accepted_and_the_sender_after_five_working_days(scene, make, state, days):
    make.team_member(scene.team)  # a colleague, who did not accept it
    scene.at(state)
    assert run(scene, days - 1) == 0
    assert (run(scene, 1), run(scene), run(scene, 30)) == (1, 0, 0)
    assert told() == sorted([scene.coordinator.id, scene.member.id])
    assert [line.facts for line in lines("handover.nudged")] == [{"reference": scene.reference}]


def test_each_step_begins_anew(scene):
    scene.at("accepted")
    assert run(scene, 7) == 1
    scene.miss()
    assert (run(scene, 6), run(scene, 1)) == (0, 1)
    scene.plan()
    assert (run(scene, 7), run(scene, 9)) == (0, 1), "Good Friday and Easter Monday do not count"
    scene.hold()
    assert run(scene, 7) == 1


@pytest.mark.parametrize("state", ["prepared", "offered", "returned", "completed", "withdrawn"])
def test_what_waits_for_nobody_is_told_to_nobody(scene, state):
    scene.at(state)
    assert run(scene, 60) == 0


def test_a_form_that_somebody_fills_in_meanwhile_is_not_stale(scene, sign_in):
    scene.at("accepted").make.clock.move(days=7)
    form = sign_in(scene.coordinator).page(f"{scene.url}/inhoud").form("Opslaan")
    assert run(scene) == 1
    assert form.submit(who_else_helps="Huisarts").status == 303


def test_an_answer_that_was_promised_is_asked_for_too(make):
    scene = Scene(make, "C").at("accepted")
    assert run(scene, 7) == 1


@pytest.mark.parametrize("way", [Elsewhere, Inside])
def test_without_an_account_there_the_coordinator_is_told(make, way):
    scene = way(make)
    if way is Elsewhere:
        scene.at("accepted")
    else:
        scene.prepare().hold()
    assert run(scene, 7) == 1
    assert told() == [scene.coordinator.id]


def test_one_that_came_back_stands_in_the_timed_list_while_it_is_handed_over(scene, sign_in):
    name = scene.trajectory.household.name
    scene.trajectory.ends_on = scene.make.day(5)
    scene.make.save(scene.trajectory)
    scene.at("completed").not_arrive()
    assert name not in sign_in(scene.coordinator).page(COMING).text
    scene.at("accepted")
    page = sign_in(scene.coordinator).page(f"{COMING}?toon=te-laat")
    assert name in page.text
    assert "Gesprek plannen" in page.text
    scene.hold().complete()
    assert name not in sign_in(scene.coordinator).page(COMING).text
