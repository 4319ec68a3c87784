"""Late contacts: entries that reach the portal after their author's support of the household ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contacts.rules_details import ContactDetails
from portal.db import Base, Key
from portal.people.models import User
from portal.trajectories.models import OfTrajectory, Trajectory
from portal.work import constraint_refuses

OPEN = text("settled_at IS NULL")


class LateContact(OfTrajectory, Base):
    """A contact that somebody who supported the household before could not log themselves any more
    (rule 3): kept as it was sent until a coordinator settles it, once (rule 10).

    `submission_key` is unique per author: arriving twice stores once. `outcome` is `logged`, with the
    contact it became, or `declined`, with the reason that its author reads.
    """

    __tablename__ = "late_contact"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    submission_key: Mapped[str] = mapped_column(String(64))
    handed_in_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(300))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"), unique=True)
    trajectory: Mapped[Trajectory] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
    __table_args__ = (
        UniqueConstraint("author_id", "submission_key"),
        CheckConstraint(
            "(settled_at IS NULL AND settled_by_id IS NULL AND outcome IS NULL AND contact_id IS NULL"
            " AND reason IS NULL) OR (settled_at IS NOT NULL AND settled_by_id IS NOT NULL AND outcome IS NOT NULL"
            " AND ((outcome = 'logged' AND contact_id IS NOT NULL AND reason IS NULL)"
            " OR (outcome = 'declined' AND contact_id IS NULL AND reason IS NOT NULL)))",
            name="settled",
        ),
        Index("ix_late_contact_open", "trajectory_id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    @property
    def said(self) -> ContactDetails:
        """Everything it says, as plain values."""
        return ContactDetails.from_content(self.content)

    @property
    def settled(self) -> bool:
        """Whether a coordinator decided on it."""
        return self.settled_at is not None


constraint_refuses("uq_late_contact_author_id_submission_key", "late_contact.submission_key", code="already_stored")
