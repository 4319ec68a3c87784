"""The days of a handover: forms begin with today, and a meeting is recorded from its day on."""

import pytest

from tests.support.handovers import Scene
from tests.support.ways import Elsewhere

RECORD = "Gesprek vastleggen"


@pytest.fixture
def scene(make):
    return Scene(make)


def day_on(page, button, name):
    return page.form(button).fields[name]


def test_what_was_done_with_the_client_was_done_today_unless_somebody_says_otherwise(scene, make, sign_in):
    scene.prepare()
    carla, today = sign_in(scene.coordinator), [make.today.isoformat()]
    consent = carla.page(f"{scene.url}/toestemming/{scene.client_id}")
    assert day_on(consent, "Toestemming vastleggen", "given_on") == today
    scene.consent()
    draft = carla.page(f"{scene.url}/concept")
    assert today in draft.form().fields.values()


@pytest.mark.parametrize(("moved", "expected"), [(0, 0), (6, 6), (7, 7), (9, 7)])
def test_the_form_of_the_meeting_begins_with_its_day_or_today(scene, make, sign_in, clock, moved, expected):
    scene.at("planned")
    days = {ahead: make.day(ahead) for ahead in (0, 6, 7)}
    clock.move(days=moved)
    page = sign_in(scene.member).page(f"{scene.url}/gesprek")
    assert day_on(page, RECORD, "held_on") == [days[expected].isoformat()]


def test_without_a_plan_the_meeting_was_today(scene, make, sign_in):
    scene.at("accepted")
    page = sign_in(scene.member).page(f"{scene.url}/gesprek")
    assert day_on(page, RECORD, "held_on") == [make.today.isoformat()]


def test_an_answer_to_a_question_begins_with_today(make, sign_in):
    question = Scene(make, "C").at("planned")
    page = sign_in(question.member).page(f"{question.url}/antwoord")
    assert [make.today.isoformat()] in page.form().fields.values()


def test_a_planned_meeting_is_recorded_from_its_day_on(scene, sign_in, clock):
    scene.at("planned")
    page = sign_in(scene.member).page(scene.url)
    assert RECORD not in page.links
    assert "Vanaf die dag legt u hier vast" in page.text
    clock.move(days=7)
    page = sign_in(scene.member).page(scene.url)
    assert RECORD in page.links
    assert "Is het gesprek geweest?" in page.text


def test_a_meeting_that_nobody_planned_can_be_recorded_at_once(scene, sign_in):
    assert RECORD in sign_in(scene.at("accepted").member).page(scene.url).links


def test_elsewhere_the_coordinator_records_it_from_its_day_on(make, sign_in, clock):
    elsewhere = Elsewhere(make).at("planned")
    assert RECORD not in sign_in(elsewhere.coordinator).page(elsewhere.url).links
    clock.move(days=7)
    assert RECORD in sign_in(elsewhere.coordinator).page(elsewhere.url).links
