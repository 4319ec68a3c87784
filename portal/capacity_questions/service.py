"""Ask a team for room without a name, and answer that."""

from collections.abc import Collection

from sqlalchemy import select

from portal import places
from portal.access import Action, require
from portal.capacity_questions import queries
from portal.capacity_questions.models import CapacityQuestion
from portal.capacity_questions.queries import askers_of
from portal.capacity_questions.rules import Answer, Question, check_answer, check_question
from portal.organisation.models import Location
from portal.people.notices.steps import notify
from portal.people.roles.queries import has_reader, roles_in_team
from portal.people.stand_ins.queries import told_for
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def ask(act: Act, question: Question, submission_key: str) -> CapacityQuestion:
    """Ask every member of a team whether it has room; a second tap asks once. Raises Forbidden, Refused "team_unknown",
    "team_without_reader", "asked_for_past", or "question_stored" when the form was sent with something else."""
    with unit_of_work(act) as work:
        require(act.actor, Action.ASK_CAPACITY)
        location_id = act.actor.location_id
        assert location_id is not None
        work.lock(select(Location).where(Location.id == location_id))
        stored = queries.by_submission_key(act.actor.user_id, submission_key)
        if stored is not None:
            if _said(stored) == question:
                return stored
            raise Refused("question_stored")
        check_question(question.from_on, act.today)
        if question.team_id not in {team.id for team in queries.teams_near(location_id, act.today)}:
            raise Refused("team_unknown", field="team_id")
        if not has_reader(question.team_id):
            raise Refused("team_without_reader", field="team_id")
        made = work.add(
            CapacityQuestion(
                location_id=location_id,
                asked_by_id=act.actor.user_id,
                asked_at=act.at,
                submission_key=submission_key,
                **vars(question),
            )
        )
        _tell(work, roles_in_team(made.team_id), "capacity_asked")
        work.commit("capacity.asked", made, team_id=question.team_id)
    return made


def answer(act: Act, question_id: int, version: int | None, answered: Answer) -> CapacityQuestion:
    """Say whether the team has room, or say it anew. Raises NotVisible, Forbidden, Refused "stale" when a colleague
    answered in between, "answer_unknown", "room_from_missing" or "room_from_past"."""
    said, room_from = answered.said, answered.room_from if answered.said == "from_day" else None
    with unit_of_work(act) as work:
        question = work.lock(queries.visible_to(act.actor).where(CapacityQuestion.id == question_id))
        require(act.actor, Action.ANSWER_CAPACITY, question)
        given = (said, room_from, answered.note, act.actor.user_id)
        if given == (question.answer, question.room_from, question.note, question.answered_by_id):
            return question
        if question.version != version:
            raise Refused("stale")
        check_answer(said, room_from, act.today)
        question.answer, question.room_from, question.note, question.answered_by_id = given
        question.answered_at = act.at
        _tell(work, askers_of(question), "capacity_answered")
        work.commit("capacity.answered", question, answer=said)
    return question


def _said(question: CapacityQuestion) -> Question:
    return Question(question.team_id, question.from_on, question.households, question.variant, question.postcode_area)


def _tell(work: Work, role_ids: Collection[int], code: str) -> None:
    """Who has these roles, and who stands in for those who are away."""
    for user_id in told_for(role_ids, work.act.today):
        notify(work, user_id, code, places.CAPACITY_QUESTIONS)
