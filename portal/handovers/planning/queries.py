"""Reads of the handovers that come near: the next step of each, late steps first.
`planning.rules` decides. Here its decisions stand in SQL, as far as they filter, sort and page a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.db import Columns
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import NotGoing
from portal.handovers.path import INTERNAL, OPEN_STATES
from portal.handovers.planning.rules import (
    DONE_IN,
    INSIDE,
    ONE_DAY,
    TO_OTHERS,
    NextStep,
    PlannedStep,
    TimeFacts,
    comes_near,
    next_step,
    plan_of,
)
from portal.people.models.people import User, Volunteer
from portal.positions import position_in
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import Current, NamedTrajectory, named_for
from portal.trajectories.queries import is_visible_to
from portal.work import rows

# The handover with which the support ends. After a consultation it goes on.
Ending = aliased(WarmHandover)
# The location says nothing more; by it PostgreSQL does not read the open handovers of every other.
OF_TRAJECTORY = and_(
    Ending.trajectory_id == Trajectory.id,
    Ending.location_id == Trajectory.location_id,
    Ending.state.in_(OPEN_STATES),
    Ending.variant != "C",
)


@dataclass(frozen=True)
class Coming(NamedTrajectory):
    """A trajectory whose end comes near, by name: what it is, who supports it, and what is to be done now.
    `client_id` is the first adult who was not asked for consent."""

    volunteer: str | None
    type_name: str
    type_name_en: str | None
    ends_with: str
    ends_on: date
    reference: str | None
    path: str | None
    state: str | None
    draft_read_on: date | None
    client_id: int | None

    def step(self, today: date) -> NextStep | None:
        """The step to take now."""
        facts = TimeFacts(self.state, self.client_id is None, self.draft_read_on is not None)
        return next_step(plan_of(self.ends_with, self.path), facts, self.starts_on, self.ends_on, today)


@dataclass(frozen=True)
class Counts:
    """How many trajectories come near, and of how many a step is late."""

    all: int
    late: int


def next_steps(keys: Sequence[int], today: date) -> dict[int, NextStep]:
    """The next step of each of these open trajectories that comes near, by its key, in one statement. The reader was
    allowed to see them."""
    found = {}
    for row in rows(STEPS, keys=keys):
        plan = plan_of(row.ends_with, row.path)
        if comes_near(plan, row.starts_on, row.ends_on, today):
            facts = TimeFacts(row.state, row.client_id is None, row.draft_read_on is not None)
            found[row.id] = next_step(plan, facts, row.starts_on, row.ends_on, today)
    return {key: step for key, step in found.items() if step is not None}


def coming_keys(actor: Actor, today: date, late: bool, after: str | None, size: int) -> list[Any]:
    """A page of the trajectories that come near, one more than it holds: late first, then by their end. `after` is
    the position of the last row of the page before."""
    rank = case((_overdue(today), 0), else_=1)
    statement = _coming(actor, today, Trajectory.id, Trajectory.ends_on, rank.label("rank"))
    if late:
        statement = statement.where(_overdue(today))
    place = position_in(after or "", int, date, int)
    if place is not None:
        ranked, day, key = place
        behind = or_(Trajectory.ends_on > day, and_(Trajectory.ends_on == day, Trajectory.id > key))
        statement = statement.where(or_(rank > ranked, and_(rank == ranked, behind)))
    return rows(statement.order_by(rank, Trajectory.ends_on, Trajectory.id).limit(size + 1))


def coming(actor: Actor, keys: Sequence[int]) -> list[Coming]:
    """These trajectories with everything their rows show, in the order of the keys."""
    found = {row[0]: Coming(*row) for row in rows(_named(actor), keys=keys)}
    return [found[key] for key in keys if key in found]


def counts(actor: Actor, today: date) -> Counts:
    """How many rows the list has."""
    late = func.count(case((_overdue(today), 1)))
    return Counts(*rows(_coming(actor, today, func.count(), late))[0])


def _coming(actor: Actor, today: date, *columns: Any) -> Columns:
    """The trajectories of which the first step of the handover is due. They are open, or closed and handed over once
    more because the household did not arrive."""
    near = [and_(inside, Trajectory.ends_on <= plan[0].last_end(today)) for plan, inside in _plans()]
    return _with_handover(select(*columns).select_from(Trajectory)).where(
        is_visible_to(actor),
        or_(Trajectory.closed_on.is_(None), Ending.id.is_not(None)),
        Trajectory.starts_on <= today,
        or_(*near),
    )


def _overdue(today: date) -> ColumnElement[bool]:
    """Whether the day of a step passed that was not taken. The days of a plan never go back, so then the day of
    the first such step passed too. Nothing is late before the day after the support began."""
    yesterday = today - ONE_DAY
    late = [
        and_(inside, _undone(step), Trajectory.ends_on <= step.last_end(yesterday))
        for plan, inside in _plans()
        for step in plan
    ]
    return and_(Trajectory.starts_on < today, or_(false(), *late))


def _plans() -> tuple[tuple[Sequence[PlannedStep], ColumnElement[bool]], ...]:
    """Each plan, and whether it is that of the row: by its handover, else by its type."""
    begun = Ending.id.is_not(None)
    internal, others = (
        TrajectoryType.ends_with == "internal_handover",
        TrajectoryType.ends_with == "neighbourhood_handover",
    )
    return (
        (TO_OTHERS, or_(and_(begun, Ending.kind != INTERNAL), and_(~begun, others))),
        (INSIDE, or_(and_(begun, Ending.kind == INTERNAL), and_(~begun, internal))),
    )


def _undone(step: PlannedStep) -> ColumnElement[bool]:
    none = Ending.id.is_(None)
    if step.code == "start":
        return none
    said = {"consent": ~NOT_ASKED, "draft": Ending.draft_read_on.is_not(None)}.get(step.code, false())
    return or_(none, ~or_(Ending.state.in_(DONE_IN[step.code]), said))


def _with_handover(statement: Columns) -> Columns:
    return statement.join(TrajectoryType, TrajectoryType.id == Trajectory.type_id).outerjoin(Ending, OF_TRAJECTORY)


def _unasked(column: Any) -> Columns:
    """The adults of a household who were not asked: no consent stands for the recipient, and they do not stay out."""
    standing = exists().where(
        Consent.client_id == Client.id,
        Consent.withdrawn_at.is_(None),
        or_(Consent.team_id == Ending.team_id, Consent.organisation_id == Ending.organisation_id),
    )
    out = exists().where(NotGoing.client_id == Client.id, NotGoing.handover_id == Ending.id)
    # Two levels down a statement is not correlated by itself: it would ask about any handover.
    standing, out = (each.correlate(Client, Ending) for each in (standing, out))
    lives = Client.household_id == Trajectory.household_id, Client.left_on.is_(None)
    return select(column).where(*lives, ~standing, ~out).correlate(Trajectory, Ending)


NOT_ASKED = _unasked(Client.id).exists()
PATH = Ending.kind.label("path")
_STANDS = (
    TrajectoryType.ends_with,
    Trajectory.ends_on,
    Ending.reference,
    PATH,
    Ending.state,
    Ending.draft_read_on,
    _unasked(func.min(Client.id)).scalar_subquery().label("client_id"),
)
KEYS = bindparam("keys", type_=Integer, expanding=True)
# Made once: making a statement takes longer than running it.
STEPS = _with_handover(select(Trajectory.id, Trajectory.starts_on, *_STANDS).select_from(Trajectory)).where(
    Trajectory.id.in_(KEYS)
)


@lru_cache(maxsize=64)
def _named(actor: Actor) -> Columns:
    who = User.name
    statement = named_for(actor, who, TrajectoryType.name, TrajectoryType.name_en, *_STANDS)
    return (
        _with_handover(statement.outerjoin(Volunteer, Volunteer.id == Current.volunteer_id))
        .outerjoin(User, User.id == Volunteer.user_id)
        .where(Trajectory.id.in_(KEYS))
    )
