"""Reads of types, duration rules, topics and checklists for the functional admin."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.db import db
from portal.i18n import in_language
from portal.names import name_key
from portal.trajectories.models.configuration import DurationRule, Topic, TrajectoryType
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all, find

_WITH_ITEMS = selectinload(ChecklistTemplate.items).options(
    joinedload(TemplateItem.topic), joinedload(TemplateItem.municipality)
)


def types() -> list[TrajectoryType]:
    """Every trajectory type in its order."""
    return fetch_all(select(TrajectoryType).order_by(TrajectoryType.position, TrajectoryType.id))


def type_names() -> list[tuple[int, str]]:
    """Key and name of every type in the reader's language, in their order."""
    rows = db.session.execute(
        select(TrajectoryType.id, TrajectoryType.name, TrajectoryType.name_en).order_by(
            TrajectoryType.position, TrajectoryType.id
        )
    )
    return [(row.id, in_language(row)) for row in rows]


def type_(type_id: int) -> TrajectoryType:
    """A type with its phases. Raises NotVisible."""
    return find(
        select(TrajectoryType).where(TrajectoryType.id == type_id).options(joinedload(TrajectoryType.next_type))
    )


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


def topics() -> list[Topic]:
    """Every topic in its order, also those no longer offered."""
    return fetch_all(select(Topic).order_by(Topic.position, Topic.id))


def topic(topic_id: int) -> Topic:
    """A topic. Raises NotVisible."""
    return find(select(Topic).where(Topic.id == topic_id))


def lists() -> list[ChecklistTemplate]:
    """The current version and the draft of every checklist, with their items, by name."""
    found = fetch_all(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.status.in_(("current", "draft")))
        .options(joinedload(ChecklistTemplate.type), selectinload(ChecklistTemplate.items))
    )
    return sorted(found, key=lambda each: (name_key(each.name), each.code, each.number))


def versions(code: str) -> list[ChecklistTemplate]:
    """Every version of a checklist, newest first, without items."""
    return fetch_all(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code)
        .options(joinedload(ChecklistTemplate.type))
        .order_by(ChecklistTemplate.number.desc())
    )


def version(code: str, number: int) -> ChecklistTemplate:
    """One version of a checklist with its items. Raises NotVisible."""
    return find(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code, ChecklistTemplate.number == number)
        .options(_WITH_ITEMS)
    )


def draft(code: str) -> ChecklistTemplate | None:
    """The draft of a checklist with its items, None when there is none."""
    return db.session.scalar(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code, ChecklistTemplate.status == "draft")
        .options(_WITH_ITEMS)
    )
