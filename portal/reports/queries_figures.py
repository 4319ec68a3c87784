"""What the figures of warm handovers are made of: plain rows of the handovers somebody may count."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, select

from portal.access import Actor, RoleKind
from portal.handovers.models import WarmHandover
from portal.handovers.models_after import HandoverFeedback
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.queries import passes_over
from portal.reports.rules_figures import Answered, Case, Closure, Feedback
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import DurationRule, TrajectoryType
from portal.trajectories.models_households import Household
from portal.work import AMSTERDAM, rows

ANSWERS = ("accept", "return", "lapse")


def counted_for(actor: Actor) -> ColumnElement[bool]:
    """The trajectories that count for this reader: a coordinator's location, a reader's municipality."""
    if actor.kind is RoleKind.COORDINATOR:
        return Trajectory.location_id == actor.location_id
    if actor.kind is RoleKind.MUNICIPAL_READER and actor.municipality_id is not None:
        return Trajectory.household_id.in_(
            select(Household.id).where(Household.municipality_id == actor.municipality_id)
        )
    return false()


def closures(actor: Actor, year: int) -> list[Closure]:
    """The trajectories that end with a handover and closed in the year (rule 6)."""
    statement = (
        select(Trajectory.id, Trajectory.closed_on, Trajectory.closure_outcome)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .where(
            counted_for(actor),
            TrajectoryType.ends_with == "neighbourhood_handover",
            Trajectory.closed_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Trajectory.id)
    )
    return [Closure(key, on, outcome == "handed_over") for key, on, outcome in rows(statement)]


def cases(actor: Actor) -> list[Case]:
    """The handovers to somebody outside the organisation that were ever offered."""
    of_case = and_(counted_for(actor), passes_over())
    found = rows(
        select(
            WarmHandover.id,
            WarmHandover.trajectory_id,
            DurationRule.months,
            TrajectoryType.duration_months,
            WarmHandover.accepted_at,
            WarmHandover.held_on,
            WarmHandover.completed_at,
            WarmHandover.arrival,
        )
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .outerjoin(DurationRule, DurationRule.id == Trajectory.duration_rule_id)
        .where(of_case, WarmHandover.offered_at.is_not(None))
        .order_by(WarmHandover.id)
    )
    answers, told = _answers(of_case), _feedback(of_case)
    return [
        Case(
            handover_id=key,
            trajectory_id=trajectory_id,
            support_months=rule_months if rule_months is not None else type_months,
            answers=tuple(answers[key]),
            accepted_on=_day(accepted_at),
            held_on=held_on,
            completed_on=_day(completed_at),
            arrival=arrival,
            feedback=tuple(told[key]),
        )
        for key, trajectory_id, rule_months, type_months, accepted_at, held_on, completed_at, arrival in found
    ]


def _answers(of_case: ColumnElement[bool]) -> dict[int, list[Answered]]:
    """Per handover each offer with the answer that came first; an offer that was withdrawn has none."""
    steps = rows(
        select(HandoverEvent.handover_id, HandoverEvent.step, HandoverEvent.at, HandoverEvent.facts)
        .join(WarmHandover, WarmHandover.id == HandoverEvent.handover_id)
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(of_case, HandoverEvent.step.in_(("offer", *ANSWERS)))
        .order_by(HandoverEvent.id)
    )
    found: dict[int, list[Answered]] = defaultdict(list)
    offered: dict[int, date | None] = {}
    for key, step, at, facts in steps:
        day = at.astimezone(AMSTERDAM).date()
        if step == "offer":
            offered[key] = day
        elif offered.get(key) is not None:
            found[key].append(Answered(offered[key], day, step, facts.get("reason")))  # type: ignore[arg-type]
            # A team that accepts can still return it: that is the same offer, answered anew.
            offered[key] = offered[key] if step == "accept" else None
    return found


def _feedback(of_case: ColumnElement[bool]) -> dict[int, list[Feedback]]:
    told: dict[int, list[Feedback]] = defaultdict(list)
    for key, months, asked_again, categories in rows(
        select(
            HandoverFeedback.handover_id,
            HandoverFeedback.months,
            HandoverFeedback.asked_again,
            HandoverFeedback.categories,
        )
        .join(WarmHandover, WarmHandover.id == HandoverFeedback.handover_id)
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(of_case)
    ):
        told[key].append(Feedback(months, asked_again, tuple(categories)))
    return told


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None
