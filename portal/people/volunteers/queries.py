"""Reads of volunteers for the coordinator's list, and of the own record."""

from dataclasses import dataclass

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import contains_eager, selectinload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.named import found_by
from portal.organisation.models import Language
from portal.people.models.people import User, Volunteer
from portal.people.queries import volunteers_visible_to


@dataclass(frozen=True)
class VolunteersAsked:
    """Which volunteers are asked for; `search` is a part of each word of a name, or of the e-mail address."""

    search: str | None = None
    status: str | None = None
    function: str | None = None


def volunteer_rows(actor: Actor, asked: VolunteersAsked, after: int | None, limit: int) -> list[Volunteer]:
    """The volunteers of the own location by last name, those behind the volunteer `after`."""
    statement = volunteers_visible_to(actor).join(Volunteer.user).options(contains_eager(Volunteer.user))
    if asked.search:
        statement = statement.where(found_by(asked.search, User.name_key, User.email))
    if asked.status:
        statement = statement.where(Volunteer.status == asked.status)
    if asked.function:
        statement = statement.where(Volunteer.function == asked.function)
    order = (User.name_key, Volunteer.id)
    if after is not None:
        place = db.session.execute(
            volunteers_visible_to(actor).join(Volunteer.user).where(Volunteer.id == after).with_only_columns(*order)
        ).first()
        if place is not None:
            statement = statement.where(tuple_(*order) > tuple_(*place))
    return list(db.session.scalars(statement.order_by(*order).limit(limit)).unique())


def absence_planned_by(actor: Actor) -> Select[Volunteer]:
    """The volunteers whose absence this person may plan: the own location's, or oneself."""
    if actor.kind is RoleKind.VOLUNTEER:
        return (
            select(Volunteer)
            .options(selectinload(Volunteer.languages), selectinload(Volunteer.absences))
            .where(Volunteer.id == actor.volunteer_id)
        )
    return volunteers_visible_to(actor)


def own_record(actor: Actor) -> Volunteer | None:
    """The person's own record as a volunteer, in that role; None in any other."""
    if actor.kind is not RoleKind.VOLUNTEER:
        return None
    return db.session.scalars(absence_planned_by(actor)).first()


def languages() -> list[Language]:
    """All languages by their Dutch name."""
    return list(db.session.scalars(select(Language).order_by(Language.name_key)))
