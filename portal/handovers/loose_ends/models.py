"""The decision about each loose end of a handover."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.checklists.models import ChecklistItem
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import Base, Key
from portal.handovers.loose_ends.rules import DECISIONS, LONGEST_NAME
from portal.people.models.people import User, one_of

ONE_THING = " + ".join(
    f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in ("item_id", "contact_id", "late_contact_id")
)


class LooseEndDecision(Base):
    """A decision about one open item, appointment or late contact, kept while the thing itself is open. An appointment
    is the one a contact names for `appointment_on`: when it is moved, nothing is decided yet. An item that leaves the
    checklist takes its decision along."""

    __tablename__ = "loose_end"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_item.id", ondelete="CASCADE"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"))
    appointment_on: Mapped[date | None]
    late_contact_id: Mapped[int | None] = mapped_column(ForeignKey("late_contact.id"))
    decision: Mapped[str] = mapped_column(String(10))
    kept_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime]
    item: Mapped[ChecklistItem | None] = relationship()
    contact: Mapped[ContactMoment | None] = relationship()
    late: Mapped[LateContact | None] = relationship()
    decided_by: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("handover_id", "item_id"),
        UniqueConstraint("handover_id", "contact_id"),
        UniqueConstraint("handover_id", "late_contact_id"),
        CheckConstraint(f"{ONE_THING} = 1", name="one_thing"),
        CheckConstraint("(contact_id IS NULL) = (appointment_on IS NULL)", name="appointment"),
        CheckConstraint(one_of("decision", DECISIONS), name="decision"),
        CheckConstraint("(decision = 'kept') = (kept_by IS NOT NULL)", name="kept"),
    )
