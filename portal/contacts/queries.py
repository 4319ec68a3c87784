"""Reads of contact moments, each built on who may see the trajectory."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.access import Actor
from portal.contacts import rules
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import Topic
from portal.trajectories.queries import is_visible_to
from portal.work import rows


def visible_to(actor: Actor) -> Select[tuple[ContactMoment]]:
    """The contacts of the trajectories whose file this person may open (rule 3), withdrawn ones
    too: they show as withdrawn and count nowhere (`counted`)."""
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


def counted(statement: Select[Any]) -> Select[Any]:
    """Only contacts that count: a withdrawn one counts nowhere."""
    return statement.where(ContactMoment.withdrawn_at.is_(None))


def newest_first(actor: Actor, trajectory_id: int, after: str | None, size: int) -> list[ContactMoment]:
    """One page of the contacts of a trajectory and one more, newest first, behind the key `after`."""
    statement = (
        visible_to(actor)
        .where(ContactMoment.trajectory_id == trajectory_id)
        .order_by(ContactMoment.on_date.desc(), ContactMoment.id.desc())
        .limit(size + 1)
    )
    place = rules.place_from(after) if after else None
    if place is not None:
        day, number = place
        statement = statement.where(
            or_(ContactMoment.on_date < day, and_(ContactMoment.on_date == day, ContactMoment.id < number))
        )
    return list(db.session.scalars(statement))


def by_submission_key(author_id: int, key: str) -> ContactMoment | None:
    """What an author already stored under a submission key (rule 10)."""
    return db.session.scalars(
        select(ContactMoment)
        .where(ContactMoment.author_id == author_id, ContactMoment.submission_key == key)
        .options(selectinload(ContactMoment.topics))
    ).first()


def last_way(author_id: int) -> str | None:
    """How this author last had contact, whomever with."""
    return next((way for (way,) in rows(LAST_WAY, author_id=author_id)), None)


def topics() -> list[Any]:
    """The topics in use, in their order, each with `id`, `name` and `name_en`."""
    return rows(TOPICS_IN_USE)


def all_topics() -> dict[int, Topic]:
    """Every topic by its key, also those no longer in use: earlier contacts were about them."""
    return {topic.id: topic for topic in db.session.scalars(select(Topic).order_by(Topic.position, Topic.id))}


# Made once: making a statement takes longer than running it.
LAST_WAY = (
    counted(select(ContactMoment.way))
    .where(ContactMoment.author_id == bindparam("author_id"))
    .order_by(ContactMoment.id.desc())
    .limit(1)
)
TOPICS_IN_USE = select(Topic.id, Topic.name, Topic.name_en).where(Topic.active).order_by(Topic.position, Topic.id)
