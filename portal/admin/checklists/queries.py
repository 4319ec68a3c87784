"""Reads of the checklists and their versions."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.db import db
from portal.names import name_key
from portal.work import fetch_all, find

_WITH_ITEMS = selectinload(ChecklistTemplate.items).options(
    joinedload(TemplateItem.topic), joinedload(TemplateItem.municipality)
)


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
