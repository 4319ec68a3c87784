"""Reads of checklists, each built on who may see the trajectory."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.access import Actor
from portal.checklists.models import ChecklistItem, ChecklistTemplate, TemplateItem
from portal.db import db
from portal.names import name_key
from portal.people.models.people import User
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import Current
from portal.trajectories.queries import is_visible_to
from portal.work import rows


def visible_to(actor: Actor) -> Select[ChecklistItem]:
    """The items of the trajectories whose file this person may open (rule 3)."""
    return (
        select(ChecklistItem)
        .join(ChecklistItem.trajectory)
        .options(
            contains_eager(ChecklistItem.trajectory).joinedload(Trajectory.current),
            joinedload(ChecklistItem.changed_by),
        )
        .where(is_visible_to(actor))
    )


def standing(trajectory_id: int) -> list[Any]:
    """All items of a trajectory by deadline, as `id`, `due_on`, `state`, `done_by` and `purpose`. The reader was
    allowed to open it."""
    return rows(STANDING, trajectory_id=trajectory_id)


def in_full(item_ids: Collection[int]) -> list[Any]:
    """All that a checklist says of these items, by deadline. The reader was allowed to open their trajectory."""
    return rows(IN_FULL, item_ids=list(item_ids)) if item_ids else []


def items_of(trajectory_id: int) -> list[ChecklistItem]:
    """The items of a trajectory, each with that of its template."""
    return list(db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory_id)))


def open_by_deadline(trajectory_id: int) -> list[Any]:
    """The open items of an open trajectory in the order of its checklist, as `id`, `due_on`, `supported_since`, `title`
    and `title_en`. The reader was allowed to open it."""
    return rows(OPEN_BY_DEADLINE, trajectory_id=trajectory_id)


def first_open(trajectory_id: int, most: int) -> list[Any]:
    """The first of `open_by_deadline`, at most so many."""
    return rows(FIRST_OPEN, trajectory_id=trajectory_id, most=most)


def done_at(trajectory_id: int, user_id: int, at: datetime) -> list[ChecklistItem]:
    """The items of a trajectory that somebody ticked at one moment, and that nobody changed since. An item that a
    contact closed by itself was not ticked."""
    return list(
        db.session.scalars(
            select(ChecklistItem).where(
                ChecklistItem.trajectory_id == trajectory_id,
                ChecklistItem.state == "done",
                ChecklistItem.changed_by_id == user_id,
                ChecklistItem.changed_at == at,
                ChecklistItem.closed_by_contact_id.is_(None),
            )
        )
    )


def first_open_for(trajectory_id: int, purpose: str) -> Select[int]:
    """The key of the open item for a talk that is due first."""
    return (
        select(ChecklistItem.id)
        .join(ChecklistItem.template_item)
        .where(
            ChecklistItem.trajectory_id == trajectory_id,
            ChecklistItem.state == "open",
            TemplateItem.purpose == purpose,
        )
        .order_by(ChecklistItem.due_on, TemplateItem.position, ChecklistItem.id)
        .limit(1)
    )


def closed_by(trajectory_id: int, contact_ids: Collection[int]) -> list[Any]:
    """The items these contacts closed in a trajectory, as `id`, `contact_id`, `title` and `title_en`. The reader was
    allowed to open it."""
    columns = ChecklistItem.id, ChecklistItem.closed_by_contact_id.label("contact_id")
    return rows(
        select(*columns, TemplateItem.title, TemplateItem.title_en)
        .join(ChecklistItem.template_item)
        .where(ChecklistItem.trajectory_id == trajectory_id, ChecklistItem.closed_by_contact_id.in_(contact_ids))
        .order_by(ChecklistItem.id)
    )


def done_for(trajectory_id: int, purpose: str) -> int:
    """How many items for a talk are done in a trajectory."""
    counted = select(func.count(ChecklistItem.id)).join(ChecklistItem.template_item)
    where = ChecklistItem.trajectory_id == trajectory_id, ChecklistItem.state == "done", TemplateItem.purpose == purpose
    return db.session.scalar(counted.where(*where)) or 0


def lists_by_hand() -> list[ChecklistTemplate]:
    """The lists that belong to no type: somebody adds them to a trajectory."""
    by_hand = ChecklistTemplate.type_id.is_(None), ChecklistTemplate.status == "current"
    found = db.session.scalars(select(ChecklistTemplate).where(*by_hand))
    return sorted(found, key=lambda each: (name_key(each.name), each.id))


def current_items(type_ids: Collection[int]) -> dict[int, list[TemplateItem]]:
    """The items of the lists that trajectories of these types get when they start, by type."""
    found: dict[int, list[TemplateItem]] = {}
    listed = db.session.execute(
        select(ChecklistTemplate.type_id, TemplateItem)
        .join(TemplateItem.template)
        .where(ChecklistTemplate.type_id.in_(type_ids), ChecklistTemplate.status == "current")
        .order_by(TemplateItem.position, TemplateItem.id)
    )
    for type_id, item in listed:
        assert type_id is not None  # each of them is in `type_ids`
        found.setdefault(type_id, []).append(item)
    return found


def items_of_its_version(trajectory_id: int) -> list[TemplateItem]:
    """All items that the lists of its type can ask of a trajectory, for any regime and municipality, in the version it
    started with."""
    versions = (
        select(TemplateItem.template_id)
        .join(ChecklistItem, ChecklistItem.template_item_id == TemplateItem.id)
        .join(TemplateItem.template)
        .where(ChecklistItem.trajectory_id == trajectory_id, ChecklistTemplate.type_id.is_not(None))
    )
    return list(
        db.session.scalars(select(TemplateItem).where(TemplateItem.template_id.in_(versions)).order_by(TemplateItem.id))
    )


def has_list(trajectory_id: int, code: str) -> bool:
    """Whether a trajectory already has items of a list, in whichever version."""
    return (
        db.session.scalar(
            select(ChecklistItem.id)
            .join(ChecklistItem.template_item)
            .join(TemplateItem.template)
            .where(ChecklistItem.trajectory_id == trajectory_id, ChecklistTemplate.code == code)
            .limit(1)
        )
        is not None
    )


def open_with_term(trajectory_id: int) -> list[ChecklistItem]:
    """The open items whose deadline follows the dates of the trajectory. The items of a list added by hand count from
    the day of that list."""
    return list(
        db.session.scalars(
            select(ChecklistItem)
            .join(ChecklistItem.template_item)
            .join(TemplateItem.template)
            .where(
                ChecklistItem.trajectory_id == trajectory_id,
                ChecklistItem.state == "open",
                or_(ChecklistTemplate.type_id.is_not(None), TemplateItem.anchor != "start"),
            )
        )
    )


# Made once: making a statement takes longer than running it.
OPEN_BY_DEADLINE = (
    select(
        ChecklistItem.id,
        ChecklistItem.due_on,
        Current.starts_on.label("supported_since"),
        TemplateItem.title,
        TemplateItem.title_en,
    )
    .join(ChecklistItem.template_item)
    .join(ChecklistItem.trajectory)
    .outerjoin(Current, and_(Current.trajectory_id == Trajectory.id, Current.ends_on.is_(None)))
    .where(
        ChecklistItem.trajectory_id == bindparam("trajectory_id"),
        ChecklistItem.state == "open",
        Trajectory.closed_on.is_(None),
    )
    .order_by(ChecklistItem.due_on, TemplateItem.position, ChecklistItem.id)
)
STANDING = (
    select(ChecklistItem.id, ChecklistItem.due_on, ChecklistItem.state, ChecklistItem.done_by, TemplateItem.purpose)
    .join(ChecklistItem.template_item)
    .where(ChecklistItem.trajectory_id == bindparam("trajectory_id"))
    .order_by(ChecklistItem.due_on, TemplateItem.position, ChecklistItem.id)
)
IN_FULL = (
    select(
        ChecklistItem.id,
        ChecklistItem.due_on,
        ChecklistItem.state,
        ChecklistItem.done_by,
        ChecklistItem.reason,
        ChecklistItem.version,
        ChecklistItem.changed_at,
        User.name.label("changed_by"),
        TemplateItem.title,
        TemplateItem.title_en,
        TemplateItem.explanation,
        TemplateItem.explanation_en,
        TemplateItem.purpose,
        TemplateItem.statutory,
        TemplateItem.source,
        TemplateItem.verified_on,
    )
    .join(ChecklistItem.template_item)
    .outerjoin(ChecklistItem.changed_by)
    .where(ChecklistItem.id.in_(bindparam("item_ids", expanding=True)))
    .order_by(ChecklistItem.due_on, TemplateItem.position, ChecklistItem.id)
)
FIRST_OPEN = OPEN_BY_DEADLINE.limit(bindparam("most", type_=Integer))
