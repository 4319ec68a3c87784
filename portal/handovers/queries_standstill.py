"""Reads of handovers with which nothing happens since somebody accepted them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.queries_clock import day_of
from portal.handovers.rules_clock import Terms, stands_still
from portal.trajectories.models import Trajectory

WAITING_STATES = ("accepted", "planned", "held")
# The steps that lead there; from the last one on something else is to be done.
STEPS = ("accept", "plan", "hold", "miss", "count")


@dataclass(frozen=True)
class Waiting:
    """A handover that waits for its next step since a moment, and when people were last told so."""

    id: int
    household_id: int
    state: str
    since: datetime
    meeting_on: date | None
    nudged_at: datetime | None

    def is_due(self, today: date, terms: Terms, free: Collection[date]) -> bool:
        """Whether people are told now."""
        told = self.nudged_at is not None and self.nudged_at > self.since
        expected = self.meeting_on if self.state == "planned" else None
        return stands_still(day_of(self.since) or today, expected, told, today, terms.reminder_after, free)


def waiting() -> list[Waiting]:
    """Every handover that waits for a step after its acceptance, the longest first."""
    return [Waiting(*row) for row in db.session.execute(_waiting().order_by(func.max(HandoverEvent.at)))]


def still_waiting(handover_id: int) -> Waiting | None:
    """The handover as it is now, None when it waits no more."""
    row = db.session.execute(_waiting().where(WarmHandover.id == handover_id)).first()
    return Waiting(*row) if row else None


def _waiting() -> Select[Any]:
    columns = (
        WarmHandover.id,
        Trajectory.household_id,
        WarmHandover.state,
        WarmHandover.meeting_on,
        WarmHandover.nudged_at,
    )
    since = func.max(HandoverEvent.at).label("since")
    return (
        select(*columns[:3], since, *columns[3:])
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .join(HandoverEvent, HandoverEvent.handover_id == WarmHandover.id)
        .where(WarmHandover.state.in_(WAITING_STATES), HandoverEvent.step.in_(STEPS))
        .group_by(*columns)
    )
