"""A volunteer asks their coordinator about a household, or is asked; the answer is read on Vandaag or the worklist."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import Notice
from portal.people.stand_ins.service import set_stand_in
from portal.worklist.questions.models import Question
from tests.support.audit import lines

WORDS = "Mag ik mee naar de huisarts?\nEn wie betaalt de tolk?"
SAID = "Ja, dat mag. De tolk betaalt de huisarts."


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make):
    return make.coordinator(last_name="Vermeulen")


@pytest.fixture
def trajectory(make, volunteer, coordinator):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def vera(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def carla(sign_in, coordinator):
    return sign_in(coordinator)


def told(user):
    return db.session.scalars(select(Notice.code).where(Notice.user_id == user.id).order_by(Notice.id)).all()


def ask(visitor, trajectory, words=WORDS, contact=None):
    about = f"?contact={contact.id}" if contact else ""
    return visitor.page(f"/trajecten/{trajectory.id}/vraag{about}").form("Vraag sturen").submit(words=words)


def the_question():
    return db.session.scalars(select(Question)).one()


def test_a_volunteer_asks_and_reads_the_answer_on_vandaag(vera, carla, volunteer, coordinator, trajectory):
    file = vera.page(f"/trajecten/{trajectory.id}")
    assert file.links["Vraag aan mijn coördinator"] == f"/trajecten/{trajectory.id}/vraag"
    page = ask(vera, trajectory).follow()
    assert "Uw vraag is verstuurd." in page.text and "Mag ik mee naar de huisarts?" in page.text
    assert "Antwoord voor het einde van donderdag 12 maart" in page.text
    assert "Van uw coördinator" not in vera.page("/vandaag").text
    asked = the_question()
    assert (asked.owner_id, asked.direction, asked.contact_id) == (coordinator.id, "to_coordinator", None)
    assert told(coordinator) == ["question_asked"]

    work = carla.page("/werklijst")
    assert work.heading == "1 vraag wacht op u of een collega"
    carla.page(f"/vragen/{asked.id}").form("Antwoord sturen").submit(answer=SAID)
    assert told(volunteer.user) == ["question_answered"]
    assert carla.page("/werklijst").heading == "Er wacht geen vraag"

    today = vera.page("/vandaag")
    assert "1 bericht van uw coördinator." in today.text and SAID in today.text
    assert f"Antwoord van {coordinator.name} op: Mag ik mee" in today.text
    assert "Niemand wacht op u" not in today.text
    today.form(f"Gelezen {trajectory.household.name}").submit()
    assert "Van uw coördinator" not in vera.page("/vandaag").text
    assert SAID in vera.page(f"/trajecten/{trajectory.id}").text
    counts = {event: len(lines(f"question.{event}")) for event in ("asked", "answered", "read")}
    assert counts == {"asked": 1, "answered": 1, "read": 1}
    assert {line.household_id for line in lines("question.answered")} == {trajectory.household_id}


def test_a_coordinator_asks_about_a_contact_and_the_volunteer_answers(make, vera, carla, volunteer, trajectory):
    contact = make.contact(trajectory, volunteer.user)
    file = carla.page(f"/trajecten/{trajectory.id}")
    assert f"Vraag aan {volunteer.name}" in file.links
    assert any(words.startswith("Vraag hierover") for words in file.links)
    page = carla.page(f"/trajecten/{trajectory.id}/vraag?contact={contact.id}")
    assert "Over het contact van maandag 9 maart" in page.text
    ask(carla, trajectory, "Is de brief al gelezen?", contact)
    asked = the_question()
    assert (asked.contact_id, asked.supporter_id) == (contact.id, volunteer.id)
    assert told(volunteer.user) == ["question_to_you"]
    assert carla.page("/werklijst").heading == "Er wacht geen vraag"
    assert f"Wacht op {volunteer.name}" in carla.page("/werklijst?toon=later").text

    today = vera.page("/vandaag")
    assert "Is de brief al gelezen?" in today.text
    answer = vera.page(f"/vragen/{asked.id}")
    assert "Over het contact van maandag 9 maart" in answer.text
    answer.form("Antwoord sturen").submit(answer="Ja, gisteren.")
    assert "Van uw coördinator" not in vera.page("/vandaag").text

    work = carla.page("/werklijst")
    assert f"{volunteer.name} gaf antwoord" in work.text and "Ja, gisteren." in work.text
    page = carla.page(f"/vragen/{asked.id}").form("Gelezen").submit().follow()
    assert page.heading == "Er wacht geen vraag"
    assert "Ja, gisteren." in carla.page("/werklijst?toon=klaar").text


def test_a_coordinator_settles_what_the_volunteer_did_not_answer(sign_in, volunteer, coordinator, clock, trajectory):
    ask(sign_in(coordinator), trajectory)
    asked = the_question()
    clock.move(days=4)
    vera, carla = sign_in(volunteer.user), sign_in(coordinator)
    assert "1 dag te laat" in carla.page("/werklijst").text
    form = carla.page(f"/vragen/{asked.id}")
    assert "Wat is ermee gedaan?" in form.text
    form.form("Afronden").submit(answer="Gebeld, het is geregeld.")
    assert carla.page("/werklijst").heading == "Er wacht geen vraag"
    assert "Van uw coördinator" not in vera.page("/vandaag").text


def test_rule_10_a_second_tap_asks_and_answers_once(vera, carla, trajectory):
    asking = vera.page(f"/trajecten/{trajectory.id}/vraag").form("Vraag sturen")
    assert {asking.submit(words=WORDS).status for _tap in range(2)} == {303}
    asked = the_question()
    answering = carla.page(f"/vragen/{asked.id}").form("Antwoord sturen")
    assert {answering.submit(answer=SAID).status for _tap in range(2)} == {303}
    assert (len(lines("question.asked")), len(lines("question.answered"))) == (1, 1)
    again = asking.submit(words="Iets anders")
    assert again.status == 422 and again.form("Vraag sturen").fields["words"] == ["Iets anders"]
    assert again.form("Vraag sturen").submit().status == 303


def test_rule_10_two_coordinators_answer_and_the_second_reads_who_was_first(make, sign_in, vera, carla, trajectory):
    ask(vera, trajectory)
    colleague = sign_in(make.coordinator(last_name="Bakker"))
    address = f"/vragen/{the_question().id}"
    late = colleague.page(address).form("Antwoord sturen")
    carla.page(address).form("Antwoord sturen").submit(answer=SAID)
    page = late.submit(answer="Nee, liever niet.")
    assert page.status == 409
    assert "heeft deze vraag al beantwoord" in page.text and SAID in page.text
    assert "Dit typte u" in page.text and "Nee, liever niet." in page.text
    assert the_question().answer == SAID


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001, "Het nummer is 123456782"])
def test_a_question_or_answer_with_a_mistake_stays_on_the_page(vera, carla, make, trajectory, volunteer, words):
    page = ask(vera, trajectory, words)
    assert page.status == 422 and list(page.form("Vraag sturen").errors) == ["words"]
    asked = make.question(trajectory, volunteer)
    page = carla.page(f"/vragen/{asked.id}").form("Antwoord sturen").submit(answer=words)
    assert page.status == 422 and list(page.form("Antwoord sturen").errors) == ["answer"]


def test_rule_3_a_former_volunteer_reads_neither_the_question_nor_the_answer(
    make, sign_in, vera, carla, volunteer, trajectory
):
    ask(vera, trajectory)
    asked = the_question()
    carla.send(f"/trajecten/{trajectory.id}/vrijgeven", {"reason": "illness"}, status=303)
    vera.page(f"/vragen/{asked.id}", status=404)
    page = carla.page(f"/vragen/{asked.id}")
    assert f"{volunteer.name} begeleidt dit huishouden niet meer" in page.text
    assert carla.page("/werklijst").heading == "1 vraag wacht op u of een collega"
    page.form("Antwoord sturen").submit(answer=SAID)
    assert told(volunteer.user)[-1] == "question_answered_after"
    name = trajectory.household.name
    for address in ("/vandaag", "/meldingen"):
        text = vera.page(address).text
        assert SAID not in text and name not in text
    assert "is behandeld" in vera.page("/meldingen").text
    successor = make.volunteer()
    make.assignment(make.reload(trajectory), successor)
    assert WORDS not in sign_in(successor.user).page(f"/trajecten/{trajectory.id}").text


def test_a_question_outlives_its_trajectory(vera, carla, make, trajectory):
    ask(vera, trajectory)
    trajectory.close(make.today, "moved_away", "Naar Utrecht")
    trajectory.assignments[0].ends_on = make.today
    make.save(trajectory)
    assert carla.page("/werklijst").heading == "1 vraag wacht op u of een collega"
    file = carla.page(f"/trajecten/{trajectory.id}")
    assert "Mag ik mee naar de huisarts?" in file.text
    assert not [words for words in file.links if words.startswith("Vraag aan")]


def test_nobody_is_asked_where_nobody_supports(make, carla, coordinator):
    waiting = make.trajectory()
    file = carla.page(f"/trajecten/{waiting.id}")
    assert not [words for words in file.links if words.startswith("Vraag")]
    page = ask(carla, waiting)
    assert page.status == 422 and "Niemand begeleidt dit huishouden nu." in page.text
    assert page.form("Vraag sturen").fields["words"] == [WORDS]


def test_a_contact_of_another_household_is_not_found(make, vera, volunteer, trajectory):
    other = make.contact(make.trajectory(), volunteer.user)
    vera.page(f"/trajecten/{trajectory.id}/vraag?contact={other.id}", status=404)


def test_the_owner_is_who_answered_before_and_who_stands_in_is_told(make, vera, carla, coordinator, trajectory):
    deputy = make.coordinator(last_name="Aalders")
    ask(vera, trajectory, "Eerste vraag?")
    first = the_question()
    assert first.owner_id == deputy.id  # nobody has any: by name
    first.owner_id = coordinator.id
    make.save(first)
    role = next(each for each in deputy.roles)
    set_stand_in(make.act(coordinator), role.id, make.today, make.day(3))
    ask(vera, trajectory, "Tweede vraag?")
    assert db.session.scalars(select(Question.owner_id).order_by(Question.id)).all()[-1] == coordinator.id
    assert told(deputy) == ["question_asked", "question_asked"] and told(coordinator) == ["question_asked"]


def test_without_a_coordinator_the_question_waits_for_who_comes(make, sign_in):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    ask(sign_in(volunteer.user), trajectory)
    assert the_question().owner_id is None
    page = sign_in(make.coordinator()).page("/werklijst")
    assert "Bij niemand" in page.text


def test_rule_12_notices_and_mails_name_no_household(make, vera, carla, volunteer, coordinator, trajectory):
    ask(vera, trajectory)
    carla.page(f"/vragen/{the_question().id}").form("Antwoord sturen").submit(answer=SAID)
    for notice in db.session.scalars(select(Notice)):
        said = str(notice.facts)
        assert trajectory.household.name not in said and SAID not in said and WORDS not in said
