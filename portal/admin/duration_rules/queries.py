"""Reads of duration rules for the functional admin."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all, find


def rules() -> list[DurationRule]:
    """Every duration rule: those that count first, by type, place and housing date."""
    found = fetch_all(
        select(DurationRule).options(joinedload(DurationRule.type), joinedload(DurationRule.municipality))
    )
    return sorted(
        found,
        key=lambda rule: (
            rule.ended_on is not None,
            rule.type.position,
            rule.municipality.name if rule.municipality else "",
            str(rule.housed_from or ""),
            rule.id,
        ),
    )


def rule(rule_id: int) -> DurationRule:
    """A duration rule, also one that ended. Raises NotVisible."""
    return find(
        select(DurationRule)
        .where(DurationRule.id == rule_id)
        .options(joinedload(DurationRule.type), joinedload(DurationRule.municipality))
    )


def rule_uses() -> dict[int, int]:
    """How many trajectories have their end date from each rule. Only the number: the functional
    admin sees no trajectory."""
    rows = db.session.execute(
        select(Trajectory.duration_rule_id, func.count(Trajectory.id)).group_by(Trajectory.duration_rule_id)
    )
    return {key: count for key, count in rows if key is not None}
