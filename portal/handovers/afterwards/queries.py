"""Reads of what comes after a handover: what is to be asked now, and what came back."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased

from portal.access import Actor
from portal.days import AMSTERDAM, day_of
from portal.db import Columns, db
from portal.handovers.afterwards.models import HandoverFeedback
from portal.handovers.afterwards.rules import FEEDBACK_MONTHS, feedback_to_tell
from portal.handovers.models.handover import WarmHandover
from portal.handovers.queries import is_visible_to, passed_over
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.rules import months_after

FEEDBACK_SHOWN = 200


@dataclass(frozen=True)
class Told:
    """The feedback of one moment: categories, none when the household did not ask again."""

    months: int
    categories: tuple[str, ...]


@dataclass(frozen=True)
class FeedbackRow:
    """A reference about which the team can tell something: which moments are open, and what it told."""

    reference: str
    completed_on: date
    open: list[int]
    told: list[Told]


def to_check(before: datetime) -> Select[WarmHandover]:
    """Completed before a moment, and nobody was asked yet whether the household arrived."""
    return select(WarmHandover).where(
        passed_over(),
        WarmHandover.state == "completed",
        WarmHandover.completed_at < before,
        WarmHandover.check_asked_at.is_(None),
    )


def keys_to_check(before: datetime) -> Columns:
    """Those, each with its household, the oldest first."""
    columns = WarmHandover.id, Trajectory.household_id
    joined = to_check(before).join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
    return joined.with_only_columns(*columns).order_by(WarmHandover.completed_at)


def came_back() -> ColumnElement[bool]:
    """The household did not arrive at the team, and no later handover of it runs or was completed. A withdrawn one,
    or a question, takes it nowhere."""
    later = aliased(WarmHandover)
    begun = exists().where(
        later.trajectory_id == WarmHandover.trajectory_id,
        later.id > WarmHandover.id,
        later.state != "withdrawn",
        later.variant != "C",
    )
    return and_(WarmHandover.state == "checked", WarmHandover.arrival == "not_arrived", ~begun)


def begins_again(handover: WarmHandover) -> bool:
    """Whether its household did not arrive and waits for a new handover."""
    return db.session.scalar(select(WarmHandover.id).where(WarmHandover.id == handover.id, came_back())) is not None


def feedback_rows(actor: Actor, today: date) -> list[FeedbackRow]:
    """The references of a team from six months old to two years: open ones first, then by age. They name nobody."""
    latest = datetime.combine(months_after(today, -FEEDBACK_MONTHS[0]), time.max, AMSTERDAM)
    found = db.session.execute(
        select(WarmHandover.id, WarmHandover.reference, WarmHandover.completed_at)
        .where(is_visible_to(actor), passed_over(), WarmHandover.completed_at <= latest)
        .order_by(WarmHandover.completed_at.desc())
        .limit(FEEDBACK_SHOWN)
    ).all()
    told: dict[int, list[Told]] = {}
    for handover_id, months, categories in db.session.execute(
        select(HandoverFeedback.handover_id, HandoverFeedback.months, HandoverFeedback.categories)
        .where(HandoverFeedback.handover_id.in_([row.id for row in found]))
        .order_by(HandoverFeedback.months)
    ):
        told.setdefault(handover_id, []).append(Told(months, tuple(categories)))
    rows = []
    for row in found:
        completed_on = day_of(row.completed_at)
        said = told.get(row.id, [])
        still = feedback_to_tell(completed_on, today, {each.months for each in said})
        if still or said:
            rows.append(FeedbackRow(row.reference, completed_on, still, said))
    return sorted(rows, key=lambda each: (not each.open, each.completed_on))
