"""Reads of questions, each built on who may see the trajectory (rule 3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from portal.access import Actor, RoleKind
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.people.models.people import User, Volunteer
from portal.people.queries import coordinators_at
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.named import NamedTrajectory, named_for
from portal.trajectories.queries import is_visible_to
from portal.work import fetch_all, rows
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import TO_VOLUNTEER

IN_FILE = 25  # questions that a file shows, the newest


def visible_to(actor: Actor) -> Select[Question]:
    """The questions of a coordinator's own location, and those of a volunteer themselves about a household that they
    support now: a former supporter reads none, and who comes after them reads their own alone."""
    return (
        select(Question)
        .join(Question.trajectory)
        .options(
            contains_eager(Question.trajectory).joinedload(Trajectory.current),
            *(joinedload(each) for each in (Question.owner, Question.asked_by, Question.answered_by, Question.contact)),
            joinedload(Question.supporter),
        )
        .where(is_visible_to(actor), _own(actor))
    )


def of_file(actor: Actor, trajectory_id: int) -> list[Question]:
    """The questions about a trajectory that this person may see, the newest first."""
    statement = visible_to(actor).where(Question.trajectory_id == trajectory_id)
    return fetch_all(statement.order_by(Question.id.desc()).limit(IN_FILE))


def by_submission_key(asker_id: int, key: str) -> Question | None:
    """The question somebody already asked with the form of this key (rule 10)."""
    mine = Question.asked_by_id == asker_id, Question.submission_key == key
    return db.session.scalars(select(Question).where(*mine)).first()


def contact_of(trajectory_id: int, contact_id: int | None) -> ContactMoment | None:
    """The contact of a trajectory with this key; None for none, and for one of another."""
    one = ContactMoment.id == contact_id, ContactMoment.trajectory_id == trajectory_id
    return db.session.scalars(select(ContactMoment).where(*one)).first()


@dataclass(frozen=True)
class Message(NamedTrajectory):
    """A question that a volunteer answers, or an answer that they did not read yet, with whose household it is."""

    question_id: int
    direction: str
    words: str
    answer: str | None
    who: str

    @property
    def asks(self) -> bool:
        """Whether the volunteer is asked for an answer."""
        return self.direction == TO_VOLUNTEER


def messages(actor: Actor) -> list[Message]:
    """The words of coordinators to a volunteer about their households, the oldest first: questions to answer, and
    answers to read, until they did."""
    said = or_(Question.direction == TO_VOLUNTEER, Question.answer.is_not(None))
    columns = Question.id, Question.direction, Question.words, Question.answer, User.name
    statement = (
        named_for(actor, *columns)
        .join(Question, Question.trajectory_id == Trajectory.id)
        .join(User, User.id == func.coalesce(Question.answered_by_id, Question.asked_by_id))
        .where(Question.supporter_id == actor.volunteer_id, Question.read_at.is_(None), said)
    )
    return [Message(*row) for row in rows(statement.order_by(Question.id))]


def supporter_name(volunteer_id: int | None) -> str | None:
    """The name of a volunteer, None for none."""
    return db.session.scalar(select(User.name).join(Volunteer).where(Volunteer.id == volunteer_id))


def waiting_with(location_id: int) -> dict[int, int]:
    """Who coordinates a location now → how many questions wait for them, in the order of their names."""
    open_ones = and_(Question.owner_id == User.id, Question.answered_at.is_(None), Question.settled_at.is_(None))
    statement = (
        select(User.id, func.count(Question.id))
        .outerjoin(Question, and_(open_ones, Question.location_id == location_id))
        .where(User.id.in_(coordinators_at(location_id)), User.active)
        .group_by(User.id, User.name_key)
        .order_by(User.name_key, User.id)
    )
    return dict(rows(statement))


def colleagues(actor: Actor) -> list[User]:
    """The coordinators of the own location, the reader among them, by name."""
    if actor.location_id is None:
        return []
    here = User.id.in_(coordinators_at(actor.location_id)), User.active
    return fetch_all(select(User).where(*here).order_by(User.name_key, User.id))


def who_know(trajectory_id: int) -> Sequence[int | None]:
    """The accounts that know a trajectory: who last owned a question about it, and who assigned its volunteer."""
    last = select(Question.owner_id).where(Question.trajectory_id == trajectory_id, Question.owner_id.is_not(None))
    made = select(Assignment.made_by_id).where(Assignment.trajectory_id == trajectory_id, Assignment.ends_on.is_(None))
    return [db.session.scalar(last.order_by(Question.id.desc()).limit(1)), db.session.scalar(made)]


def _own(actor: Actor) -> ColumnElement[bool]:
    return Question.supporter_id == actor.volunteer_id if actor.kind is RoleKind.VOLUNTEER else true()
