"""The numbers of the volunteers of a location, in one statement, beside what waits there.

Hours are hundredths of an hour a week in SQL (see `trajectories.load`), so that sums are exact on every database.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, func, literal, select

from portal.access import Actor
from portal.caseload.capacity import rules
from portal.caseload.capacity.rules import VolunteerNumbers
from portal.caseload.demand.queries import waiting
from portal.caseload.demand.rules import Easiest, Waits, easiest
from portal.db import Columns
from portal.people.models.people import User, Volunteer
from portal.people.queries import away_until, offered_on, volunteers_visible_to
from portal.refusals import NotVisible
from portal.trajectories.load import HOURS, caseloads, hours, in_phase
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import rows

KEYS = bindparam("keys", type_=Integer, expanding=True)


@dataclass(frozen=True)
class Team:
    """The volunteers of a location and what waits there on a day."""

    rows: list[VolunteerNumbers]
    waiting: list[Waits]
    today: date

    @cached_property
    def easiest(self) -> list[Easiest]:
        """The least that waits asks of each function."""
        return easiest(self.waiting)

    @cached_property
    def parts(self) -> dict[int, str]:
        """The part in which the free hours of each volunteer fall, by their key."""
        return {row.id: rules.part_of(row, self.easiest, self.today) for row in self.rows}

    @cached_property
    def usable(self) -> list[VolunteerNumbers]:
        """Who could claim something that waits."""
        return [row for row in self.rows if self.parts[row.id] == "usable"]


def team(actor: Actor, today: date) -> Team:
    """The volunteers of the coordinator's location, and what waits there."""
    return Team([_numbers(row) for row in rows(_volunteers(actor, today))], waiting(actor.location_id, today), today)


def of_volunteer(actor: Actor, volunteer_id: int, today: date) -> VolunteerNumbers:
    """The numbers of one volunteer the coordinator may see. Raises NotVisible for another."""
    found = rows(_volunteers(actor, today, one=True), volunteer_id=volunteer_id)
    if not found:
        raise NotVisible
    return _numbers(found[0])


# The hours that each household of these volunteers asks, the longest supported first.
BLOCKS = (
    select(Assignment.volunteer_id, Trajectory.household_id, func.sum(in_phase(HOURS)).label("hours"))
    .join(Trajectory, Trajectory.id == Assignment.trajectory_id)
    .where(Assignment.volunteer_id.in_(KEYS), Assignment.ends_on.is_(None), Trajectory.closed_on.is_(None))
    .group_by(Assignment.volunteer_id, Trajectory.household_id)
    .order_by(Assignment.volunteer_id, func.min(Assignment.starts_on), Trajectory.household_id)
)


def blocks(volunteer_ids: Sequence[int], today: date) -> dict[int, list[Any]]:
    """The hours a week that each household of these volunteers asks, by the volunteer. The reader may see them."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows(BLOCKS, keys=volunteer_ids, today=today):
        found[row.volunteer_id].append(hours(row.hours))
    return found


@lru_cache(maxsize=64)
def _volunteers(actor: Actor, today: date, one: bool = False) -> Columns:
    """Each volunteer the coordinator may see, or one of them, with their numbers. Kept, for it is the same on every
    page of a day and costly to build."""
    day = literal(today, Date())
    load = caseloads(day, Trajectory.location_id == actor.location_id).subquery("load")
    statement = (
        volunteers_visible_to(actor)
        .with_only_columns(
            *(Volunteer.id, User.name.label("name"), User.name_key, Volunteer.function, Volunteer.status),
            *(Volunteer.conduct_certificate_seen_on, Volunteer.confidentiality_signed_on, Volunteer.basic_course_on),
            away_until(day).label("absent_until"),
            offered_on(day).label("said"),
            *(load.c.expected, load.c.households, Volunteer.max_households),
        )
        .join(User, User.id == Volunteer.user_id)
        .outerjoin(load, load.c.volunteer_id == Volunteer.id)
    )
    return statement.where(Volunteer.id == bindparam("volunteer_id", type_=Integer)) if one else statement


def _numbers(row: Any) -> VolunteerNumbers:
    return VolunteerNumbers(
        id=row.id,
        name=row.name,
        name_key=row.name_key,
        function=row.function,
        status=row.status,
        certificate_seen_on=row.conduct_certificate_seen_on,
        confidentiality_signed_on=row.confidentiality_signed_on,
        basic_course_on=row.basic_course_on,
        absent_until=row.absent_until,
        said=hours(row.said),
        expected=hours(row.expected),
        households=row.households or 0,
        max_households=row.max_households,
    )
