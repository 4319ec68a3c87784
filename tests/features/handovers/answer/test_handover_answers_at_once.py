"""Versions, messages and answers when many act at the same moment: one winner, named refusals, one audit line."""

from functools import partial

import pytest
from sqlalchemy import func, select

from portal.access import Actor
from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.rules import Answer, Question
from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.clock import service as clock_service
from portal.handovers.consent import service as consent_service
from portal.handovers.conversation import service as conversation_service
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.returned import service as returned_service
from portal.handovers.versions import service as versions_service
from portal.people.models.people import Notice
from portal.work import Act
from tests.features.handovers.test_handover_races import each_round, lines, outcome, steps, together
from tests.support.handovers import Scene
from tests.support.races import SELDOM, race, rounds

AT_ONCE = 4


@pytest.fixture
def changed(make):
    """Offered, and changed since."""
    return Scene(make).offered().change_phone()


@rounds()
def test_of_two_versions_sent_at_once_one_is_sent(changed, make, rounds):
    acts = [make.act(make.coordinator()) for _each in range(AT_ONCE)]
    seen = fingerprint(content_of(changed.now))
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: versions_service.renew(acts[n], changed.reference, seen))

        assert outcome(answers) == ["nothing_changed"] * (AT_ONCE - 1) + ["won"]
        assert (lines("handover.renewed"), steps("renew"), len(changed.now.snapshots)) == (number, 1, 2)


@rounds()
def test_renew_against_accept_never_accepts_what_was_not_read(changed, rounds):
    accepting, renewing = changed.act(changed.member), changed.act(changed.coordinator)
    seen = fingerprint(content_of(changed.now))
    for number in each_round(rounds):
        answers = together(
            partial(answer_service.accept, accepting, changed.reference, 1),
            partial(versions_service.renew, renewing, changed.reference, seen),
        )

        # A version may follow on accepting; accepting the first never follows on the second.
        assert outcome(answers) in (["won", "won"], ["version_changed", "won"])
        accepted = outcome(answers) == ["won", "won"]
        assert changed.now.state == ("accepted" if accepted else "offered")
        assert changed.now.accepted_version == (1 if accepted else None)
        assert (len(changed.now.snapshots), lines("handover.renewed")) == (2, number)


@rounds()
def test_renew_against_withdraw_sends_nothing_after_it(changed, rounds):
    act, seen = changed.act(changed.coordinator), fingerprint(content_of(changed.now))
    for _number in each_round(rounds):
        answers = together(
            partial(offer_service.withdraw, act, changed.reference, "Toch niet."),
            partial(versions_service.renew, act, changed.reference, seen),
        )

        assert outcome(answers) in (["won", "won"], ["handover_moved_on", "won"])
        assert changed.now.state == "withdrawn"


@rounds()
def test_rule_9_renew_against_a_withdrawn_consent_leaves_no_access(changed, rounds):
    act, seen = changed.act(changed.coordinator), fingerprint(content_of(changed.now))
    for _number in each_round(rounds):
        answers = together(
            partial(versions_service.renew, act, changed.reference, seen),
            partial(consent_service.withdraw, act, changed.reference, changed.client_id, [changed.team_id]),
        )

        assert outcome(answers) in (["won", "won"], ["handover_moved_on", "won"])
        assert (changed.now.state, changed.now.snapshot_open) == ("withdrawn", False)


@rounds()
def test_of_two_who_accept_for_a_colleague_one_wins(make, rounds):
    scene = Scene(make).offered()
    members = [make.team_member(scene.team) for _each in range(AT_ONCE)]
    acts, keys = [make.act(each) for each in members], [each.id for each in members]
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: answer_service.accept(acts[n], scene.reference, 1, keys[(n + 1) % AT_ONCE]))

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert (lines("handover.accepted"), steps("accept")) == (number, 1)


@rounds()
def test_rule_10_a_message_sent_many_times_at_once_is_there_once(make, rounds):
    scene = Scene(make).offered()
    act = scene.act(scene.member)
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda _n: conversation_service.write(act, scene.reference, "Welke dag?", "one-key"))

        assert outcome(answers) == ["won"] * AT_ONCE
        assert db.session.scalar(select(func.count(HandoverMessage.id))) == 1
        assert lines("handover.message_written") == number


@rounds()
def test_a_message_against_a_withdrawn_consent_comes_before_it_or_not_at_all(make, rounds):
    scene = Scene(make).offered()
    writing, withdrawing = scene.act(scene.member), scene.act(scene.coordinator)
    for _number in each_round(rounds):
        answers = together(
            partial(conversation_service.write, writing, scene.reference, "Welke dag?", "a-key"),
            partial(consent_service.withdraw, withdrawing, scene.reference, scene.client_id, [scene.team_id]),
        )

        written = db.session.scalar(select(func.count(HandoverMessage.id)))
        assert outcome(answers) == sorted(["won" if written else "thread_closed", "won"])


@rounds()
def test_offering_again_at_once_is_one_offer(make, rounds):
    scene = Scene(make).at("returned")
    acts = [make.act(make.coordinator()) for _each in range(AT_ONCE)]
    for _number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: returned_service.offer_again(acts[n], scene.reference))

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert len(scene.now.snapshots) == 2


@rounds(SELDOM)
def test_a_parked_one_that_is_woken_many_times_at_once_comes_back_once(make, clock, rounds):
    scene = Scene(make).offered().send_back("no_capacity", until=make.day(1))
    clock.move(days=1)
    act = Act(Actor(0, "systeem", None, 0), clock())
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda _n: clock_service.wake_parked(act))

        assert sum(each["woken"] for each in answers) == 1
        notices = select(func.count(Notice.id)).where(Notice.code == "handover_unparked")
        assert (db.session.scalar(notices), lines("handover.woken")) == (1, number)
        assert scene.now.woken_at is not None


def test_of_two_who_answer_a_question_for_room_at_once_one_wins(make):
    scene = Scene(make)
    asked = {"location_id": make.location().id, "team_id": scene.team_id, "asked_by_id": scene.coordinator.id}
    question = make.capacity_question(**asked).id
    acts = [make.act(make.team_member(scene.team)) for _each in range(AT_ONCE)]
    said = ("yes", "no", "yes", "no")
    answers = race(AT_ONCE, lambda n: capacity_questions_service.answer(acts[n], question, 1, Answer(said[n])))

    assert outcome(answers) == ["stale"] * (AT_ONCE - 1) + ["won"]
    assert lines("capacity.answered") == 1


def test_rule_10_a_question_for_room_sent_many_times_at_once_is_asked_once(make):
    scene = Scene(make)
    act = scene.act(scene.coordinator)
    question = Question(scene.team_id, make.day(14), 2, "A")
    answers = race(AT_ONCE, lambda _n: capacity_questions_service.ask(act, question, "one-key"))

    assert outcome(answers) == ["won"] * AT_ONCE
    assert lines("capacity.asked") == 1
