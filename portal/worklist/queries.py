"""The worklist of a location: what asks something of its coordinators, what does so later, and what is done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from portal.access import Actor, RoleKind
from portal.db import Columns, db
from portal.people.models.people import Role, User, Volunteer
from portal.people.models.stand_ins import StandIn
from portal.work import rows
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import TO_COORDINATOR, TO_VOLUNTEER, Standing


@dataclass(frozen=True)
class Listed:
    """A question on the worklist; its household is named by `named_among`. `mine`: its reader owns it, or stands in for
    who does."""

    id: int
    trajectory_id: int
    direction: str
    words: str
    due_on: date
    asked_at: datetime
    answered_at: datetime | None
    settled_at: datetime | None
    snoozed_until: date | None
    snooze_reason: str | None
    answer: str | None
    mine: bool
    supporter: str
    asked_by: str
    owner: str | None
    answered_by: str | None

    @property
    def to_volunteer(self) -> bool:
        """Whether a coordinator asks and the volunteer answers."""
        return self.direction == TO_VOLUNTEER

    @property
    def standing(self) -> Standing:
        """The facts by which it stands somewhere."""
        return Standing(self.direction, self.due_on, self.snoozed_until, self.answered_at, self.settled_at)


def asks_coordinator(today: date) -> ColumnElement[bool]:
    """SQL: a question asks something of a coordinator on a day; of those that are not settled."""
    awake = or_(Question.snoozed_until.is_(None), Question.snoozed_until <= today)
    due = or_(Question.direction == TO_COORDINATOR, Question.due_on < today)
    return or_(Question.answered_at.is_not(None), and_(awake, due))


def how_many(actor: Actor, today: date) -> int:
    """How many questions ask something of the coordinators of a location now."""
    waiting = _here(actor), Question.settled_at.is_(None), asks_coordinator(today)
    return db.session.scalar(select(func.count(Question.id)).where(*waiting)) or 0


def asking(actor: Actor, today: date, after: tuple[Any, ...] | None, limit: int) -> list[Listed]:
    """Those that ask something of a coordinator: the own ones first, then by the day before which an answer is asked.
    `after` is the rank, the day and the key of the last row of the page before."""
    rank = case((_is_mine(actor, today), 0), else_=1)
    statement = _listed(actor, today).where(Question.settled_at.is_(None), asks_coordinator(today))
    return _page(statement, (rank, Question.due_on, Question.id), after, limit)


def later(actor: Actor, today: date, after: tuple[Any, ...] | None, limit: int) -> list[Listed]:
    """Those that were put off, or wait for the volunteer, by the day on which they come back."""
    back_on = func.coalesce(Question.snoozed_until, Question.due_on)
    statement = _listed(actor, today).where(Question.settled_at.is_(None), ~asks_coordinator(today))
    return _page(statement, (back_on, Question.id), after, limit)


def settled(actor: Actor, today: date, before: tuple[Any, ...] | None, limit: int) -> list[Listed]:
    """Those that are done, the last asked first, behind the key `before`."""
    statement = _listed(actor, today).where(Question.settled_at.is_not(None))
    if before is not None:
        statement = statement.where(Question.id < before[0])
    return [Listed(*row) for row in rows(statement.order_by(Question.id.desc()).limit(limit))]


def _here(actor: Actor) -> ColumnElement[bool]:
    if actor.kind is RoleKind.COORDINATOR:
        return Question.location_id == actor.location_id
    return false()


def _is_mine(actor: Actor, today: date) -> ColumnElement[bool]:
    """Theirs, or of a colleague who is away today and for whom they stand in."""
    away_now = StandIn.deputy_id == actor.role_id, StandIn.away_from <= today, StandIn.away_until >= today
    away = (
        select(Role.user_id)
        .join(StandIn, StandIn.role_id == Role.id)
        .where(Role.location_id == actor.location_id, Role.kind == RoleKind.COORDINATOR, *away_now)
    )
    return or_(Question.owner_id == actor.user_id, Question.owner_id.in_(away))


def _listed(actor: Actor, today: date) -> Columns:
    asker, owner, answerer, supporter = (aliased(User) for _each in range(4))
    own = func.coalesce(_is_mine(actor, today), False)
    columns = [getattr(Question, name) for name in list(Listed.__dataclass_fields__)[:11]]
    return (
        select(*columns, own, supporter.name, asker.name, owner.name, answerer.name)
        .join(Volunteer, Volunteer.id == Question.supporter_id)
        .join(supporter, supporter.id == Volunteer.user_id)
        .join(asker, asker.id == Question.asked_by_id)
        .outerjoin(owner, owner.id == Question.owner_id)
        .outerjoin(answerer, answerer.id == Question.answered_by_id)
        .where(_here(actor))
    )


def _page(statement: Columns, order: tuple[Any, ...], after: tuple[Any, ...] | None, limit: int) -> list[Listed]:
    if after is not None:
        behind: ColumnElement[bool] = false()
        for column, value in reversed(list(zip(order, after, strict=True))):
            behind = or_(column > value, and_(column == value, behind))
        statement = statement.where(behind)
    return [Listed(*row) for row in rows(statement.order_by(*order).limit(limit))]
