"""Variant C: a question to the team during support. It ends with advice, and nothing passes over."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import Closing
from portal.handovers.models.parts import Snapshot
from portal.people.models.people import Notice
from portal.refusals import NotVisible, Refused
from tests.support.audit import lines
from tests.support.handovers import Scene

ADVICE = "Vraag bij de gemeente naar de regeling.\nNeem de brief mee."
PRESENT = ("supporter", "team_member")


@pytest.fixture
def scene(make):
    return Scene(make, "C")


def answer(scene, user=None, advice=ADVICE, parties=PRESENT):
    act = scene.act(user or scene.member)
    return answer_service.answer(act, scene.reference, scene.make.today, parties, advice)


def test_a_question_is_asked_and_answered_on_the_screens(scene, make, sign_in):
    carla, wim = sign_in(scene.coordinator), sign_in(scene.member)
    start = carla.page(f"/trajecten/{scene.trajectory_id}/overdracht")
    scene.reference = start.form("Voorbereiding beginnen").submit(variant="C").follow().reference
    asked = {"needs-0-topic": str(make.topic().id), "needs-0-sentence": "Welke regeling past hierbij?"}
    page = carla.page(f"{scene.url}/inhoud")
    assert "Wat wilt u het wijkteam vragen?" in page.text
    page.form("Opslaan").submit(**asked).follow()
    consent = carla.page(f"{scene.url}/toestemming/{scene.client_id}").form("Toestemming vastleggen")
    consent.submit(scopes=["contact", "needs"], how="spoken", given_on="2026-03-09")
    carla.page(f"{scene.url}/aanbieden").form("Aanbieden aan Sociaal team Hoofddorp").submit().follow()
    opened = wim.page(scene.url)
    assert "Welke regeling past hierbij?" in opened.text
    taken = opened.form("Zelf aannemen").submit().follow()
    form = wim.page(taken.links["Antwoord geven"]).form("Antwoord versturen")
    done = form.submit(held_on="2026-03-09", parties=list(PRESENT), advice=ADVICE).follow()
    assert "Vraag bij de gemeente naar de regeling." in done.text
    answered = carla.page(scene.url)
    assert answered.text.index("Het advies van 9 maart 2026") < answered.text.index("Wat er meeging (versie 1)")
    assert "Wat nog openstaat" not in answered.links  # nothing passes over, so nothing is left over
    file = sign_in(scene.volunteer.user).page(f"/trajecten/{scene.trajectory_id}")
    assert "Welke regeling past hierbij?" in file.text
    assert "Neem de brief mee." in file.text


def test_nothing_passes_over_and_a_handover_may_follow(scene, make):
    scene.at("accepted")
    answer(scene)
    after = make.reload(scene.trajectory)
    assert (after.open, after.lead_party, after.volunteer_id) == (True, "organisation", scene.volunteer.id)
    assert (scene.now.state, scene.now.advice, scene.now.overlap_until) == ("completed", ADVICE, None)
    later = beginning_service.prepare(
        scene.act(scene.coordinator), scene.trajectory_id, Course(ToTeam(scene.team_id), "B")
    )
    assert later.state == "prepared"


def test_rule_6_an_answer_is_no_handover_to_close_with(scene):
    scene.at("accepted")
    answer(scene)
    with pytest.raises(Refused, match="needs_handover"):
        ending_service.close(scene.act(scene.coordinator), scene.trajectory_id, Closing("handed_over", None))


def test_without_a_question_nothing_is_asked(scene):
    scene.prepare().consent()
    with pytest.raises(Refused, match="question_missing"):
        scene.offer()


def test_exactly_contact_and_the_question_go_along(scene):
    scene.offered()
    content = db.session.scalars(select(Snapshot)).one().content
    always = {"reference", "variant", "people", "area", "duration_months", "ends_on", "referrer"}
    assert set(content) == always | {"needs"}


def test_rule_9_without_consent_for_the_question_it_is_not_asked(scene):
    scene.prepare().fill().consent("contact")
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()


@pytest.mark.parametrize("state", ["accepted", "planned"])
def test_it_is_answered_with_or_without_a_talk_and_both_hear_of_it(scene, state):
    scene.at(state)
    answer(scene)
    told = set(db.session.scalars(select(Notice.user_id).where(Notice.code == "handover_answered")))
    assert told == {scene.coordinator.id, scene.volunteer.user_id}
    assert [line.facts for line in lines("handover.answered")] == [{"reference": scene.reference}]


def test_rule_10_the_same_answer_twice_is_one(scene):
    scene.at("accepted")
    answer(scene)
    answer(scene)
    assert len(lines("handover.answered")) == 1
    with pytest.raises(Refused, match="handover_moved_on"):
        answer(scene, advice="Iets anders.")


def test_an_advice_that_misses_something_stays_on_the_form(scene, sign_in):
    scene.at("accepted")
    form = sign_in(scene.member).page(f"{scene.url}/antwoord").form("Antwoord versturen")
    page = form.submit(held_on="2026-03-09", parties=["team_member"], advice=ADVICE)
    assert page.status == 422
    assert "parties" in page.form("Antwoord versturen").errors
    assert page.form("Antwoord versturen").fields["advice"][0].splitlines() == ADVICE.splitlines()


def test_a_question_taken_back_meanwhile_keeps_the_typed_advice(scene, sign_in):
    scene.at("accepted")
    form = sign_in(scene.member).page(f"{scene.url}/antwoord").form("Antwoord versturen")
    scene.withdraw()
    page = form.submit(held_on="2026-03-09", parties=list(PRESENT), advice=ADVICE)
    assert page.status == 409
    assert "Neem de brief mee." in page.html


@pytest.mark.parametrize("variant", ["A", "B"])
def test_a_handover_is_not_answered(make, sign_in, variant):
    scene = Scene(make, variant).at("accepted")
    sign_in(scene.member).page(f"{scene.url}/antwoord", status=404)
    with pytest.raises(Refused, match="handover_moved_on"):
        answer(scene)


def test_rule_3_another_team_answers_nothing(scene, make):
    scene.at("accepted")
    with pytest.raises(NotVisible):
        answer(scene, user=make.team_member(make.team(areas=("2150",))))


@pytest.mark.parametrize("state", ["offered", "accepted", "planned", "completed"])
def test_rule_9_with_the_consent_withdrawn_the_team_reads_question_and_advice_no_more(scene, sign_in, state):
    if state == "completed":
        scene.at("accepted")
        answer(scene)
    else:
        scene.at(state)
    scene.withdraw_consent()
    text = sign_in(scene.member).page(scene.url).text
    assert "Hulp bij brieven." not in text
    assert "Neem de brief mee." not in text


def test_only_a_type_that_ends_at_the_team_can_ask_it(make):
    scene = Scene(make)
    mover = make.trajectory("onward_mover", household=make.household(postcode="2132 AB"))
    with pytest.raises(Refused, match="variant_not_for_type"):
        beginning_service.prepare(make.act(scene.coordinator), mover.id, Course(ToTeam(scene.team_id), "C"))
