"""Reads of who offers fewer hours for a while, and of the reasons to choose from."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.people.models.people import User, Volunteer
from portal.people.models.reductions import Reduction, ReductionReason
from portal.people.queries import volunteers_visible_to
from portal.people.reductions.rules import AHEAD, Turn, turns
from portal.people.rules import WHOLE
from portal.work import fetch_all


def absence_planned_by(actor: Actor) -> Select[Volunteer]:
    """The volunteers whose absence this person may plan: the own location's, or oneself."""
    if actor.kind is RoleKind.VOLUNTEER:
        return (
            select(Volunteer)
            .options(selectinload(Volunteer.languages), selectinload(Volunteer.reductions))
            .where(Volunteer.id == actor.volunteer_id)
        )
    return volunteers_visible_to(actor)


def changed_by(actor: Actor) -> Select[Reduction]:
    """The reductions that this person may change: all of the own location, or one's own absence. A volunteer agrees
    with the coordinator on fewer hours."""
    theirs = absence_planned_by(actor).with_only_columns(Volunteer.id)
    statement = select(Reduction).where(Reduction.volunteer_id.in_(theirs))
    return statement.where(Reduction.percentage == WHOLE) if actor.kind is RoleKind.VOLUNTEER else statement


def within_a_week(actor: Actor, today: date) -> list[tuple[Turn, Reduction]]:
    """Who begins, ends or asks for a look within a week among the volunteers of the own location, by day and name."""
    here = volunteers_visible_to(actor).where(Volunteer.status != "inactive").with_only_columns(Volunteer.id)
    statement = (
        select(Reduction)
        .join(Reduction.volunteer)
        .join(Volunteer.user)
        .options(contains_eager(Reduction.volunteer).contains_eager(Volunteer.user))
        .where(Reduction.volunteer_id.in_(here), _turns(today))
        .order_by(User.name_key, Reduction.id)
    )
    found = [(turn, row) for row in fetch_all(statement) for turn in turns(row.days, today)]
    return sorted(found, key=lambda each: each[0].day)


def _turns(today: date) -> ColumnElement[bool]:
    """The same as that `rules.turns` gives something."""
    goes_on = or_(Reduction.ends_on.is_(None), Reduction.ends_on >= today)
    soon = today + AHEAD
    begins = and_(Reduction.starts_on >= today, Reduction.starts_on <= soon)
    return and_(goes_on, or_(begins, Reduction.review_on <= soon, Reduction.ends_on <= soon))


def offered_reasons() -> list[ReductionReason]:
    """The reasons to choose from, in their order."""
    statement = select(ReductionReason).where(ReductionReason.active)
    return list(db.session.scalars(statement.order_by(ReductionReason.position, ReductionReason.id)))
