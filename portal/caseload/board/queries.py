"""The board: what each volunteer of a location offers and carries, grouped by where their free hours are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import ColumnElement, false, func, select

from portal.access import Actor
from portal.caseload.board.rules import BoardAsked, Group, grouped, listed, shown
from portal.caseload.capacity import queries as capacity
from portal.caseload.capacity.queries import KEYS, Team
from portal.caseload.capacity.rules import Sums, VolunteerNumbers, summed
from portal.contacts.models import ContactMoment
from portal.db import Columns, db
from portal.named import found_by
from portal.people.models.people import User, Volunteer
from portal.people.queries import volunteers_visible_to
from portal.trajectories.models.trajectory import Trajectory
from portal.work import rows

NEVER = date.min


@dataclass(frozen=True)
class BoardPage:
    """Volunteers in groups, the key of the last of them where more follow, and the sums of the whole selection. `there`
    are the volunteers the board counts: who stopped only while they support somebody. Each volunteer on the page has a
    last activity, and the hours of each household; all bars share `scale`, in hours a week."""

    groups: list[Group]
    next_after: int | None
    sums: Sums
    team: Team
    there: list[VolunteerNumbers]
    last_activity: dict[int, date]
    blocks: dict[int, list[Decimal]]
    scale: Decimal


def board_page(actor: Actor, today: date, asked: BoardAsked, size: int, function_words: Mapping[str, str]) -> BoardPage:
    """One page of the volunteers of the coordinator's location. `function_words` are the names of the functions in the
    reader's language, by which that column sorts."""
    team = capacity.team(actor, today)
    there = [row for row in team.rows if row.status != "inactive" or row.households]
    searched = _found(actor, asked.search) if asked.search else None
    chosen = shown(team.rows if asked.shown == "gestopt" else there, asked, team.parts, searched)
    last = last_activity([row.id for row in chosen]) if asked.sort.endswith("laatst") else {}
    order = listed(chosen, asked.sort, team.parts, function_words, last)
    place = next((place + 1 for place, row in enumerate(order) if row.id == asked.after), 0)
    page = order[place : place + size]
    keys = [row.id for row in page]
    sums = summed(chosen, team.parts)
    return BoardPage(
        groups=grouped(page, sums, team.parts, asked.sort),
        next_after=keys[-1] if place + size < len(order) else None,
        sums=sums,
        team=team,
        there=there,
        last_activity=last or last_activity(keys),
        blocks=capacity.blocks(keys, today),
        scale=max((max(row.offered, row.expected) for row in there), default=Decimal(1)) or Decimal(1),
    )


def has_volunteers(actor: Actor) -> bool:
    """Whether the location has any volunteer, also one that stopped."""
    return bool(db.session.scalar(select(volunteers_visible_to(actor).exists())))


def _found(actor: Actor, search: str) -> set[int]:
    named = volunteers_visible_to(actor).with_only_columns(Volunteer.id).join(User, User.id == Volunteer.user_id)
    return {row.id for row in rows(named.where(found_by(search, User.name_key)))}


def last_activity(volunteer_ids: Sequence[int]) -> dict[int, date]:
    """The day of the last contact that each of these volunteers logged for a household of their location, by their key;
    NEVER for who logged none. The reader may see them."""
    return {row.id: row.last_on or NEVER for row in rows(_last(), keys=volunteer_ids)}


@lru_cache(maxsize=1)
def _last() -> Columns:
    return select(Volunteer.id, _last_activity().label("last_on")).where(Volunteer.id.in_(KEYS))


def _last_activity() -> ColumnElement[date]:
    """The day of the last contact a volunteer logged for a household of the location.

    Looks from the last one back, and asks of each where it was: nearly always the first one is it. With a join, or a
    plain comparison, PostgreSQL expects that few are, and reads and sorts all there are.
    """
    place = select(Trajectory.location_id).where(Trajectory.id == ContactMoment.trajectory_id).scalar_subquery()
    return (
        select(ContactMoment.on_date)
        .where(
            ContactMoment.author_id == Volunteer.user_id,
            ContactMoment.withdrawn_at.is_(None),
            func.coalesce(place == Volunteer.location_id, false()),
        )
        .order_by(ContactMoment.on_date.desc())
        .limit(1)
        .scalar_subquery()
    )
