"""The offers that nobody answered yet, and the handovers that stand still."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from portal.days import day_of
from portal.db import Columns, db
from portal.handovers.clock.rules import Due, LastStep, Offer, due, next_step, stands_still
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.terms.queries import free_days, settings
from portal.handovers.terms.rules import Terms
from portal.trajectories.models.trajectory import Trajectory


@dataclass(frozen=True)
class Unanswered:
    """An offer without an answer, and what the clock did about it."""

    id: int
    household_id: int
    offered_at: datetime
    reminded_at: datetime | None
    escalated_at: datetime | None

    def next_step(self, today: date, terms: Terms, free: Collection[date]) -> str | None:
        """The step that is due now."""
        offered_on = day_of(self.offered_at)
        return next_step(Offer(offered_on, day_of(self.reminded_at), day_of(self.escalated_at)), today, terms, free)


def unanswered() -> list[Unanswered]:
    """Every offer that waits for an answer, the oldest first."""
    return [Unanswered(*row) for row in db.session.execute(_unanswered().order_by(WarmHandover.offered_at))]


def still_unanswered(handover_id: int) -> Unanswered | None:
    """The offer as it is now, None when it was answered or taken back."""
    row = db.session.execute(_unanswered().where(WarmHandover.id == handover_id)).first()
    return Unanswered(*row) if row else None


def _unanswered() -> Columns:
    return (
        select(
            WarmHandover.id,
            Trajectory.household_id,
            WarmHandover.offered_at,
            WarmHandover.reminded_at,
            WarmHandover.escalated_at,
        )
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(WarmHandover.state == "offered")
    )


def due_days_of(handovers: Iterable[WarmHandover]) -> dict[int, Due]:
    """The `due_days` of those that wait for an answer, by their key, at the cost of one."""
    offered = {each.id: day_of(each.offered_at) for each in handovers if each.state == "offered" and each.offered_at}
    if not offered:
        return {}
    # The longest term is some ten months of working days: the end of the year after next lies beyond it.
    terms, free = settings().terms, free_days(min(offered.values()), date(max(offered.values()).year + 2, 12, 31))
    return {key: due(offered_on, terms, free) for key, offered_on in offered.items()}


def due_days(handover: WarmHandover) -> Due | None:
    """When something happens to an offer as long as nobody answers; None for what waits for no answer."""
    return due_days_of([handover]).get(handover.id)


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
        return stands_still(LastStep(day_of(self.since) or today, expected, told), today, terms.reminder_after, free)


def waiting() -> list[Waiting]:
    """Every handover that waits for a step after its acceptance, the longest first."""
    return [Waiting(*row) for row in db.session.execute(_waiting().order_by(func.max(HandoverEvent.at)))]


def still_waiting(handover_id: int) -> Waiting | None:
    """The handover as it is now, None when it waits no more."""
    row = db.session.execute(_waiting().where(WarmHandover.id == handover_id)).first()
    return Waiting(*row) if row else None


def _waiting() -> Columns:
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
