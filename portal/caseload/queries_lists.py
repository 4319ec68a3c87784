"""The coordinator's lists: what asks for attention at a location now.

Each list is one statement; the number on the board counts exactly that statement, so a number is
always the number of rows behind it. The decisions are those of `rules.signals`, said in SQL.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal, select
from sqlalchemy.types import Date

from portal.access import Actor
from portal.caseload.rules import Period, days_within
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.rules import OPEN_STATES
from portal.trajectories.models import Assignment, PlannedSilence, Trajectory
from portal.trajectories.queries import is_visible_to, waiting_at
from portal.trajectories.queries_load import all_phases, by_phase
from portal.trajectories.rules import ENDING_WITHIN_MONTHS, INTAKE_WITHIN_DAYS, months_after

# A statement of (trajectory id, the day or moment the list is about): since when, or until when.
Marked = Select[tuple[int, Any]]


def waiting(actor: Actor, _today: date) -> Marked:
    """Nobody supports it; the day is since when it waits."""
    return waiting_at(actor.location_id).with_only_columns(
        Trajectory.id.label("id"), Trajectory.waiting_since.label("mark")
    )


def without_intake(actor: Actor, today: date) -> Marked:
    """Claimed more than 14 days ago and no intake yet (rule 5); the day is that of the claim."""
    had = exists().where(
        ContactMoment.trajectory_id == Trajectory.id,
        ContactMoment.purpose == "intake",
        ContactMoment.reached,
        ContactMoment.withdrawn_at.is_(None),
    )
    return _claimed(actor, Assignment.starts_on).where(
        Assignment.starts_on < today - timedelta(days=INTAKE_WITHIN_DAYS), ~had
    )


def gone_quiet(actor: Actor, today: date) -> Marked:
    """Silent longer than its phase allows. The day is that of the last contact, or of the claim
    when that came later, moved on by the silence that was planned since."""
    last = (
        select(func.max(ContactMoment.on_date))
        .where(
            ContactMoment.trajectory_id == Trajectory.id,
            ContactMoment.reached,
            ContactMoment.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )
    allowed = by_phase(all_phases(), today, lambda phase: today - timedelta(days=phase.quiet_after_days), Date())
    facts = _claimed(actor, Assignment.starts_on).add_columns(last.label("last"), allowed.label("allowed")).subquery()
    since = case((facts.c.last > facts.c.mark, facts.c.last), else_=facts.c.mark)
    planned = _planned_days(actor, select(facts.c.id, since.label("since")).subquery(), today)
    moved = [(facts.c.id == key, literal(day, Date())) for key, day in planned.items()]
    counted_from = case(*moved, else_=since) if moved else since
    return select(facts.c.id, counted_from.label("mark")).where(counted_from < facts.c.allowed)


def ending(actor: Actor, today: date) -> Marked:
    """Ends within three months, or should have ended; the day is the end."""
    return select(Trajectory.id.label("id"), Trajectory.ends_on.label("mark")).where(
        is_visible_to(actor),
        Trajectory.closed_on.is_(None),
        Trajectory.ends_on <= months_after(today, ENDING_WITHIN_MONTHS),
    )


def open_handovers(actor: Actor, _today: date) -> Marked:
    """A warm handover still asks something of somebody; the day is since when."""
    return (
        select(Trajectory.id.label("id"), WarmHandover.prepared_at.label("mark"))
        .join(WarmHandover, WarmHandover.trajectory_id == Trajectory.id)
        .where(is_visible_to(actor), WarmHandover.state.in_(OPEN_STATES))
    )


LISTS: dict[str, Callable[[Actor, date], Marked]] = {
    "waiting": waiting,
    "without_intake": without_intake,
    "gone_quiet": gone_quiet,
    "ending": ending,
    "open_handovers": open_handovers,
}


def counts(actor: Actor, today: date) -> dict[str, int]:
    """How many rows each list has now, in one statement."""
    numbers = [
        select(func.count()).select_from(build(actor, today).subquery()).scalar_subquery().label(name)
        for name, build in LISTS.items()
    ]
    return dict(db.session.execute(select(*numbers)).one()._mapping)


def _claimed(actor: Actor, mark: Any) -> Marked:
    return (
        select(Trajectory.id.label("id"), mark.label("mark"))
        .join(Assignment, and_(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)))
        .where(is_visible_to(actor), Trajectory.closed_on.is_(None))
    )


def _planned_days(actor: Actor, since: Any, today: date) -> dict[int, date]:
    """Trajectories with planned silence after their last contact → that day, moved on by it. The
    periods may overlap, so their days are counted in Python; few trajectories have any."""
    rows = db.session.execute(
        select(since.c.id, since.c.since, PlannedSilence.starts_on, PlannedSilence.ends_on)
        .join(PlannedSilence, PlannedSilence.trajectory_id == since.c.id)
        .where(PlannedSilence.ends_on > since.c.since, PlannedSilence.starts_on <= today)
    )
    last: dict[int, date] = {}
    periods: dict[int, list[Period]] = defaultdict(list)
    for key, day, starts_on, ends_on in rows:
        last[key] = day
        periods[key].append((starts_on, ends_on))
    return {
        key: day + timedelta(days=days_within(periods[key], day + timedelta(days=1), today))
        for key, day in last.items()
    }
