"""Completion, answers and what is kept for a volunteer, when many act at the same moment."""

from functools import partial

from sqlalchemy import func, select

from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation
from portal.handovers.ending import service as ending_service
from portal.handovers.models.organisation import OtherOrganisation
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.assignments import service as claiming
from portal.trajectories.models.trajectory import Assignment, Trajectory
from tests.features.handovers.test_handover_races import each_round, lines, outcome, together
from tests.support.handovers import Scene
from tests.support.races import race, rounds
from tests.support.ways import DEBT_HELP, Inside

AT_ONCE = 4


@rounds()
def test_of_many_of_a_team_who_complete_at_once_one_wins(make, rounds):
    scene = Scene(make).at("held")
    acts = [make.act(make.team_member(scene.team)) for _each in range(AT_ONCE)]
    for number in each_round(rounds):
        answers = race(AT_ONCE, lambda n: ending_service.complete(acts[n], scene.reference, n))

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert lines("handover.completed") == number


@rounds()
def test_of_many_coordinators_who_complete_an_internal_one_at_once_one_starts_what_follows(make, rounds):
    acts = [make.act(make.coordinator()) for _each in range(AT_ONCE)]
    for _number in range(rounds):
        # The next trajectory brings a checklist along: the next round begins with another household.
        scene = Inside.another(make).prepare().hold()
        steps = [partial(ending_service.complete, act, scene.reference) for act in acts]
        answers = together(*steps)

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        theirs = Trajectory.household_id == scene.now.household_id
        assert db.session.scalar(select(func.count()).where(theirs)) == 2


@rounds()
def test_who_it_is_kept_for_against_whom_it_is_assigned_to_has_one_winner(make, rounds):
    scene = Inside(make).prepare().hold().complete()
    colleague = make.volunteer()
    begun_id = scene.now.next_trajectory_id
    mine, assigning = make.act(scene.volunteer.user), make.act(scene.coordinator)
    for _number in each_round(rounds):
        answers = together(
            partial(claiming.claim, mine, begun_id),
            partial(assignments_service.assign, assigning, begun_id, colleague.id),
        )

        assert outcome(answers) == ["already_claimed", "won"]
        supported = Assignment.trajectory_id == begun_id, Assignment.ends_on.is_(None)
        assert db.session.scalar(select(func.count()).where(*supported)) == 1
        assert db.session.get(Trajectory, begun_id).reserved_for_id is None


@rounds()
def test_of_many_answers_to_a_question_one_stays(make, rounds):
    scene = Scene(make, "C").at("accepted")
    acts = [make.act(make.team_member(scene.team)) for _each in range(AT_ONCE)]
    present, today = ("supporter", "team_member"), make.today
    for number in each_round(rounds):
        answers = race(
            AT_ONCE, lambda n: answer_service.answer(acts[n], scene.reference, today, present, f"Advies {n}.")
        )

        assert outcome(answers) == ["handover_moved_on"] * (AT_ONCE - 1) + ["won"]
        assert lines("handover.answered") == number


def test_of_many_who_add_the_same_organisation_at_once_one_is_kept(make):
    coordinator = make.coordinator()
    theirs = [make.trajectory().id for _each in range(AT_ONCE)]
    acts = [make.act(coordinator) for _each in range(AT_ONCE)]
    answers = race(
        AT_ONCE, lambda n: beginning_service.prepare(acts[n], theirs[n], Course(ToOrganisation(DEBT_HELP), "A"))
    )

    assert outcome(answers) == ["organisation_exists"] * (AT_ONCE - 1) + ["won"]
    assert db.session.scalar(select(func.count(OtherOrganisation.id))) == 1
