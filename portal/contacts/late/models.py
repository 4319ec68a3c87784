"""Late contacts: entries that reach the portal after their author's support of the household ended."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contacts import rules as contacts_rules
from portal.contacts.rules import ContactDetails
from portal.days import AMSTERDAM
from portal.db import Base, Key
from portal.people.models.people import User
from portal.trajectories.models.trajectory import OfTrajectory, Trajectory
from portal.work import constraint_refuses

TEXT = "text"  # what `content` holds of an entry that nobody could read
OPEN, SETTLED = text("settled_at IS NULL"), text("settled_at IS NOT NULL")


def day_of(content: dict[str, Any], said_at: datetime) -> date:
    """The day of a late contact with this content: the text of one names none that can be read."""
    return said_at.astimezone(AMSTERDAM).date() if TEXT in content else date.fromisoformat(content["on_date"])


class LateContact(OfTrajectory, Base):
    """A contact that a former supporter of the household could not log themselves any more (rule 3). It stays as it was
    sent until a coordinator settles it, once (rule 10).

    An entry that the portal failed to read (rule 10) comes as text, of whoever supports the household or did.

    `submission_key` is unique per author: arriving twice stores once. `said_at` is when it was saved on the phone.
    `location_id` is that of the trajectory: a coordinator's few are found among those of every location.
    `outcome` is `logged`, with the contact it became, `declined`, with the reason that its author reads, or
    `handled`: a coordinator did what a text asks.
    """

    __tablename__ = "late_contact"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    submission_key: Mapped[str] = mapped_column(String(64))
    handed_in_at: Mapped[datetime]
    said_at: Mapped[datetime] = mapped_column(default=lambda row: row.get_current_parameters()["handed_in_at"])
    settled_at: Mapped[datetime | None]
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
            " OR (outcome = 'declined' AND contact_id IS NULL AND reason IS NOT NULL)"
            " OR (outcome = 'handled' AND contact_id IS NULL AND reason IS NULL)))",
            name="settled",
        ),
        Index("ix_late_contact_settled", "location_id", "settled_at", sqlite_where=SETTLED, postgresql_where=SETTLED),
        Index("ix_late_contact_open", "location_id", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_late_contact_trajectory", "trajectory_id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    @property
    def text(self) -> str | None:
        """The text of an entry that came as text, None for one with fields."""
        return self.content.get(TEXT)

    @property
    def said(self) -> ContactDetails:
        """Everything it says, as plain values; not of a text."""
        return ContactDetails.from_content(self.content)

    @property
    def day(self) -> date:
        """The day of the contact; of a text the day on which it was saved."""
        return day_of(self.content, self.said_at)

    def check_day(self) -> None:
        """Raise Refused when its day, judged when it was said, cannot be one of its trajectory."""
        said_on = self.said_at.astimezone(AMSTERDAM).date()
        contacts_rules.check_day(self.said.on_date, said_on, self.trajectory.starts_on, self.trajectory.closed_on)

    @property
    def settled(self) -> bool:
        """Whether a coordinator decided on it."""
        return self.settled_at is not None


constraint_refuses("uq_late_contact_author_id_submission_key", "late_contact.submission_key", code="already_stored")
