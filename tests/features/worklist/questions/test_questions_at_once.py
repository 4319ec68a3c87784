"""Questions asked, answered and kept by several at once: one wins, the others hear it by name."""

from portal.db import db
from portal.refusals import Refused
from portal.worklist.questions import service as questions
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import Asked
from tests.support.audit import lines
from tests.support.races import race, rounds


def codes(answers):
    return sorted(each.code for each in answers if isinstance(each, Refused))


@rounds()
def test_rule_10_a_double_tap_asks_once(make, rounds):
    volunteer = make.volunteer()
    act, trajectory_id = make.act(volunteer.user), make.trajectory(claimed_by=volunteer).id
    for number in range(rounds):
        made = race(2, lambda _tap: questions.ask(act, trajectory_id, Asked("Mag dit?"), f"key-{number}").id)  # noqa: B023
        assert len(set(made)) == 1
    assert db.session.query(Question).count() == len(lines("question.asked")) == rounds


@rounds()
def test_two_coordinators_answer_at_once_and_one_is_told_who_was_first(make, rounds):
    volunteer, acts = make.volunteer(), [make.act(make.coordinator()) for _each in range(2)]
    trajectory = make.trajectory(claimed_by=volunteer)
    for _round in range(rounds):
        asked = make.question(trajectory, volunteer).id
        answers = race(2, lambda number: questions.answer(acts[number], asked, f"Antwoord {number}"))  # noqa: B023
        assert codes(answers) == ["question_answered"]
        kept = db.session.get(Question, asked)
        assert kept.answer == f"Antwoord {[act.actor.user_id for act in acts].index(kept.answered_by_id)}"
    assert len(lines("question.answered")) == rounds


@rounds()
def test_two_hand_a_question_over_at_once_and_one_is_told_that_it_changed(make, rounds):
    volunteer, people = make.volunteer(), [make.coordinator() for _each in range(3)]
    trajectory = make.trajectory(claimed_by=volunteer)
    for _round in range(rounds):
        asked = make.question(trajectory, volunteer, owner_id=people[2].id)
        key, version, to = asked.id, asked.version, [each.id for each in people]
        acts = [make.act(each) for each in people]
        answers = race(2, lambda number: questions.hand_over(acts[number], key, version, to[number]))  # noqa: B023
        assert codes(answers) == ["stale"]
        assert db.session.get(Question, key).owner_id in to[:2]
