"""The coordinator's lists: the trajectories that ask for attention at a location now.

Each list is one statement. The number on the board counts that very statement, and so always the rows behind it. The
decisions are those of `rules.signals`, said in SQL.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from portal.access import Actor
from portal.caseload.rules import Period, days_within
from portal.contacts.late import queries as late_queries
from portal.contacts.models import ContactMoment
from portal.db import Columns, days_between, there_is
from portal.handovers.afterwards.queries import came_back
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import OPEN_STATES
from portal.trajectories.load import in_phase
from portal.trajectories.models.configuration import Phase
from portal.trajectories.models.trajectory import Assignment, PlannedSilence, Trajectory
from portal.trajectories.queries import is_visible_to, waiting_at
from portal.trajectories.rules import ENDING_WITHIN_MONTHS, INTAKE_WITHIN_DAYS, months_after
from portal.work import rows

# A statement of (trajectory id, the day or moment the list is about): since when, or until when.
Marked = Select[int, Any]


@lru_cache(maxsize=64)
def waiting(actor: Actor, _today: date) -> Marked:
    """Nobody supports it; the day is since when it waits."""
    return waiting_at(actor.location_id).with_only_columns(
        Trajectory.id.label("id"), Trajectory.waiting_since.label("mark")
    )


@lru_cache(maxsize=64)
def without_intake(actor: Actor, today: date) -> Marked:
    """Claimed more than 14 days ago and no intake yet (rule 5); the day is that of the claim."""
    had = select(ContactMoment.id).where(
        ContactMoment.trajectory_id == Trajectory.id,
        # A bound value finds no index of intakes on SQLite, and `reached` alone another one, of all contacts.
        ContactMoment.purpose == literal_column("'intake'"),
        ContactMoment.reached.is_(True),
        ContactMoment.withdrawn_at.is_(None),
    )
    return _claimed(actor).where(
        Assignment.starts_on < today - timedelta(days=INTAKE_WITHIN_DAYS), ~there_is(had.correlate(Trajectory))
    )


def gone_quiet(actor: Actor, today: date) -> Marked:
    """Silent longer than its phase allows. The day is that of the last contact, or of a later claim, moved on by the
    silence that was planned since."""
    return _quiet(actor, *_with_plans(actor, today), today)


@lru_cache(maxsize=64)
def ending(actor: Actor, today: date) -> Marked:
    """Ends within three months, or should have ended; the day is the end."""
    return select(Trajectory.id.label("id"), Trajectory.ends_on.label("mark")).where(
        is_visible_to(actor),
        Trajectory.closed_on.is_(None),
        Trajectory.ends_on <= months_after(today, ENDING_WITHIN_MONTHS),
    )


@lru_cache(maxsize=64)
def open_handovers(actor: Actor, _today: date) -> Marked:
    """A warm handover still asks something of somebody; the day is since when."""
    return (
        select(Trajectory.id.label("id"), WarmHandover.prepared_at.label("mark"))
        .join(WarmHandover, WarmHandover.trajectory_id == Trajectory.id)
        .where(*_handover_here(actor), WarmHandover.state.in_(OPEN_STATES))
    )


@lru_cache(maxsize=64)
def not_arrived(actor: Actor, _today: date) -> Marked:
    """Handed over, and the household did not arrive at the team; the day is that of the check."""
    return (
        select(Trajectory.id.label("id"), WarmHandover.checked_at.label("mark"))
        .join(WarmHandover, WarmHandover.trajectory_id == Trajectory.id)
        .where(*_handover_here(actor), came_back())
    )


LISTS: dict[str, Callable[[Actor, date], Marked]] = {
    "waiting": waiting,
    "without_intake": without_intake,
    "gone_quiet": gone_quiet,
    "ending": ending,
    "open_handovers": open_handovers,
    "not_arrived": not_arrived,
}


def counts(actor: Actor, today: date) -> dict[str, int]:
    """How many rows each list has now, and as "late" how many late contacts wait; in one statement."""
    lists = tuple(build(actor, today) for build in LISTS.values())
    return dict(zip((*LISTS, "late"), rows(_counting((*lists, late_queries.waiting(actor))))[0], strict=True))


@lru_cache(maxsize=64)
def _counting(lists: tuple[Columns, ...]) -> Columns:
    return select(*(select(func.count()).select_from(each.subquery()).scalar_subquery() for each in lists))


def _handover_here(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """A visible trajectory with a handover of the location: those are few beside all trajectories there ever were."""
    return is_visible_to(actor), WarmHandover.location_id == actor.location_id


def _claimed(actor: Actor) -> Marked:
    return (
        select(Trajectory.id.label("id"), Assignment.starts_on.label("mark"))
        .join(Assignment, and_(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)))
        .where(is_visible_to(actor), Trajectory.closed_on.is_(None))
    )


def _last_contacts(actor: Actor, today: date, *which: ColumnElement[bool]) -> Subquery:
    """When each claimed trajectory went silent, and after how many days that is too long."""
    last_since_claim = (
        select(ContactMoment.on_date)
        .where(
            ContactMoment.trajectory_id == Trajectory.id,
            ContactMoment.on_date > Assignment.starts_on,
            ContactMoment.reached,
            ContactMoment.withdrawn_at.is_(None),
        )
        .order_by(ContactMoment.on_date.desc())
        .limit(1)
        .scalar_subquery()
    )
    since = func.coalesce(last_since_claim, Assignment.starts_on)
    allowed = in_phase(Phase.quiet_after_days, literal(today, Date()))
    facts = _claimed(actor).with_only_columns(Trajectory.id, since.label("since"), allowed.label("allowed"))
    # The offset keeps a database from working out `since` at each place that reads it.
    return facts.where(*which).offset(0).subquery()


@lru_cache(maxsize=64)
def _quiet(actor: Actor, planned: tuple[int, ...], moved: tuple[tuple[int, date], ...], today: date) -> Marked:
    """Those without a plan in one condition, and those with one as Python found them: at a large location hundreds have
    planned a silence."""
    facts = _last_contacts(actor, today)
    plain = select(facts.c.id, facts.c.since.label("mark")).where(
        days_between(literal(today, Date()), facts.c.since) > facts.c.allowed
    )
    if not planned:
        return plain
    plain = plain.where(facts.c.id.not_in(planned))
    if not moved:
        return plain
    days = case(*((Trajectory.id == key, literal(day, Date())) for key, day in moved))
    by_plan = select(Trajectory.id, days.label("mark")).where(Trajectory.id.in_([key for key, _day in moved]))
    found = union_all(plain, by_plan).subquery("quiet")
    return select(found.c.id, found.c.mark)


def _with_plans(actor: Actor, today: date) -> tuple[tuple[int, ...], tuple[tuple[int, date], ...]]:
    """The trajectories with planned silence after their last contact; and those of them that are quiet all the same,
    with that day moved on by the plan. The periods may overlap, so their days are counted in Python."""
    last: dict[int, tuple[date, int]] = {}
    periods: dict[int, list[Period]] = defaultdict(list)
    for key, day, allowed, starts_on, ends_on in rows(_planned(actor, today)):
        last[key] = day, allowed
        periods[key].append((starts_on, ends_on))
    moved = {
        key: day + timedelta(days=days_within(periods[key], day + timedelta(days=1), today))
        for key, (day, _allowed) in sorted(last.items())
    }
    return tuple(moved), tuple((key, day) for key, day in moved.items() if (today - day).days > last[key][1])


@lru_cache(maxsize=64)
def _planned(actor: Actor, today: date) -> Columns:
    plans = PlannedSilence.trajectory_id == Trajectory.id, PlannedSilence.starts_on <= today
    # Only of those with a plan it is looked up when they went silent.
    facts = _last_contacts(actor, today, there_is(select(PlannedSilence.id).where(*plans).correlate(Trajectory)))
    return (
        select(facts.c.id, facts.c.since, facts.c.allowed, PlannedSilence.starts_on, PlannedSilence.ends_on)
        .join(PlannedSilence, PlannedSilence.trajectory_id == facts.c.id)
        .where(PlannedSilence.ends_on > facts.c.since, PlannedSilence.starts_on <= today)
    )
