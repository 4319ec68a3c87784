"""The clock at the same moment as somebody who answers, and two workers at once: one winner, nothing twice."""

from datetime import time
from functools import partial

import pytest
from sqlalchemy import func, select

from portal.access import NOBODY
from portal.audit import AuditLine
from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.clock.service import run_clock
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import PlannedMeeting
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.offer import service as offer_service
from portal.people.models.people import Notice
from portal.refusals import Refused
from portal.work import Act
from tests.support.beginning import Beginning
from tests.support.handovers import Scene
from tests.support.races import SELDOM, race, rounds

WORKERS = 4


def each_round(how_many):
    """The number of each round; before the next one everything stands as it stood before the first."""
    beginning = Beginning()
    for number in range(1, how_many + 1):
        yield number
        beginning.again()


def lines(event):
    return db.session.scalar(select(func.count()).where(AuditLine.event == event))


def steps(step):
    return db.session.scalar(select(func.count()).where(HandoverEvent.step == step))


def notices(code):
    return db.session.scalar(select(func.count()).where(Notice.code == code))


def worker(make):
    return partial(run_clock, Act(NOBODY, make.clock()))


def outcome(answer):
    if isinstance(answer, Refused):
        return answer.code
    if isinstance(answer, Exception):
        raise answer
    return "won"


@rounds(SELDOM)
@pytest.mark.parametrize(("days", "done"), [(7, "reminded"), (14, "escalated")])
def test_of_workers_that_run_at_once_one_reminds_and_one_passes_on(make, rounds, days, done):
    scene = Scene(make).offered()
    if done == "escalated":
        scene.tick(7)
    make.clock.move(days=7)
    code = {"reminded": "handover_reminder", "escalated": "handover_unanswered"}[done]
    for number in each_round(rounds):
        before = notices(code)
        ran = race(WORKERS, lambda _n: worker(make)())

        assert sorted(each[done] for each in ran) == [0] * (WORKERS - 1) + [1]
        assert (lines(f"handover.{done}"), notices(code) - before) == (number, 1)


@rounds(SELDOM)
def test_of_workers_that_run_at_once_one_lets_it_lapse(make, rounds):
    scene = Scene(make).offered().tick(35)
    make.clock.move(days=35)
    for number in each_round(rounds):
        ran = race(WORKERS, lambda _n: worker(make)())

        assert sorted(each["lapsed"] for each in ran) == [0] * (WORKERS - 1) + [1]
        assert (scene.now.state, lines("handover.lapsed"), steps("lapse")) == ("lapsed", number, 1)


@rounds()
@pytest.mark.parametrize("answer", ["accept", "withdraw"])
def test_lapsing_against_an_answer_has_one_winner(make, rounds, answer):
    scene = Scene(make).offered().tick(35)
    make.clock.move(days=35)
    acts = {"accept": scene.act(scene.member), "withdraw": scene.act(scene.coordinator)}
    answers = {
        "accept": partial(answer_service.accept, acts["accept"], scene.reference, 1),
        "withdraw": partial(offer_service.withdraw, acts["withdraw"], scene.reference, "Toch niet."),
    }
    for _number in each_round(rounds):
        ran, answered = race(2, lambda n: (worker(make), answers[answer])[n]())

        lapsed = ran["lapsed"] == 1
        # A lapsed offer cannot be accepted; it can still be withdrawn by its sender.
        refused = lapsed and answer == "accept"
        assert outcome(answered) == ("handover_moved_on" if refused else "won")
        ended = {"accept": "lapsed" if lapsed else "accepted", "withdraw": "withdrawn"}[answer]
        assert (scene.now.state, steps("lapse")) == (ended, int(lapsed))


@rounds()
def test_counting_against_planning_anew_has_one_winner(make, rounds):
    scene = Scene(make).at("accepted").miss()
    counting, planning = scene.act(scene.coordinator), scene.act(scene.member)
    meeting = PlannedMeeting(make.day(3), time(9), "De Boei")
    for _number in each_round(rounds):
        answers = race(
            2,
            lambda n: (
                partial(meeting_service.count, counting, scene.reference, "Toch genoeg."),
                partial(meeting_service.plan, planning, scene.reference, meeting),
            )[n](),
        )

        assert sorted(outcome(answer) for answer in answers) == ["handover_moved_on", "won"]
        assert scene.now.state == ("held" if steps("count") else "planned")
