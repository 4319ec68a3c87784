"""The rows behind the figures of warm handovers: plain rows of the handovers somebody may count."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, select

from portal.access import Actor, RoleKind
from portal.days import day_of
from portal.db import Columns
from portal.handovers.afterwards.models import HandoverFeedback
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.queries import passes_over
from portal.reports.rules import Answered, Case, Closure, Feedback
from portal.trajectories.models.configuration import DurationRule, TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import rows

ANSWERS = ("accept", "return", "lapse")
# Taken out by the database: to read the facts of each step took a quarter of the time of the page.
REASON = HandoverEvent.facts["reason"].as_string()


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
    return [Closure(key, on, outcome == "handed_over") for key, on, outcome in rows(statement) if on]


def cases(actor: Actor) -> list[Case]:
    """The handovers to somebody outside the organisation that were ever offered. Also those that went to another
    recipient since and wait to be offered anew."""
    answers, told = _answers(actor), _feedback(actor)
    support_months = func.coalesce(DurationRule.months, TrajectoryType.duration_months)
    was_offered = exists().where(HandoverEvent.handover_id == WarmHandover.id, HandoverEvent.step == "offer")
    found = rows(
        _of_handovers(
            actor,
            WarmHandover.id,
            WarmHandover.trajectory_id,
            support_months,
            WarmHandover.accepted_at,
            WarmHandover.held_on,
            WarmHandover.completed_at,
            WarmHandover.arrival,
        )
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .outerjoin(DurationRule, DurationRule.id == Trajectory.duration_rule_id)
        .where(was_offered)
        .order_by(WarmHandover.id)
    )
    return [
        Case(
            trajectory_id,
            months,
            accepted_on=day_of(accepted_at),
            held_on=held_on,
            completed_on=day_of(completed_at),
            arrival=arrival,
            answers=tuple(answers[key]),
            feedback=tuple(told[key]),
        )
        for key, trajectory_id, months, accepted_at, held_on, completed_at, arrival in found
    ]


def _of_handovers(actor: Actor, *columns: Any) -> Columns:
    """These columns of the handovers that count: those to somebody outside the organisation, without questions. A
    coordinator's are found by their own location: they are few beside its trajectories."""
    here = [WarmHandover.location_id == actor.location_id] if actor.kind is RoleKind.COORDINATOR else []
    return (
        select(*columns)
        .select_from(WarmHandover)
        .join(WarmHandover.trajectory)
        .where(*here, counted_for(actor), passes_over())
    )


def _answers(actor: Actor) -> dict[int, list[Answered]]:
    """The answers to each offer of a handover. A withdrawn offer has no answer, one that was accepted and returned
    afterwards has two."""
    steps = rows(
        _of_handovers(actor, HandoverEvent.handover_id, HandoverEvent.step, HandoverEvent.at, REASON)
        .join(HandoverEvent, HandoverEvent.handover_id == WarmHandover.id)
        .where(HandoverEvent.step.in_(("offer", *ANSWERS)))
        .order_by(HandoverEvent.id)
    )
    found: dict[int, list[Answered]] = defaultdict(list)
    offered: dict[int, tuple[date, bool]] = {}
    for key, step, at, reason in steps:
        day = day_of(at)
        if step == "offer":
            offered[key] = day, True
        elif key in offered:
            offered_on, first = offered[key]
            found[key].append(Answered(offered_on, day, step, reason, first))
            offered[key] = offered_on, False
    return found


def _feedback(actor: Actor) -> dict[int, list[Feedback]]:
    told: dict[int, list[Feedback]] = defaultdict(list)
    for key, months, asked_again, categories in rows(
        _of_handovers(
            actor,
            HandoverFeedback.handover_id,
            HandoverFeedback.months,
            HandoverFeedback.asked_again,
            HandoverFeedback.categories,
        ).join(HandoverFeedback, HandoverFeedback.handover_id == WarmHandover.id)
    ):
        told[key].append(Feedback(months, asked_again, tuple(categories)))
    return told
