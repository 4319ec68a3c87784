"""The worklist of a coordinator: the own questions first, handing over, putting off, and what was done."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import Notice
from portal.people.stand_ins.service import set_stand_in
from portal.web.paging import PAGE_SIZE
from portal.worklist import queries
from portal.worklist.questions import rules
from portal.worklist.questions import service as questions
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import Asked
from tests.support.audit import lines
from tests.support.statements import statements


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def carla(make):
    return make.coordinator(first_name="Carla", last_name="Vermeulen")


@pytest.fixture
def kees(make):
    return make.coordinator(first_name="Kees", last_name="Bakker")


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def question(make, trajectory, volunteer, carla):
    return make.question(trajectory, volunteer, owner_id=carla.id)


def order(page):
    return [node.text for node in page.all("p", class_="note")]


def test_the_own_ones_come_first_each_by_its_day(make, sign_in, trajectory, volunteer, carla, kees):
    for words, owner, days in (("a", kees, -5), ("b", carla, 2), ("c", carla, 1), ("d", kees, 3)):
        make.question(trajectory, volunteer, words=words, owner_id=owner.id, due_on=make.day(days))
    page = sign_in(carla).page("/werklijst")
    assert order(page) == ["c", "b", "a", "d"]
    assert [node.text for node in page.all("h2")][:2] == ["Van u", "Van uw collega's"]
    assert "5 dagen te laat" in page.text and "Bij Kees Bakker" in page.text


def test_who_stands_in_finds_those_of_who_is_away_among_their_own(make, sign_in, question, carla, kees):
    assert "Van uw collega's" in sign_in(kees).page("/werklijst").text
    set_stand_in(make.act(carla), kees.roles[0].id, make.today, make.day(2))
    assert "Van uw collega's" not in sign_in(kees).page("/werklijst").text


def test_a_question_is_handed_to_a_colleague_who_is_told(make, sign_in, question, carla, kees):
    page = (
        sign_in(carla).page(f"/vragen/{question.id}/overdragen").form("Geven").submit(colleague=str(kees.id)).follow()
    )
    assert "De vraag ligt nu bij Kees Bakker." in page.text
    assert db.session.get(Question, question.id).owner_id == kees.id
    assert db.session.scalars(select(Notice.code).where(Notice.user_id == kees.id)).all() == ["question_yours"]
    assert len(lines("question.handed_over")) == 1


def test_a_question_is_put_off_with_a_reason_and_comes_back_by_itself(make, clock, sign_in, question, carla):
    visitor = sign_in(carla)
    form = visitor.page(f"/vragen/{question.id}/uitstellen").form("Uitstellen")
    assert form.submit(until="2026-03-12", reason="").status == 422
    page = form.submit(until="2026-03-12", reason="Ik wacht op een brief.").follow()
    assert "Uitgesteld tot donderdag 12 maart." in page.text
    assert page.heading == "Er wacht geen vraag"
    later = visitor.page("/werklijst?toon=later").text
    assert "Uitgesteld tot donderdag 12 maart: Ik wacht op een brief." in later
    clock.move(days=3)
    assert sign_in(carla).page("/werklijst").heading == "1 vraag wacht op u of een collega"
    assert len(lines("question.snoozed")) == 1


def test_handing_over_brings_back_what_was_put_off(make, sign_in, question, carla, kees):
    questions.snooze(make.act(carla), question.id, question.version, make.day(5), "Brief")
    sign_in(carla).page(f"/vragen/{question.id}/overdragen").form("Geven").submit(colleague=str(kees.id))
    assert db.session.get(Question, question.id).snoozed_until is None


@pytest.mark.parametrize(
    ("until", "said"), [("2026-03-09", "Kies een dag na vandaag."), ("2026-05-09", "Kies een dag binnen een maand.")]
)
def test_the_day_it_comes_back_is_near(sign_in, question, carla, until, said):
    form = sign_in(carla).page(f"/vragen/{question.id}/uitstellen").form("Uitstellen")
    page = form.submit(until=until, reason="Brief")
    assert page.status == 422 and said in page.text
    assert page.form("Uitstellen").fields["reason"] == ["Brief"]


def test_rule_10_two_who_keep_one_question_do_not_undo_each_other(sign_in, question, carla, kees):
    address = f"/vragen/{question.id}"
    first, second = (sign_in(each).page(f"{address}/overdragen").form("Geven") for each in (carla, kees))
    assert first.submit(colleague=str(kees.id)).status == 303
    assert first.submit(colleague=str(kees.id)).status == 303  # a second tap
    page = second.submit(colleague=str(carla.id))
    assert page.status == 409 and "Kees Bakker" in page.text
    assert page.form("Geven").submit().status == 303


@pytest.mark.parametrize(
    ("does", "typed"), [("overdragen", {}), ("uitstellen", {"until": "2026-03-12", "reason": "Brief"})]
)
def test_what_was_answered_meanwhile_shows_with_what_was_typed(make, sign_in, question, carla, kees, does, typed):
    visitor = sign_in(carla)
    form = visitor.page(f"/vragen/{question.id}/{does}").form()
    questions.answer(make.act(kees), question.id, "Ja, dat mag.")
    page = form.submit(**({"colleague": str(kees.id)} | typed if does == "overdragen" else typed))
    assert page.status == 409 and "Ja, dat mag." in page.text
    assert ("Dit typte u" in page.text) is bool(typed)
    assert "Ja, dat mag." in visitor.page(f"/vragen/{question.id}/{does}").text


def test_a_colleague_of_elsewhere_is_no_choice(make, sign_in, question, carla):
    elsewhere = make.coordinator(make.location("Team Elders"))
    body = {"colleague": str(elsewhere.id), "version": "1"}
    sign_in(carla).send(f"/vragen/{question.id}/overdragen", body, status=422)
    assert db.session.get(Question, question.id).owner_id == carla.id


def test_nothing_asks_for_somebody_and_that_is_said(sign_in, carla):
    for shown in ("", "?toon=later", "?toon=klaar", "?toon=onzin"):
        assert "Hier staat niets" in sign_in(carla).page(f"/werklijst{shown}").text


@pytest.mark.parametrize("shown", ["", "later", "klaar"])
def test_each_view_goes_on_where_the_page_before_ended(make, sign_in, trajectory, volunteer, carla, kees, shown):
    done = {"answer": "Ja.", "answered_at": make.clock(), "answered_by_id": carla.id, "settled_at": make.clock()}
    put_off = {"snoozed_until": make.day(4), "snooze_reason": "Brief"}
    values = {"": {}, "later": put_off, "klaar": done}[shown]
    for number in range(PAGE_SIZE + 3):
        owner = (carla, kees)[number % 2]
        make.question(trajectory, volunteer, words=f"vraag {number}", owner_id=owner.id, **values)
    visitor = sign_in(carla)
    first = visitor.page(f"/werklijst?toon={shown}")
    second = visitor.page(first.links["Volgende"])
    found = [words for page in (first, second) for words in order(page) if words.startswith("vraag")]
    assert len(found) == len(set(found)) == PAGE_SIZE + 3


def test_the_list_and_the_rule_agree_where_each_question_stands(make, trajectory, volunteer, carla):
    act = make.act(carla)
    ended = {"answer": "Ja.", "answered_at": make.clock(), "answered_by_id": carla.id}
    for direction in rules.DIRECTIONS:
        for days in (-1, 0, 1):
            for snoozed in (None, make.day(-1), make.today, make.day(1)):
                reason = {"snooze_reason": "Brief", "snoozed_until": snoozed} if snoozed else {}
                about = {"direction": direction, "due_on": make.day(days), **reason}
                make.question(trajectory, volunteer, **about)
                make.question(trajectory, volunteer, **about, **ended, settled_at=make.clock())
                if direction == rules.TO_VOLUNTEER:
                    make.question(trajectory, volunteer, **about, **ended, read_at=make.clock())
    views = {
        "now": queries.asking(act.actor, act.today, None, 999),
        "later": queries.later(act.actor, act.today, None, 999),
        "done": queries.settled(act.actor, act.today, None, 999),
    }
    where = {"waits": "now", "replied": "now", "snoozed": "later", "with_volunteer": "later", "settled": "done"}
    found = {row.id: view for view, shown in views.items() for row in shown}
    asked = db.session.scalars(select(Question)).all()
    assert found == {each.id: where[rules.stage(each.standing, act.today)] for each in asked}
    assert queries.how_many(act.actor, act.today) == len(views["now"])


def test_the_notices_lead_a_coordinator_to_the_list_and_nobody_else(make, sign_in, volunteer, carla):
    assert sign_in(carla).page("/meldingen").links["Werklijst"] == "/werklijst"
    assert "Werklijst" not in sign_in(volunteer.user).page("/meldingen").links


def test_rule_3_a_location_lists_its_own(make, sign_in, question):
    other = make.coordinator(make.location("Team Elders"))
    assert sign_in(other).page("/werklijst").heading == "Er wacht geen vraag"


def test_an_answer_is_asked_within_three_working_days(make, trajectory, volunteer, clock):
    clock.set(clock() + timedelta(days=24))  # Thursday 2 April 2026, before Easter
    asked = questions.ask(make.act(volunteer.user), trajectory.id, Asked("Mag dit?"), "key")
    assert asked.due_on.isoformat() == "2026-04-09"


def test_the_list_asks_the_database_as_often_for_many_as_for_few(app, make, sign_in, volunteer, carla):
    visitor, counts = sign_in(carla), []
    for many in (1, 20):
        for _number in range(many):
            make.question(make.trajectory(claimed_by=volunteer), volunteer, owner_id=carla.id)
        visitor.page("/werklijst")
        with statements(app) as seen:
            visitor.page("/werklijst")
        counts.append(len(seen))
    assert counts[0] == counts[1]
