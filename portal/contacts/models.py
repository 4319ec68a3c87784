"""Contact moments: what happened, when, about what. The earlier text of a correction stays."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contacts.rules import LONGEST_NOTE, ContactDetails, correctable
from portal.days import day_of
from portal.db import Base, Key, Versioned
from portal.people.models.people import User, one_of
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import OfTrajectory, Trajectory
from portal.work import constraint_refuses

WAYS = ("home_visit", "office", "phone", "video", "message", "accompanying")
PURPOSES = (
    "regular",
    "intake",
    "evaluation",
    "joint_review",
    "multidisciplinary_meeting",
    "three_way_conversation",
)

# Which contacts an index holds: those that count, and the intakes (rule 5).
COUNTS, INTAKE = text("withdrawn_at IS NULL"), text("purpose = 'intake'")
# A boolean is a number on SQLite.
REACHED = text("reached = 1 AND withdrawn_at IS NULL"), text("reached AND withdrawn_at IS NULL")


class ContactMoment(OfTrajectory, Versioned, Base):
    """One contact or attempt. `minutes` is any number from 1 to 1440.

    `submission_key` is unique per author: a double tap, a retry or a second tab stores once
    (rule 10). A withdrawn contact stays, and counts nowhere.
    """

    __tablename__ = "contact_moment"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    on_date: Mapped[date]
    minutes: Mapped[int]
    way: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(30))
    reached: Mapped[bool]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    interpreter_used: Mapped[bool] = mapped_column(default=False)
    next_appointment_on: Mapped[date | None]
    next_appointment_at: Mapped[time | None]
    submission_key: Mapped[str] = mapped_column(String(64))
    logged_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    trajectory: Mapped[Trajectory] = relationship()
    author: Mapped[User] = relationship()
    topics: Mapped[list[Topic]] = relationship(secondary="contact_topic", order_by=Topic.position)
    revisions: Mapped[list["ContactRevision"]] = relationship(order_by="ContactRevision.id.desc()")
    __table_args__ = (
        UniqueConstraint("author_id", "submission_key"),
        CheckConstraint("minutes >= 1 AND minutes <= 1440", name="minutes"),
        CheckConstraint(one_of("way", WAYS), name="way"),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose"),
        CheckConstraint("next_appointment_at IS NULL OR next_appointment_on IS NOT NULL", name="appointment"),
        Index("ix_contact_moment_trajectory", "trajectory_id", "on_date", "id"),
        Index("ix_contact_moment_intake", "trajectory_id", sqlite_where=INTAKE, postgresql_where=INTAKE),
        Index(
            "ix_contact_moment_reached",
            "trajectory_id",
            "on_date",
            sqlite_where=REACHED[0],
            postgresql_where=REACHED[1],
        ),
        Index("ix_contact_moment_author", "author_id", "on_date", sqlite_where=COUNTS, postgresql_where=COUNTS),
    )

    @property
    def logged_on(self) -> date:
        """The calendar day in the Netherlands on which it was logged."""
        return day_of(self.logged_at)

    def correctable(self, today: date) -> bool:
        """Whether its author may still correct or withdraw it."""
        return correctable(self.logged_on, today, self.withdrawn_at)

    @property
    def said(self) -> ContactDetails:
        """Everything it says, as plain values."""
        return ContactDetails.of(self)


class ContactTopic(Base):
    """A topic a contact was about."""

    __tablename__ = "contact_topic"
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact_moment.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)


class ContactRevision(Base):
    """The text of a contact before a correction."""

    __tablename__ = "contact_revision"
    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact_moment.id"), index=True)
    replaced_at: Mapped[datetime]
    replaced_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    content: Mapped[dict[str, object]] = mapped_column(JSON)

    @property
    def said(self) -> ContactDetails:
        """Everything the contact said then."""
        return ContactDetails.from_content(self.content)


constraint_refuses(
    "uq_contact_moment_author_id_submission_key",
    "contact_moment.submission_key",
    code="already_stored",
)
