"""Reads of loose ends: what is not over in a trajectory, and what was decided about it for its handover.
The callers hand in a handover that its reader may see."""

from collections.abc import Iterator
from datetime import date, time

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from portal.checklists.models import ChecklistItem, TemplateItem
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.loose_ends.rules import LooseEnd, still
from portal.handovers.models.handover import WarmHandover
from portal.i18n import in_language

# Which column of a decision holds the key of the thing it is about.
COLUMNS = {"item": "item_id", "appointment": "contact_id", "late": "late_contact_id"}
# An item that counts from the end of the support is a step of the ending itself (the consent, the meeting, the card):
# it is done on the way, and nobody has to decide about it.
OPEN_ITEMS = (
    select(ChecklistItem)
    .join(ChecklistItem.template_item)
    .options(contains_eager(ChecklistItem.template_item))
    .where(
        ChecklistItem.trajectory_id == bindparam("trajectory_id"),
        ChecklistItem.state == "open",
        TemplateItem.anchor != "end",
    )
    .order_by(ChecklistItem.due_on, TemplateItem.position, ChecklistItem.id)
)


def loose_ends(handover: WarmHandover, today: date) -> list[LooseEnd]:
    """The loose ends in the trajectory of a handover now, each with the decision about it. They are the checklist items
    by deadline, the appointment to come, and the contacts that wait for a coordinator."""
    decided = {_about(row): row for row in decisions(handover)}
    return [still(_with(each, decided.get((each.kind, each.key)))) for each in _open_things(handover, today)]


def decisions(handover: WarmHandover) -> list[LooseEndDecision]:
    """Everything that was decided for a handover, also about what is over since."""
    statement = (
        select(LooseEndDecision)
        .where(LooseEndDecision.handover_id == handover.id)
        .options(joinedload(LooseEndDecision.item), joinedload(LooseEndDecision.contact))
        .options(joinedload(LooseEndDecision.late), joinedload(LooseEndDecision.decided_by))
        .order_by(LooseEndDecision.id)
    )
    return list(db.session.scalars(statement))


def decided(handover: WarmHandover) -> list[LooseEnd]:
    """The loose ends with the decisions as they were made: for who reads them back."""
    return [_with(_thing(row), row) for row in decisions(handover)]


def going_along(handover: WarmHandover) -> list[dict[str, object]]:
    """The loose ends the recipient reads in a plan: passed on, or kept and by whom. An item done since is not among
    them; a late contact never goes along. The day does not matter, so time alone changes nothing that was sent."""
    return [
        {
            "kind": each.kind,
            "what": row.item.template_item.title if row.item else "",
            "on": each.on.isoformat(),
            "decision": row.decision,
            "who": row.kept_by,
        }
        for row in decisions(handover)
        if row.decision != "closed" and _stands(row) and (each := _thing(row))
    ]


def _open_things(handover: WarmHandover, today: date) -> Iterator[LooseEnd]:
    trajectory_id = handover.trajectory_id
    for item in db.session.scalars(OPEN_ITEMS, {"trajectory_id": trajectory_id}):
        yield LooseEnd("item", item.id, in_language(item.template_item, "title"), item.due_on)
    for contact in _appointments(trajectory_id, today):
        assert contact.next_appointment_on is not None  # `_appointments` asks for one
        yield _appointment(contact.id, contact.next_appointment_on, contact.next_appointment_at)
    waiting = LateContact.trajectory_id == trajectory_id, LateContact.settled_at.is_(None)
    for late in db.session.scalars(select(LateContact).where(*waiting).order_by(LateContact.id)):
        yield LooseEnd("late", late.id, "", late.day)


def _appointments(trajectory_id: int, today: date) -> list[ContactMoment]:
    """The contact that names the appointment to come. The last one that names any decides, as on Vandaag. Once a
    contact of that day or later is logged, the appointment was kept."""
    counts = ContactMoment.trajectory_id == trajectory_id, ContactMoment.withdrawn_at.is_(None)
    newest = ContactMoment.on_date.desc(), ContactMoment.id.desc()
    naming = select(ContactMoment.id).where(*counts, ContactMoment.next_appointment_on.is_not(None))
    last = naming.order_by(*newest).limit(1).scalar_subquery()
    later = aliased(ContactMoment)
    after = or_(
        later.on_date > ContactMoment.on_date,
        and_(later.on_date == ContactMoment.on_date, later.id > ContactMoment.id),
    )
    kept = exists().where(
        later.trajectory_id == trajectory_id,
        later.withdrawn_at.is_(None),
        later.on_date >= ContactMoment.next_appointment_on,
        after,
    )
    statement = select(ContactMoment).where(ContactMoment.id == last, ContactMoment.next_appointment_on >= today, ~kept)
    return list(db.session.scalars(statement))


def _about(row: LooseEndDecision) -> tuple[str, int | None]:
    kind = next(kind for kind, column in COLUMNS.items() if getattr(row, column) is not None)
    return kind, getattr(row, COLUMNS[kind])


def _with(end: LooseEnd, row: LooseEndDecision | None) -> LooseEnd:
    if row is None or (end.kind == "appointment" and row.appointment_on != end.on):
        return end
    told = {"decision": row.decision, "kept_by": row.kept_by, "decided_by": row.decided_by.name}
    return LooseEnd(end.kind, end.key, end.title, end.on, end.at, seen=row.decided_at.isoformat(), **told)


def _thing(row: LooseEndDecision) -> LooseEnd:
    if row.item is not None:
        return LooseEnd("item", row.item.id, in_language(row.item.template_item, "title"), row.item.due_on)
    if row.late is not None:
        return LooseEnd("late", row.late.id, "", row.late.day)
    assert row.contact is not None  # by the check of the table
    assert row.appointment_on is not None
    return _appointment(row.contact.id, row.appointment_on, row.contact.next_appointment_at)


def _stands(row: LooseEndDecision) -> bool:
    """Whether what was decided about is still as it was."""
    if row.item is not None:
        return row.item.state == "open"
    contact = row.contact
    return contact is not None and contact.withdrawn_at is None and contact.next_appointment_on == row.appointment_on


def _appointment(key: int, on: date, at: time | None) -> LooseEnd:
    return LooseEnd("appointment", key, "", on, at)
