"""Commands on questions: ask, answer, read, hand over, put off (rules 3 and 10)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from portal import places
from portal.access import Action, RoleKind, require
from portal.days import day_of
from portal.handovers.terms.queries import free_days
from portal.handovers.terms.rules import working_day_after
from portal.i18n import short_day
from portal.people.notices.steps import notify
from portal.people.roles.queries import roles_at_location
from portal.people.stand_ins.queries import told_for
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, put, unit_of_work
from portal.worklist.questions import queries, rules
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import Asked

ALL_FREE = timedelta(days=30)  # holds any three working days, whatever is free


def ask(act: Act, trajectory_id: int, asked: Asked, submission_key: str) -> Question:
    """Ask about a household: its volunteer the coordinators, a coordinator its volunteer. A second tap asks once.

    Raises NotVisible, also for a contact of another trajectory; Refused "nobody_to_ask" when no volunteer supports it,
    or "question_sent" when the same form asked something else before."""
    with unit_of_work(act) as work:
        trajectory = work.lock(visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.ASK_QUESTION, trajectory)
        stored = queries.by_submission_key(act.actor.user_id, submission_key)
        if stored is not None:
            if (stored.trajectory_id, stored.words, stored.contact_id) == (
                trajectory_id,
                asked.words,
                asked.contact_id,
            ):
                return stored
            raise Refused("question_sent")
        if asked.contact_id is not None and queries.contact_of(trajectory_id, asked.contact_id) is None:
            raise NotVisible
        made = work.add(_made(act, trajectory, asked, submission_key))
        if made.to_volunteer:
            notify(work, made.supporter.user_id, "question_to_you", places.TODAY, **_facts(made))
        else:
            _tell_owner(work, made, "question_asked")
        work.commit("question.asked", made)
    return made


def answer(act: Act, question_id: int, words: str) -> Question:
    """Answer a question, once; a second tap is the first. A coordinator may also say what was done with a question that
    the volunteer did not answer.

    Raises NotVisible, Forbidden, or Refused "question_answered" when somebody answered before."""
    with unit_of_work(act) as work:
        question = _lock(work, question_id, Action.ANSWER_QUESTION)
        if (question.answer, question.answered_by_id) == (words, act.actor.user_id):
            return question
        _refuse_answered(question)
        question.answer, question.answered_at, question.answered_by_id = words, act.at, act.actor.user_id
        if act.actor.kind is RoleKind.VOLUNTEER:
            question.read_at = act.at
            _tell_owner(work, question, "question_replied")
        elif question.to_volunteer:
            question.read_at = question.settled_at = act.at
        else:
            question.settled_at = act.at
            code = "question_answered" if question.still_supported else "question_answered_after"
            notify(work, question.supporter.user_id, code, places.TODAY, **_facts(question))
        work.commit("question.answered", question)
    return question


def read(act: Act, question_id: int) -> Question:
    """Say that the answer was read; again changes nothing. Raises NotVisible or Forbidden."""
    with unit_of_work(act) as work:
        question = _lock(work, question_id, Action.ASK_QUESTION)
        coordinates = act.actor.kind is RoleKind.COORDINATOR
        if rules.unread(question.standing, coordinates):
            put(question, **{"settled_at" if coordinates else "read_at": act.at})
            work.commit("question.read", question)
    return question


def hand_over(act: Act, question_id: int, version: int | None, to_id: int) -> Question:
    """Let a colleague of the location answer; what was put off comes back at once. Raises NotVisible, Forbidden,
    Refused "question_answered", "colleague_unknown", or "stale" when somebody changed it in between."""
    with unit_of_work(act) as work:
        question = _lock(work, question_id, Action.KEEP_QUESTION)
        _refuse_answered(question)
        chosen = next((each for each in queries.colleagues(act.actor) if each.id == to_id), None)
        if chosen is None:
            raise Refused("colleague_unknown", field="colleague")
        if _change(question, version, owner=chosen, snoozed_until=None, snooze_reason=None):
            work.session.flush()
            _tell_owner(work, question, "question_yours")
            work.commit("question.handed_over", question)
    return question


def snooze(act: Act, question_id: int, version: int | None, until: date, reason: str) -> Question:
    """Put a question off to a day, with a reason; it comes back by itself. Raises NotVisible, Forbidden,
    Refused "question_answered", "snooze_past", "snooze_too_long", or "stale" when somebody changed it in between."""
    with unit_of_work(act) as work:
        question = _lock(work, question_id, Action.KEEP_QUESTION)
        _refuse_answered(question)
        rules.check_snooze(until, act.today)
        if _change(question, version, snoozed_until=until, snooze_reason=reason):
            work.commit("question.snoozed", question, until=until.isoformat())
    return question


def _made(act: Act, trajectory: Trajectory, asked: Asked, submission_key: str) -> Question:
    by_volunteer = act.actor.kind is RoleKind.VOLUNTEER
    supporter_id = act.actor.volunteer_id if by_volunteer else supporter_of(trajectory, act.today)
    if supporter_id is None:
        raise Refused("nobody_to_ask")
    return Question(
        trajectory=trajectory,
        location_id=trajectory.location_id,
        direction=rules.TO_COORDINATOR if by_volunteer else rules.TO_VOLUNTEER,
        supporter_id=supporter_id,
        owner_id=_owner_of(trajectory) if by_volunteer else act.actor.user_id,
        asked_by_id=act.actor.user_id,
        asked_at=act.at,
        submission_key=submission_key,
        due_on=working_day_after(act.today, rules.ANSWER_WITHIN, free_days(act.today, act.today + ALL_FREE)),
        **vars(asked),
    )


def supporter_of(trajectory: Trajectory, today: date) -> int | None:
    """The volunteer whom a coordinator can ask about a trajectory: who supports it, or looks in after its handover."""
    until = trajectory.access_until
    return trajectory.volunteer_id if until is None or today <= until else None


def _owner_of(trajectory: Trajectory) -> int | None:
    waiting = queries.waiting_with(trajectory.location_id)
    return rules.owner(queries.who_know(trajectory.id), waiting)


def _lock(work: Work, question_id: int, action: Action) -> Question:
    question = work.lock(queries.visible_to(work.act.actor).where(Question.id == question_id))
    require(work.act.actor, action, question)
    return question


def _refuse_answered(question: Question) -> None:
    if question.answered_by is not None:
        raise Refused("question_answered", who=question.answered_by.name)


def _change(question: Question, version: int | None, **values: object) -> list[str]:
    """Give it these values, unless somebody changed it since; a second tap finds them there and changes nothing."""
    if all(getattr(question, name) == value for name, value in values.items()):
        return []
    if question.version != version:
        raise Refused("stale")
    return put(question, **values)


def _tell_owner(work: Work, question: Question, code: str) -> None:
    """The owner, and who stands in for them; every coordinator of the location where there is no owner here."""
    here: Sequence[int] = []
    if question.owner_id is not None:
        here = roles_at_location(question.location_id, [question.owner_id])
    for user_id in told_for(here or roles_at_location(question.location_id), work.act.today):
        notify(work, user_id, code, places.question(question.id), volunteer=question.supporter.name, **_facts(question))


def _facts(question: Question) -> dict[str, Any]:
    """The facts of a notice, without the household's name: it outlives the right to know it (rule 3)."""
    return {"area": question.trajectory.household.area, "day": short_day(day_of(question.asked_at))}
