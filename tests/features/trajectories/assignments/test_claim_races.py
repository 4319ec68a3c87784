"""Rule 1 and rule 4 when many act at the same moment: one winner, named refusals, one audit line."""

from sqlalchemy import func, select, update

from portal.audit import AuditLine
from portal.db import db
from portal.refusals import NotVisible, Refused
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.models.trajectory import Assignment
from tests.support.races import race, rounds

AT_ONCE = 8


def outcome(answers):
    """Each answer as a code: "won" or the name of the refusal."""
    return sorted(answer.code if isinstance(answer, Refused) else _won(answer) for answer in answers)


def _won(answer):
    if isinstance(answer, NotVisible):
        return "not_visible"
    if isinstance(answer, Exception):
        raise answer
    return "won"


def lines(event):
    return db.session.scalar(select(func.count()).where(AuditLine.event == event))


def current():
    return db.session.scalar(select(func.count()).where(Assignment.ends_on.is_(None)))


def let_everything_wait_again(make):
    db.session.execute(update(Assignment).where(Assignment.ends_on.is_(None)).values(ends_on=make.today))
    db.session.commit()


@rounds(200)
def test_rule_1_of_eight_who_claim_at_once_one_wins(make, rounds):
    trajectory_id = make.trajectory().id
    acts = [make.act(make.volunteer().user) for _each in range(AT_ONCE)]

    for number in range(1, rounds + 1):
        answers = race(AT_ONCE, lambda n: assignments_service.claim(acts[n], trajectory_id))

        assert outcome(answers) == ["already_claimed"] * (AT_ONCE - 1) + ["won"]
        assert (current(), lines("trajectory.claimed")) == (1, number)
        let_everything_wait_again(make)


@rounds()
def test_rule_4_a_volunteer_with_room_for_one_who_claims_two_at_once_gets_one(make, rounds):
    trajectories = [make.trajectory().id, make.trajectory().id]
    act = make.act(make.volunteer(max_households=1).user)

    for number in range(1, rounds + 1):
        answers = race(2, lambda n: assignments_service.claim(act, trajectories[n]))

        assert outcome(answers) == ["households_full", "won"]
        assert (current(), lines("trajectory.claimed")) == (1, number)
        let_everything_wait_again(make)


@rounds()
def test_rule_10_a_double_tap_on_claim_is_one_claim(make, rounds):
    trajectory_id = make.trajectory().id
    act = make.act(make.volunteer().user)

    for number in range(1, rounds + 1):
        answers = race(4, lambda _n: assignments_service.claim(act, trajectory_id))

        assert outcome(answers) == ["won"] * 4
        assert (current(), lines("trajectory.claimed")) == (1, number)
        let_everything_wait_again(make)


@rounds()
def test_two_who_release_at_once_leave_one_reason(make, rounds):
    volunteer, trajectory = make.volunteer(), make.trajectory()
    trajectory_id = trajectory.id
    acts = [make.act(make.coordinator()), make.act(make.coordinator())]

    for number in range(1, rounds + 1):
        assignment = make.assignment(trajectory, volunteer)
        answers = race(2, lambda n: assignments_service.release(acts[n], trajectory_id, "other", f"reden {n}"))

        winner = next(n for n in (0, 1) if answers[n] is None)
        assert outcome(answers) == ["nobody_assigned", "won"]
        assert (lines("trajectory.released"), make.reload(assignment).end_note) == (number, f"reden {winner}")
