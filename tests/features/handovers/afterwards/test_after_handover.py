"""After the handover: the arrival is asked and kept, and the team tells whether the household asked again."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.afterwards.models import HandoverFeedback
from portal.handovers.ending.service import end_overlaps
from portal.people.models.people import Notice
from portal.refusals import Busy
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.statements import statements

QUESTION = "Is het huishouden van overdracht"


@pytest.fixture
def scene(make):
    return Scene(make).at("completed")


def asked(user):
    """How often somebody was asked whether the household arrived."""
    return sum(notice.code == "handover_check_due" for notice in notices(user))


def notices(user):
    return db.session.scalars(select(Notice).where(Notice.user_id == user.id)).all()


def told():
    db.session.rollback()
    return [
        (row.months, row.asked_again, row.categories)
        for row in db.session.scalars(select(HandoverFeedback).order_by(HandoverFeedback.months))
    ]


def test_six_weeks_later_team_and_coordinator_are_asked_once(scene, clock, make):
    clock.move(days=41)
    assert afterwards_service.ask_checks(make.act(scene.coordinator)) == {"asked": 0, "failed": 0}
    clock.move(days=2)
    assert afterwards_service.ask_checks(make.act(make.admin())) == {"asked": 1, "failed": 0}
    assert afterwards_service.ask_checks(make.act(make.admin())) == {"asked": 0, "failed": 0}
    assert (asked(scene.member), asked(scene.coordinator), asked(scene.volunteer.user)) == (1, 1, 0)
    assert len(lines("handover.check_asked")) == 1
    assert not any(notice.reminder for notice in notices(scene.member)), "it is the first and only time it is asked"


def test_one_that_has_no_turn_stops_no_other_and_comes_again(make, clock, monkeypatch):
    scenes = [Scene.another(make).at("completed") for _each in range(3)]
    clock.move(days=43)
    busy, told = scenes[1].reference, afterwards_service.tell_team

    def tell(work, handover, code):
        if handover.reference == busy:
            raise Busy
        told(work, handover, code)

    monkeypatch.setattr(afterwards_service, "tell_team", tell)
    assert afterwards_service.ask_checks(make.act(make.admin())) == {"asked": 2, "failed": 1}
    monkeypatch.undo()
    assert afterwards_service.ask_checks(make.act(make.admin())) == {"asked": 1, "failed": 0}


@pytest.mark.parametrize(
    ("work", "table"), [(afterwards_service.ask_checks, "warm_handover"), (end_overlaps, "assignment")]
)
def test_the_daily_work_holds_the_household_first_as_every_step_does(scene, app, make, clock, work, table):
    clock.move(days=43)
    act = make.act(make.admin())
    with statements(app) as seen:
        work(act)
    words = [" ".join(each.split()[:3]) for each in seen]
    first = next(place for place, each in enumerate(words) if each.startswith("SELECT household.id"))
    assert first < next(place for place, each in enumerate(words) if each.startswith(f"UPDATE {table}"))


@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_team_or_coordinator_records_that_the_household_arrived(scene, sign_in, who):
    page = sign_in(getattr(scene, who)).page(f"{scene.url}/nagevraagd")
    for _tap in range(2):
        after = page.form("Vastleggen").submit(arrival="arrived", note="Zij belden zelf.").follow()
    assert "Aangekomen. Zij belden zelf." in after.text
    assert (scene.now.state, scene.now.arrival) == ("checked", "arrived")
    assert len(lines("handover.checked")) == 1


def test_without_an_answer_the_form_says_so_and_keeps_the_note(scene, sign_in):
    page = sign_in(scene.member).page(f"{scene.url}/nagevraagd").form("Vastleggen").submit(note="Nog gebeld.")
    assert page.status == 422
    assert "Kies een antwoord." in page.text
    assert "Nog gebeld." in page.text


def test_who_did_not_arrive_is_back_on_the_board_until_a_new_handover_begins(scene, sign_in, make):
    carla = sign_in(scene.coordinator)
    assert "niet aangekomen" not in carla.page("/bord").text
    scene.check("not_arrived")
    assert "handover_not_arrived" in {notice.code for notice in notices(scene.coordinator)}
    assert "niet aangekomen na een overdracht" in carla.page("/bord").text
    assert scene.now.trajectory.household.name in carla.page("/bord/niet-aangekomen").text
    assert "Nieuwe overdracht beginnen" in carla.page(scene.url).text
    scene.prepare()
    assert scene.now.state == "prepared"
    assert "Iedereen is aangekomen" in carla.page("/bord/niet-aangekomen").text


def test_a_handover_that_arrived_cannot_begin_again(scene, sign_in):
    scene.check("arrived")
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/overdracht")
    answer = page.form("Voorbereiding beginnen").submit(team=str(scene.team_id), variant="A")
    assert answer.status == 422
    assert scene.now.state == "checked"


def test_more_is_known_later_and_the_earlier_answer_stays_in_the_timeline(scene, sign_in):
    scene.check("unknown")
    scene.check("arrived")
    assert (scene.now.arrival, [event.step for event in scene.now.events].count("check")) == ("arrived", 2)
    assert "Niet bekend." in sign_in(scene.member).page(scene.url).text


def test_after_half_a_year_the_team_tells_with_one_tap_of_a_reference_without_a_name(scene, sign_in, clock):
    wim = sign_in(scene.member)
    assert "Nog niets te melden" in wim.page("/terugmelding").text
    clock.move(days=185)
    wim = sign_in(scene.member)
    page = wim.page("/terugmelding")
    assert scene.reference in page.text
    assert "Merhawi" not in page.text
    page.form("Geld").submit("Geld")
    wim.page("/terugmelding").form("Brieven en formulieren").submit("Brieven en formulieren")
    assert told() == [(6, True, ["letters", "money"])]
    assert "brieven en formulieren, geld" in wim.page("/terugmelding").text
    wim.page("/terugmelding").form("Nee").submit("Nee")
    wim.page("/terugmelding").form("Nee").submit("Nee")
    assert told() == [(6, False, [])]
    assert [line.facts["months"] for line in lines("handover.feedback_told")] == [6, 6, 6]


@pytest.mark.parametrize(("months", "over"), [(12, "no"), (6, "gossip"), (3, "no")])
def test_what_cannot_be_told_now_is_refused_and_keeps_nothing(scene, sign_in, clock, months, over):
    clock.move(days=185)
    wim = sign_in(scene.member)
    data = {**wim.page("/terugmelding").form("Nee").fields, "over": over}
    wim.page(f"/terugmelding/{scene.reference}/{months}", method="POST", data=data, status=409)
    assert told() == []


def test_another_team_finds_no_reference_to_tell_about(scene, make, sign_in, clock):
    clock.move(days=185)
    page = sign_in(make.team_member(make.team())).page("/terugmelding")
    assert scene.reference not in page.text
