"""Reads of questions for room, each built on `visible_to(actor)`."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload

from portal.access import Actor, RoleKind
from portal.capacity_questions.models import CapacityQuestion
from portal.capacity_questions.rules import HOLDS_FOR
from portal.days import day_of
from portal.db import db
from portal.organisation.models import LocationMunicipality, NeighbourhoodTeam
from portal.people.roles.queries import roles_at_location


def visible_to(actor: Actor) -> Select[CapacityQuestion]:
    """The questions this person may see: a coordinator those of the own location, a team member those to the team."""
    statement = select(CapacityQuestion).options(
        joinedload(CapacityQuestion.team),
        joinedload(CapacityQuestion.location),
        joinedload(CapacityQuestion.asked_by),
        joinedload(CapacityQuestion.answered_by),
    )
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(CapacityQuestion.location_id == actor.location_id)
    if actor.kind is RoleKind.TEAM_MEMBER and actor.team_id is not None:
        return statement.where(CapacityQuestion.team_id == actor.team_id)
    return statement.where(false())


def listed(actor: Actor, after: int | None, size: int) -> list[CapacityQuestion]:
    """A page of the questions somebody may see, newest first, one row more than it holds. `after` is the key of the
    last row of the page before."""
    statement = visible_to(actor).order_by(CapacityQuestion.id.desc()).limit(size + 1)
    if after is not None:
        statement = statement.where(CapacityQuestion.id < after)
    return list(db.session.scalars(statement))


def unanswered(actor: Actor) -> bool:
    """Whether somebody waits for an answer of this team."""
    return db.session.scalar(visible_to(actor).where(CapacityQuestion.answer.is_(None)).limit(1)) is not None


def by_submission_key(asker_id: int, key: str) -> CapacityQuestion | None:
    """The question somebody already asked with the form of this key (rule 10)."""
    return db.session.scalars(
        select(CapacityQuestion).where(CapacityQuestion.asked_by_id == asker_id, CapacityQuestion.submission_key == key)
    ).first()


def teams_near(location_id: int | None, today: date) -> list[NeighbourhoodTeam]:
    """The teams a location can ask: those of the municipalities it serves, that work today."""
    served = select(LocationMunicipality.municipality_id).where(LocationMunicipality.location_id == location_id)
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .options(joinedload(NeighbourhoodTeam.municipality))
            .where(
                NeighbourhoodTeam.municipality_id.in_(served),
                or_(NeighbourhoodTeam.ended_on.is_(None), NeighbourhoodTeam.ended_on > today),
            )
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def last_answers(location_id: int, team_ids: Iterable[int], at: date) -> dict[int, CapacityQuestion]:
    """Team → what it last answered to a location, as long as that still says something."""
    rows = db.session.scalars(
        select(CapacityQuestion)
        .where(
            CapacityQuestion.location_id == location_id,
            CapacityQuestion.team_id.in_(list(team_ids)),
            CapacityQuestion.answer.is_not(None),
        )
        .order_by(CapacityQuestion.answered_at, CapacityQuestion.id)
    )
    answered = ((row, day_of(row.answered_at)) for row in rows)
    return {row.team_id: row for row, day in answered if day is not None and day >= at - HOLDS_FOR}


def askers_of(question: CapacityQuestion) -> list[int]:
    """The role of who asked; those of all coordinators of the location when that person coordinates there no more."""
    return roles_at_location(question.location_id, [question.asked_by_id]) or roles_at_location(question.location_id)
