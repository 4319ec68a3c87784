"""Goals in the client's own words, and days on which no contact is expected."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.trajectories.models.trajectory import Goal, PlannedSilence
from tests.support.audit import lines

WORDS = "Ik wil zelf mijn brieven kunnen lezen."


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def goal(make, trajectory):
    return make.save(
        Goal(trajectory_id=trajectory.id, topic_id=make.topic(7).id, words=WORDS, looked_at_on=make.day(-9))
    )


def goals():
    return list(db.session.scalars(select(Goal)))


def silences():
    return list(db.session.scalars(select(PlannedSilence)))


def test_a_goal_is_written_down_once_in_the_clients_words(make, visitor, trajectory):
    form = visitor.page(f"/trajecten/{trajectory.id}/doel").form("Opslaan")
    answers = [form.submit(words=f"  {WORDS} ", topic=str(make.topic(7).id), scale="together") for _tap in range(2)]
    assert {(answer.status, answer.location) for answer in answers} == {(303, f"/trajecten/{trajectory.id}#goals")}
    assert [(goal.words, goal.scale, goal.looked_at_on) for goal in goals()] == [(WORDS, "together", make.today)]
    assert len(lines("goal.set")) == 1
    assert WORDS in answers[0].follow().text


@pytest.mark.parametrize(
    ("words", "message"),
    [("  ", "Schrijf op wat de cliënt wil"), ("x" * 301, "ten hoogste 300"), ("BSN 123456782", "burgerservicenummer")],
)
def test_a_goal_without_words_with_too_many_or_with_a_bsn_is_refused(visitor, trajectory, words, message):
    answer = visitor.page(f"/trajecten/{trajectory.id}/doel").form("Opslaan").submit(words=words)
    assert answer.status == 422
    assert message in answer.form("Opslaan").errors["words"]
    assert goals() == []


def test_looking_at_a_goal_again_notes_the_day_also_when_nothing_changed(make, visitor, goal):
    assert visitor.page(f"/doelen/{goal.id}").form("Opslaan").submit().status == 303
    assert make.reload(goal).looked_at_on == make.today


def test_of_two_who_change_a_goal_the_second_sees_both_texts(make, visitor, goal):
    first, second = (visitor.page(f"/doelen/{goal.id}").form("Opslaan") for _device in range(2))
    first.submit(scale="alone")
    answer = second.submit(words="Andere woorden.")
    assert answer.status == 409
    assert "Dit is nu opgeslagen" in answer.text
    assert WORDS in answer.text
    assert answer.form("Opslaan").fields["words"] == ["Andere woorden."]
    assert answer.form("Opslaan").submit().status == 303
    assert make.reload(goal).words == "Andere woorden."


def test_rule_3_a_stranger_finds_no_goal(make, sign_in, goal):
    stranger = sign_in(make.volunteer().user)
    stranger.page(f"/doelen/{goal.id}", status=404)
    answer = stranger.send(f"/doelen/{goal.id}", {"topic": "1", "words": "x", "scale": "alone", "version": "1"})
    assert answer.status == 404
    assert make.reload(goal).words == WORDS


def test_a_silence_is_planned_once_and_shown(make, visitor, trajectory):
    form = visitor.page(f"/trajecten/{trajectory.id}/stilte").form("Periode zonder contact plannen")
    answers = [form.submit(ends_on=make.day(14).isoformat(), reason="Vakantie") for _tap in range(2)]
    assert {(answer.status, answer.location) for answer in answers} == {(303, f"/trajecten/{trajectory.id}#silence")}
    assert [(each.starts_on, each.ends_on) for each in silences()] == [(make.today, make.day(14))]
    assert [line.facts for line in lines("silence.planned")] == [{"until": make.day(14).isoformat()}]
    page = answers[0].follow()
    assert "Geen contact tot en met 23 maart 2026" in page.text
    assert "Vakantie" in page.text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(5, 4, "voor de eerste dag"), (-9, -1, "al voorbij"), (0, 92, "ten hoogste drie maanden")],
)
def test_a_silence_that_cannot_be_is_refused_with_what_was_typed(make, visitor, trajectory, first, last, words):
    typed = {"starts_on": make.day(first).isoformat(), "ends_on": make.day(last).isoformat(), "reason": "Weg"}
    answer = visitor.page(f"/trajecten/{trajectory.id}/stilte").form("Periode zonder contact plannen").submit(**typed)
    assert answer.status == 422
    assert words in answer.form("Periode zonder contact plannen").errors["ends_on"]
    assert answer.form("Periode zonder contact plannen").fields["reason"] == ["Weg"]
    assert silences() == []


def test_a_planned_silence_can_be_taken_away_once(make, visitor, trajectory):
    make.save(PlannedSilence(trajectory_id=trajectory.id, starts_on=make.today, ends_on=make.day(5), reason="Vakantie"))
    form = visitor.page(f"/trajecten/{trajectory.id}").form("Periode weghalen")
    assert [form.submit().status for _tap in range(2)] == [303, 303]
    assert silences() == []
    assert [line.subject_id for line in lines("silence.removed")] == [trajectory.id]


@pytest.mark.parametrize("path", ["doel", "stilte", "checklist/toevoegen"])
def test_rule_3_a_stranger_finds_no_form(make, sign_in, trajectory, path):
    stranger = sign_in(make.volunteer().user)
    stranger.page(f"/trajecten/{trajectory.id}/{path}", status=404)
    assert stranger.send(f"/trajecten/{trajectory.id}/{path}").status == 404
