"""Reads of the configuration. Nothing here is about a client."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from portal.admin.languages.queries import to_check
from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.db import db
from portal.handovers.terms.models import FreeDay
from portal.organisation.models import Coverage, Location, Municipality, NeighbourhoodTeam
from portal.paper.sentences import LANGUAGES
from portal.people.mail.queries import outbox
from portal.people.models.people import Role, User
from portal.trajectories.models.configuration import DurationRule, Topic, TrajectoryType
from portal.trajectories.rules import months_after

# Deadlines change every year (domain.md section 5): what was verified longer ago asks for a look.
VERIFY_EVERY_MONTHS = 12


@dataclass(frozen=True)
class Part:
    """A part of the configuration: how many there are, and how many of them ask for attention."""

    count: int
    attention: int = 0


def overview(today: date) -> dict[str, Part]:
    """Every part by its name, in a fixed number of queries."""
    due, mail = verify_before(today), outbox()
    return {
        "users": Part(_count(User, User.active), _count(User, User.active, ~_has_role())),
        "locations": Part(_count(Location)),
        "municipalities": Part(_count(Municipality)),
        "types": Part(_count(TrajectoryType, TrajectoryType.active)),
        "rules": Part(
            _count(DurationRule, DurationRule.ended_on.is_(None)),
            _count(DurationRule, DurationRule.ended_on.is_(None), _unverified(DurationRule.verified_on, due)),
        ),
        "checklists": Part(
            _count(ChecklistTemplate, ChecklistTemplate.status == "current"),
            _count(
                TemplateItem,
                _unverified(TemplateItem.verified_on, due),
                exists().where(ChecklistTemplate.id == TemplateItem.template_id, ChecklistTemplate.status == "current"),
            ),
        ),
        "days": Part(_count(FreeDay, FreeDay.day >= today)),
        "topics": Part(_count(Topic, Topic.active)),
        "teams": Part(
            _count(NeighbourhoodTeam, NeighbourhoodTeam.ended_on.is_(None)),
            _count(NeighbourhoodTeam, NeighbourhoodTeam.ended_on.is_(None), ~covers(today)),
        ),
        "mail": Part(mail.waiting, mail.given_up),
        "languages": Part(len(LANGUAGES), to_check()),
    }


def verify_before(today: date) -> date:
    """Rows that were verified before this day, or never, ask for a look."""
    return months_after(today, -VERIFY_EVERY_MONTHS)


def covers(today: date) -> Any:
    """SQL: the team covers some postcode area on a day."""
    return exists().where(
        and_(
            Coverage.team_id == NeighbourhoodTeam.id,
            Coverage.valid_from <= today,
            or_(Coverage.valid_until.is_(None), Coverage.valid_until > today),
        )
    )


def location_names() -> list[tuple[int, str]]:
    """Key and name of every location, by name."""
    return _names(select(Location.id, Location.name).order_by(Location.name_key))


def municipality_names() -> list[tuple[int, str]]:
    """Key and name of every municipality, by name."""
    return _names(select(Municipality.id, Municipality.name).order_by(Municipality.name_key))


def team_names() -> list[tuple[int, str]]:
    """Key, and name with municipality, of every team that works."""
    statement = (
        select(NeighbourhoodTeam.id, NeighbourhoodTeam.name + ", " + Municipality.name)
        .join(Municipality, Municipality.id == NeighbourhoodTeam.municipality_id)
        .where(NeighbourhoodTeam.ended_on.is_(None))
        .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
    )
    return _names(statement)


def _names(statement: Select[int, str]) -> list[tuple[int, str]]:
    return [(key, name) for key, name in db.session.execute(statement)]


def _has_role() -> Any:
    return exists().where(Role.user_id == User.id, Role.ended_on.is_(None))


def _unverified(column: Any, due: date) -> Any:
    return or_(column.is_(None), column < due)


def _count(entity: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count(entity.id)).where(*conditions)) or 0
