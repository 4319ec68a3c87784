"""The conversation of a handover: who reads it, who writes in it, and what is never lost."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.handovers.conversation import service as conversation_service
from portal.handovers.conversation.models import HandoverMessage
from portal.people.models.people import Notice
from portal.refusals import NotVisible, Refused
from tests.support.audit import lines
from tests.support.handovers import Scene

TEXT = "Welke dag past het beste voor het gesprek?"


@pytest.fixture
def scene(make):
    return Scene(make)


def told(user):
    codes = select(Notice).where(Notice.user_id == user.id, Notice.code == "handover_message")
    return db.session.scalars(codes).all()


def stored():
    return db.session.scalars(select(HandoverMessage.text).order_by(HandoverMessage.id)).all()


def test_both_sides_write_and_read_it_on_the_page(scene, sign_in):
    scene.at("accepted")
    wim, carla = sign_in(scene.member), sign_in(scene.coordinator)
    wim.page(scene.url).form("Bericht plaatsen").submit(text=TEXT).follow()
    page = carla.page(scene.url)
    assert TEXT in page.text
    assert "Wim Wijkteam (wijkteam)" in page.text
    page.form("Bericht plaatsen").submit(text="Dinsdag\nof donderdag.").follow()
    assert "Dinsdag" in wim.page(scene.url).text
    assert stored() == [TEXT, "Dinsdag\nof donderdag."]
    assert len(lines("handover.message_written")) == 2


def test_the_other_side_is_told_by_the_reference_alone(scene, make):
    colleague = make.team_member(scene.team)
    scene.at("accepted").write(scene.member, TEXT)
    notices = told(scene.coordinator)
    assert [notice.facts for notice in notices] == [{"reference": scene.reference}]
    assert len(told(scene.volunteer.user)) == 1
    scene.write(scene.volunteer.user, "Donderdag kan.")
    assert (len(told(scene.member)), len(told(colleague)), len(told(scene.coordinator))) == (1, 0, 1)


def test_before_the_offer_it_is_a_conversation_of_the_senders_alone(scene, sign_in):
    scene.prepare().write(scene.volunteer.user, "Mevrouw tekent donderdag.")
    assert len(told(scene.coordinator)) == 1
    scene.consent().offer()
    assert "Mevrouw tekent" not in sign_in(scene.member).page(scene.url).text
    assert "Mevrouw tekent" in sign_in(scene.coordinator).page(scene.url).text


def test_a_new_team_reads_nothing_of_the_conversation_with_the_one_before(scene, make, sign_in):
    other = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    make.team_member(other)
    scene.at("accepted").write(scene.member, TEXT).send_back()
    act = scene.act(scene.coordinator)
    beginning_service.change_course(
        act, scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Het adres hoort daarbij.")
    )
    scene.team_id = other.id
    scene.consent().offer()
    newcomer = sign_in(make.team_member(other))
    page = newcomer.page(scene.url)
    assert TEXT not in page.text
    page.form("Bericht plaatsen").submit(text="Dank u wel, wij lezen het.").follow()
    with pytest.raises(NotVisible):
        scene.write(scene.member, "Nog iets.")


def test_rule_9_after_the_consent_is_withdrawn_the_team_reads_no_more_of_it(scene, sign_in):
    scene.at("accepted").write(scene.coordinator, TEXT)
    assert TEXT in sign_in(scene.member).page(scene.url).text
    scene.withdraw_consent()
    page = sign_in(scene.member).page(scene.url)
    assert TEXT not in page.text
    assert "Bericht plaatsen" not in page.buttons
    assert TEXT in sign_in(scene.coordinator).page(scene.url).text


@pytest.mark.parametrize("step", ["withdraw", "withdraw_consent", "send_back"])
def test_a_message_that_came_too_late_shows_what_happened_and_keeps_the_text(scene, sign_in, step):
    scene.at("offered")
    form = sign_in(scene.member).page(scene.url).form("Bericht plaatsen")
    getattr(scene, step)()
    answer = form.submit(text=TEXT)
    assert answer.status == 409
    assert "U kunt hier nu niets meer schrijven" in answer.text
    assert TEXT in answer.text
    assert "Wat er gebeurde" in answer.text
    assert stored() == []


def test_rule_10_a_second_tap_is_one_message_and_another_text_is_asked_again(scene, sign_in):
    scene.at("offered")
    form = sign_in(scene.member).page(scene.url).form("Bericht plaatsen")
    for _tap in range(2):
        assert form.submit(text=TEXT).status == 303
    assert stored() == [TEXT]
    assert len(told(scene.coordinator)) == 1
    answer = form.submit(text="Iets anders nog.")
    assert answer.status == 409
    answer.form("Bericht plaatsen").submit().follow()
    assert stored() == [TEXT, "Iets anders nog."]


def test_somebody_elses_key_stores_nothing_in_their_name(scene):
    scene.at("offered")
    for user in (scene.member, scene.coordinator):
        conversation_service.write(scene.act(user), scene.reference, TEXT, "same-key")
    assert stored() == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Schrijf uw bericht."),
        ("   ", "Schrijf uw bericht."),
        ("x" * 1001, "1000"),
        ("Zijn BSN is 123456782.", "BSN"),
    ],
)
def test_a_message_with_a_mistake_stays_in_the_form(scene, sign_in, text, words):
    scene.at("offered")
    answer = sign_in(scene.member).page(scene.url).form("Bericht plaatsen").submit(text=text)
    assert answer.status == 422
    assert words in answer.form("Bericht plaatsen").errors["text"]
    assert answer.title.startswith("Fout:")
    assert stored() == []


def test_after_completion_it_can_be_read_and_gone_on_with_until_it_was_checked(scene, sign_in):
    scene.at("completed").write(scene.member, "Wij zijn begonnen.")
    carla = sign_in(scene.coordinator)
    carla.page(scene.url).form("Bericht plaatsen").submit(text="Fijn om te lezen.").follow()
    handover = scene.now
    handover.state, handover.arrival = "checked", "arrived"
    db.session.commit()
    page = carla.page(scene.url)
    assert "Wij zijn begonnen." in page.text
    assert "Bericht plaatsen" not in page.buttons
    with pytest.raises(Refused, match="thread_closed"):
        scene.write(scene.coordinator, "Te laat.")


def test_rule_3_a_stranger_finds_no_conversation(scene, make, sign_in):
    scene.at("accepted")
    strangers = [make.team_member(make.team(areas=("2150",))), make.coordinator(make.location("Elders")), make.admin()]
    for stranger in strangers:
        sign_in(stranger).send(f"{scene.url}/bericht", {"text": TEXT, "submission_key": "k"}, status=404)
    assert stored() == []
