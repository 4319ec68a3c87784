"""Asking a team for room without a name: asked, answered with one tap, read where a team is chosen."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.models import CapacityQuestion
from portal.capacity_questions.queries import last_answers
from portal.capacity_questions.rules import HOLDS_FOR, Answer
from portal.days import AMSTERDAM
from portal.db import db
from portal.people.models.people import Notice
from portal.people.stand_ins.service import set_stand_in
from tests.support.audit import lines
from tests.support.handovers import Scene

PLACE = "/overdrachten/plek"

PLACE = "/overdrachten/plek"
ASK = "Vraag sturen"


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def question(make, scene):
    asked = {"location_id": make.location().id, "team_id": scene.team_id, "asked_by_id": scene.coordinator.id}
    return make.capacity_question(**asked)


def told(user):
    return db.session.scalars(select(Notice.code).where(Notice.user_id == user.id)).all()


def field(question, name):
    return f"q{question.id}-{name}"


def test_a_coordinator_asks_and_the_team_answers_with_one_tap(scene, sign_in):
    carla, wim = sign_in(scene.coordinator), sign_in(scene.member)
    form = carla.page(f"{PLACE}/vragen").form(ASK)
    page = form.submit(team_id=str(scene.team_id), from_on="2026-04-01", households="2", postcode_area="2132").follow()
    assert "Plek voor 2 huishoudens vanaf 1 april 2026?" in page.text
    assert "nog geen antwoord" in page.text
    assert "Gevraagd door Carla Coördinator, vandaag" in page.text
    assert told(scene.member) == ["capacity_asked"]
    assert "er wacht een vraag op antwoord" in wim.page("/overdrachten").text
    answer = wim.page(PLACE).form("Ja, er is plek").submit("Ja, er is plek").follow()
    assert "ja, er is plek" in answer.text
    assert told(scene.coordinator) == ["capacity_answered"]
    assert "ja, er is plek" in carla.page(PLACE).text
    assert "er wacht een vraag op antwoord" not in wim.page("/overdrachten").text
    assert (len(lines("capacity.asked")), len(lines("capacity.answered"))) == (1, 1)


def test_an_answer_names_the_day_and_adds_a_line(scene, question, sign_in):
    form = sign_in(scene.member).page(PLACE).form("Nee, nu niet")
    filled = {field(question, "room_from"): "2026-04-15", field(question, "note"): "Twee plekken, met tolk."}
    page = form.submit("Plek vanaf deze dag", **filled).follow()
    assert "plek vanaf 15 april 2026" in page.text
    text = sign_in(scene.coordinator).page(PLACE).text
    assert "plek vanaf 15 april 2026" in text and "Twee plekken, met tolk." in text


def test_a_question_without_answer_shows_its_age(scene, question, clock, sign_in):
    clock.move(days=6)
    assert "6 dagen geleden" in sign_in(scene.coordinator).page(PLACE).text
    assert "6 dagen geleden" in sign_in(scene.member).page(PLACE).text


@pytest.mark.parametrize(
    ("button", "filled", "wrong"),
    [
        ("Plek vanaf deze dag", {}, "room_from"),
        ("Plek vanaf deze dag", {"room_from": "2026-03-08"}, "room_from"),
        ("Plek vanaf deze dag", {"room_from": "morgen"}, "room_from"),
        ("Nee, nu niet", {"note": "x" * 301}, "note"),
        ("Nee, nu niet", {"note": "Vraag naar 123456782"}, "note"),
    ],
)
def test_an_answer_with_a_mistake_stays_on_the_page(scene, question, sign_in, button, filled, wrong):
    form = sign_in(scene.member).page(PLACE).form(button)
    page = form.submit(button, **{field(question, name): value for name, value in filled.items()})
    assert page.status == 422
    assert page.form(button).errors.keys() == {field(question, wrong)}
    assert db.session.get(CapacityQuestion, question.id).answer is None


def test_an_answer_that_is_none_is_refused(scene, question, sign_in):
    wim = sign_in(scene.member)
    sent = {field(question, "version"): "1"}
    assert "Kies een antwoord." in wim.send(f"{PLACE}/{question.id}/antwoord", sent, status=422).text


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({"from_on": "2026-03-08"}, "from_on"),
        ({"from_on": ""}, "from_on"),
        ({"households": "0"}, "households"),
        ({"households": "51"}, "households"),
        ({"postcode_area": "2132 AB"}, "postcode_area"),
        ({"variant": None}, "variant"),
    ],
)
def test_a_question_with_a_mistake_says_so_beside_the_field(scene, sign_in, filled, wrong):
    form = sign_in(scene.coordinator).page(f"{PLACE}/vragen").form(ASK)
    page = form.submit(**{"team_id": str(scene.team_id), "households": "1", **filled})
    assert page.status == 422
    assert list(page.form(ASK).errors) == [wrong]
    assert db.session.scalars(select(CapacityQuestion)).all() == []


def test_rule_10_a_second_tap_asks_and_answers_once(scene, sign_in):
    asking = sign_in(scene.coordinator).page(f"{PLACE}/vragen").form(ASK)
    answering = None
    for _tap in range(2):
        assert asking.submit(team_id=str(scene.team_id)).status == 303
        answering = answering or sign_in(scene.member).page(PLACE).form("Ja, er is plek")
        assert answering.submit("Ja, er is plek").status == 303
    assert (len(lines("capacity.asked")), len(lines("capacity.answered"))) == (1, 1)
    assert asking.submit(team_id=str(scene.team_id), households="3").status == 422


def test_what_a_colleague_answered_first_is_shown_and_the_typed_line_kept(scene, question, make, sign_in):
    form = sign_in(scene.member).page(PLACE).form("Nee, nu niet")
    sign_in(make.team_member(scene.team)).page(PLACE).form("Ja, er is plek").submit("Ja, er is plek")
    page = form.submit("Nee, nu niet", **{field(question, "note"): "Wij zitten vol."})
    assert page.status == 409
    assert "ja, er is plek" in page.text
    again = page.form("Nee, nu niet")
    assert again.fields[field(question, "note")] == ["Wij zitten vol."]
    again.submit("Nee, nu niet").follow()
    assert db.session.get(CapacityQuestion, question.id).answer == "no"


def test_the_answer_stands_beside_the_team_where_a_coordinator_chooses_one(scene, question, clock, sign_in):
    sign_in(scene.member).page(PLACE).form("Ja, er is plek").submit(
        "Plek vanaf deze dag", **{field(question, "room_from"): "2026-04-01"}
    )
    start = f"/trajecten/{scene.trajectory_id}/overdracht"
    assert "zei op 9 maart 2026: plek vanaf 1 april 2026" in sign_in(scene.coordinator).page(start).text
    clock.move(days=120)
    assert "zei op" not in sign_in(scene.coordinator).page(start).text


def test_rule_3_only_the_location_and_the_team_know_of_it(scene, question, make, sign_in):
    outsiders = [make.coordinator(make.location("Elders")), make.team_member(make.team(areas=("2150",)))]
    for outsider in outsiders:
        visitor = sign_in(outsider)
        assert "nog geen antwoord" not in visitor.page(PLACE).text
        visitor.send(f"{PLACE}/{question.id}/antwoord", {"answer": "yes"}, status=404)
    sign_in(scene.coordinator).send(f"{PLACE}/{question.id}/antwoord", {"answer": "yes"}, status=403)
    sign_in(scene.volunteer.user).page(PLACE, status=403)


def test_a_team_far_away_is_not_asked(scene, make, sign_in):
    far = make.team("Verweg", areas=("9999",))
    far.municipality = make.municipality("Groningen")
    far = make.save(far).id
    page = sign_in(scene.coordinator).page(f"{PLACE}/vragen")
    assert "Verweg" not in page.text
    assert page.form(ASK).submit(team_id=str(far)).status == 422


def test_when_who_asked_is_gone_the_other_coordinators_hear_the_answer(scene, question, make, sign_in):
    other = make.coordinator()
    make.reload(scene.coordinator).active = False
    db.session.commit()
    sign_in(scene.member).page(PLACE).form("Ja, er is plek").submit("Ja, er is plek")
    assert told(other) == ["capacity_answered"]
    assert told(scene.coordinator) == []


def test_a_question_and_its_answer_reach_who_stands_in_for_who_is_away(scene, make, sign_in):
    deputies = [make.team_member(scene.team), make.coordinator()]
    for away, deputy in zip((scene.member, scene.coordinator), deputies, strict=True):
        set_stand_in(make.act(away), deputy.roles[0].id, make.today, make.day(5))
    form = sign_in(scene.coordinator).page(f"{PLACE}/vragen").form(ASK)
    form.submit(team_id=str(scene.team_id), from_on="2026-04-01", households="2", postcode_area="2132").follow()
    sign_in(scene.member).page(PLACE).form("Ja, er is plek").submit("Ja, er is plek").follow()
    assert [told(deputy) for deputy in deputies] == [["capacity_asked"], ["capacity_answered"]]


def test_an_answer_counts_from_its_day_in_the_netherlands(scene, question, make, clock):
    clock.set(datetime(2026, 3, 10, 0, 30, tzinfo=AMSTERDAM))  # still 9 March in UTC
    capacity_questions_service.answer(make.act(scene.member), question.id, 1, Answer("yes"))
    last_day = date(2026, 3, 10) + HOLDS_FOR
    location_id = make.location().id
    assert last_answers(location_id, [scene.team_id], last_day).keys() == {scene.team_id}
    assert last_answers(location_id, [scene.team_id], last_day + timedelta(days=1)) == {}
