"""Rules 6, 8 and 9 when many act at the same moment: one winner, named refusals, one audit line."""

from functools import partial

from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import Closing
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.path import OPEN_STATES
from portal.handovers.returned.rules import Returned
from portal.handovers.traces import open_handover
from portal.refusals import NotVisible, Refused
from tests.support.beginning import Beginning
from tests.support.handovers import Scene
from tests.support.races import race, rounds

AT_ONCE = 8


def outcome(answers):
    """Each answer as a code: "won" or the name of the refusal; any other error is raised."""
    return sorted(_code(answer) for answer in answers)


def _code(answer):
    if isinstance(answer, Refused):
        return answer.code
    if isinstance(answer, NotVisible):
        return "not_visible"
    if isinstance(answer, Exception):
        raise answer
    return "won"


def together(*steps):
    """Each step in a thread of its own, let go together."""
    return race(len(steps), lambda n: steps[n]())


def lines(event):
    return db.session.scalar(select(func.count()).where(AuditLine.event == event))


def steps(step):
    return db.session.scalar(select(func.count()).where(HandoverEvent.step == step))


def open_handovers():
    return db.session.scalar(select(func.count()).where(WarmHandover.state.in_(OPEN_STATES)))


def each_round(how_many):
    """The number of each round; before the next one everything stands as it stood before the first."""
    beginning = Beginning()
    for number in range(1, how_many + 1):
        yield number
        beginning.again()


@rounds()
def test_rule_8_of_eight_who_start_a_handover_at_once_one_wins(make, rounds):
    scene = Scene(make)
    acts = [make.act(make.coordinator()) for _each in range(AT_ONCE)]
    for number in each_round(rounds):
        answers = race(
            AT_ONCE,
            lambda n: beginning_service.prepare(acts[n], scene.trajectory_id, Course(ToTeam(scene.team_id), "A")),
        )

        assert outcome(answers) == ["handover_already_open"] * (AT_ONCE - 1) + ["won"]
        assert (open_handovers(), lines("handover.prepared")) == (1, number)


@rounds(200)
def test_rule_8_of_eight_who_offer_it_at_once_one_wins(make, rounds):
    scene = Scene(make).prepare().consent()
    acts = [make.act(make.coordinator()) for _each in range(AT_ONCE)]
    read = fingerprint(content_of(scene.now))
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: offer_service.offer(acts[n], scene.reference, read))

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert (lines("handover.offered"), len(scene.now.snapshots)) == (number, 1)


@rounds(200)
def test_accept_against_withdraw_has_one_winner(make, rounds):
    scene = Scene(make).offered()
    accepting, withdrawing = scene.act(scene.member), scene.act(scene.coordinator)
    accepted = 0
    for number in each_round(rounds):
        answers = together(
            partial(answer_service.accept, accepting, scene.reference, 1),
            partial(offer_service.withdraw, withdrawing, scene.reference, "Toch niet."),
        )

        # Withdrawing may follow on accepting; accepting never follows on withdrawing.
        assert outcome(answers) in (["won", "won"], ["handover_moved_on", "won"])
        assert (scene.now.state, steps("withdraw")) == ("withdrawn", 1)
        assert steps("accept") == outcome(answers).count("won") - 1
        accepted += steps("accept")
        assert (lines("handover.accepted"), lines("handover.withdrawn")) == (accepted, number)


@rounds()
def test_of_eight_of_a_team_who_accept_at_once_one_wins(make, rounds):
    scene = Scene(make).offered()
    acts = [make.act(make.team_member(scene.team)) for _each in range(AT_ONCE)]
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: answer_service.accept(acts[n], scene.reference, 1))

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert (lines("handover.accepted"), steps("accept")) == (number, 1)


@rounds()
def test_accept_against_return_has_one_winner(make, rounds):
    scene = Scene(make).offered()
    accepting, returning = scene.act(scene.member), make.act(make.team_member(scene.team))
    for number in each_round(rounds):
        answers = together(
            partial(answer_service.accept, accepting, scene.reference, 1),
            partial(answer_service.return_to_sender, returning, scene.reference, Returned("other_area")),
        )

        # Returning may follow on accepting; accepting never follows on returning.
        assert outcome(answers) in (["won", "won"], ["handover_moved_on", "won"])
        assert (scene.now.state, lines("handover.returned")) == ("returned", number)


@rounds()
def test_rule_9_consent_withdrawn_while_the_team_accepts_leaves_no_access(make, rounds):
    scene = Scene(make).offered()
    accepting, withdrawing = scene.act(scene.member), scene.act(scene.coordinator)
    for number in each_round(rounds):
        answers = together(
            partial(answer_service.accept, accepting, scene.reference, 1),
            partial(consent_service.withdraw, withdrawing, scene.reference, scene.client_id, [scene.team_id]),
        )

        assert outcome(answers) in (["won", "won"], ["handover_moved_on", "won"])
        assert (scene.now.state, scene.now.snapshot_open) == ("withdrawn", False)
        assert lines("consent.withdrawn") == number


@rounds()
def test_rule_9_consent_withdrawn_while_it_is_offered_leaves_no_access(make, rounds):
    scene = Scene(make).prepare().consent()
    read, act = fingerprint(content_of(scene.now)), scene.act(scene.coordinator)
    for number in each_round(rounds):
        answers = together(
            partial(offer_service.offer, act, scene.reference, read),
            partial(consent_service.withdraw, act, scene.reference, scene.client_id, [scene.team_id]),
        )

        assert outcome(answers) in (["won", "won"], ["consent_missing", "won"])
        assert not scene.now.snapshot_open
        assert lines("consent.withdrawn") == number


@rounds()
def test_rule_6_closing_against_completing_leaves_one_outcome(make, rounds):
    scene = Scene(make).at("held")
    completing, closing = scene.act(scene.member), scene.act(scene.coordinator)
    for number in each_round(rounds):
        answers = together(
            partial(ending_service.complete, completing, scene.reference),
            partial(ending_service.close, closing, scene.trajectory_id, Closing("moved_away", "Naar Almere.")),
        )

        completed = scene.now.state == "completed"
        assert outcome(answers) == sorted(["trajectory_closed" if completed else "handover_moved_on", "won"])
        closed_as = make.reload(scene.trajectory).closure_outcome
        assert closed_as == ("handed_over" if completed else "moved_away")
        assert lines("handover.completed") + lines("trajectory.closed") == number


@rounds()
def test_opening_at_once_is_seen_once(make, rounds):
    scene = Scene(make).offered()
    act = scene.act(scene.member)
    for number in each_round(rounds):
        race(4, lambda _n: open_handover(act, scene.reference))

        assert (steps("seen"), lines("handover.opened")) == (1, 4 * number)
