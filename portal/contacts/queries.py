"""Reads of contact moments, each built on who may see the trajectory."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, func, or_, select, true
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from portal.access import Actor, RoleKind
from portal.contacts import rules
from portal.contacts.models import ContactMoment, ContactTopic
from portal.db import Columns, db
from portal.positions import position_in
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import NamedTrajectory, household_key, named_for
from portal.trajectories.queries import is_visible_to
from portal.work import rows


def visible_to(actor: Actor) -> Select[ContactMoment]:
    """The contacts of the trajectories whose file this person may open (rule 3). Withdrawn ones are among them: they
    show as withdrawn and count nowhere (`counted`)."""
    return (
        select(ContactMoment)
        .join(ContactMoment.trajectory)
        .options(
            contains_eager(ContactMoment.trajectory).joinedload(Trajectory.current),
            joinedload(ContactMoment.author),
            selectinload(ContactMoment.topics),
            selectinload(ContactMoment.revisions),
        )
        .where(is_visible_to(actor))
    )


def counted(statement: Columns) -> Columns:
    """Only contacts that count: a withdrawn one counts nowhere."""
    return statement.where(ContactMoment.withdrawn_at.is_(None))


def newest_first(actor: Actor, trajectory_id: int, after: str | None, size: int) -> list[ContactMoment]:
    """One page of the contacts of a trajectory and one more, newest first, behind the position `after`."""
    statement = (
        visible_to(actor)
        .options(contains_eager(ContactMoment.trajectory).lazyload(Trajectory.type))
        .where(ContactMoment.trajectory_id == trajectory_id)
        .order_by(ContactMoment.on_date.desc(), ContactMoment.id.desc())
        .limit(size + 1)
    )
    place = position_in(after or "", date, int)
    if place is not None:
        day, number = place
        statement = statement.where(
            or_(ContactMoment.on_date < day, and_(ContactMoment.on_date == day, ContactMoment.id < number))
        )
    return list(db.session.scalars(statement))


def by_submission_key(author_id: int, key: str) -> list[ContactMoment]:
    """The contacts an author already stored with the form of this submission key (rule 10)."""
    of_form = ContactMoment.submission_key
    statement = select(ContactMoment).where(
        ContactMoment.author_id == author_id,
        or_(of_form == key, of_form.startswith(key + rules.TOGETHER, autoescape=True)),
    )
    return list(db.session.scalars(statement.options(selectinload(ContactMoment.topics))))


def talks(trajectory_id: int, purpose: str) -> list[int]:
    """The contacts of a trajectory that were this talk and count, the oldest first, by key."""
    where = ContactMoment.trajectory_id == trajectory_id, ContactMoment.purpose == purpose, ContactMoment.reached
    found = counted(select(ContactMoment.id).where(*where))
    return list(db.session.scalars(found.order_by(ContactMoment.on_date, ContactMoment.id)))


@dataclass(frozen=True)
class Suggestions:
    """The suggestions of the form for a household: how contact went the last time, and its usual topics.

    `minutes` is None for a household nobody met yet, and `way` then that of the author's last contact with anybody,
    None without one. The topics in use, each with `id`, `name` and `name_en`: those this household talks about most
    first, the others in their order.
    """

    way: str | None
    minutes: int | None
    topics: list[Any]


def suggestions(author_id: int, household_id: int) -> Suggestions:
    """The suggestions of the form for a household."""
    topics = rows(SUGGESTIONS, author_id=author_id, household_id=household_id)
    return Suggestions(topics[0].way, topics[0].minutes, topics) if topics else Suggestions(None, None, [])


@dataclass(frozen=True)
class LoggedTrajectory(NamedTrajectory):
    """The trajectory a contact is logged for. The same visit can be about `also`: the other open ones of the household,
    and for a volunteer all that they support."""

    also: list[NamedTrajectory]


def to_log(actor: Actor, trajectory_id: int) -> list[LoggedTrajectory]:
    """The trajectory with this key, when this person may open it, with the others; those of its household first."""
    found = [NamedTrajectory(*row) for row in rows(_to_log(actor), trajectory_id=trajectory_id)]
    others = [each for each in found if each.id != trajectory_id]
    return [
        LoggedTrajectory(**vars(one), also=sorted(others, key=lambda each: each.household_id != one.household_id))
        for one in found
        if one.id == trajectory_id
    ]


@dataclass(frozen=True)
class WeekTrajectory(NamedTrajectory):
    """A trajectory with the last day of a week on which a contact or an attempt was logged. `name_key` sorts it."""

    name_key: str
    logged_on: date | None


def week(actor: Actor, today: date) -> list[WeekTrajectory]:
    """The open trajectories of a volunteer with the contacts logged from Monday to a day of that week. Those without
    any come first."""
    monday = today - timedelta(days=today.weekday())
    found = [WeekTrajectory(*row) for row in rows(_week(actor), monday=monday, today=today)]
    return sorted(found, key=lambda each: (each.logged_on is not None, each.name_key))


def logged_this_month(author_id: int, today: date) -> int:
    """How many contacts of this month an author logged, attempts left out."""
    mine = ContactMoment.author_id == author_id, ContactMoment.reached
    this_month = ContactMoment.on_date.between(today.replace(day=1), today)
    return db.session.scalar(counted(select(func.count(ContactMoment.id))).where(*mine, this_month)) or 0


def all_topics() -> dict[int, Topic]:
    """Every topic by its key, also those no longer in use: earlier contacts were about them."""
    return {topic.id: topic for topic in db.session.scalars(select(Topic).order_by(Topic.position, Topic.id))}


@lru_cache(maxsize=1024)
def _week(actor: Actor) -> Columns:
    monday, today = bindparam("monday", type_=Date), bindparam("today", type_=Date)
    logged = (
        counted(select(func.max(ContactMoment.on_date)))
        .where(ContactMoment.trajectory_id == Trajectory.id, ContactMoment.on_date.between(monday, today))
        .correlate(Trajectory)
        .scalar_subquery()
    )
    return named_for(actor, household_key(), logged).where(Trajectory.closed_on.is_(None))


@lru_cache(maxsize=1024)
def _to_log(actor: Actor) -> Columns:
    asked, others = Trajectory.id == bindparam("trajectory_id"), Trajectory.closed_on.is_(None)
    if actor.kind is not RoleKind.VOLUNTEER:
        one = aliased(Trajectory)
        household = select(one.household_id).where(one.id == bindparam("trajectory_id")).scalar_subquery()
        others = and_(others, Trajectory.household_id == household)
    return named_for(actor).where(or_(asked, others)).order_by(Trajectory.id)


# Made once: making a statement takes longer than running it.
OF_HOUSEHOLD = Trajectory.household_id == bindparam("household_id")
_NEWEST = ContactMoment.on_date.desc(), ContactMoment.id.desc()
_LAST_TIME = (
    counted(select(ContactMoment.way, ContactMoment.minutes))
    .join(Trajectory, Trajectory.id == ContactMoment.trajectory_id)
    .where(ContactMoment.reached, OF_HOUSEHOLD)
    .order_by(*_NEWEST)
    .limit(1)
    .subquery()
)
_LAST_WAY = (
    counted(select(ContactMoment.way))
    .where(ContactMoment.reached, ContactMoment.author_id == bindparam("author_id"))
    .order_by(*_NEWEST)
    .limit(1)
    .scalar_subquery()
)
_TALKED_ABOUT = (
    counted(select(ContactTopic.topic_id, func.count().label("times")))
    .join(ContactMoment, ContactMoment.id == ContactTopic.contact_id)
    .join(Trajectory, Trajectory.id == ContactMoment.trajectory_id)
    .where(OF_HOUSEHOLD)
    .group_by(ContactTopic.topic_id)
    .subquery()
)
_WAY = func.coalesce(_LAST_TIME.c.way, _LAST_WAY).label("way")
SUGGESTIONS = (
    select(Topic.id, Topic.name, Topic.name_en, _WAY, _LAST_TIME.c.minutes)
    .outerjoin(_LAST_TIME, true())
    .outerjoin(_TALKED_ABOUT, _TALKED_ABOUT.c.topic_id == Topic.id)
    .where(Topic.active)
    .order_by(func.coalesce(_TALKED_ABOUT.c.times, 0).desc(), Topic.position, Topic.id)
)
