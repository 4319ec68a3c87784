"""Questions about a household, between its volunteer and the coordinators, with their answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contacts.models import ContactMoment
from portal.db import Base, Key, Versioned
from portal.people.models.people import User, Volunteer, one_of
from portal.trajectories.models.trajectory import OfTrajectory, Trajectory
from portal.work import constraint_refuses
from portal.worklist.questions.rules import DIRECTIONS, LONGEST_REASON, LONGEST_TEXT, TO_VOLUNTEER, Standing

OPEN, SETTLED, UNREAD = text("settled_at IS NULL"), text("settled_at IS NOT NULL"), text("read_at IS NULL")


class Question(OfTrajectory, Versioned, Base):
    """A question about a trajectory, perhaps about one contact: of the volunteer `supporter_id` to a coordinator, or of
    a coordinator to that volunteer. It belongs to the location, whatever becomes of the trajectory.

    `owner_id` is the coordinator who answers, or who asked; None while nobody coordinates there. An answer is asked
    before the end of `due_on`. `settled_at`: it asks nothing more of a coordinator; `read_at`: nothing more of the
    volunteer. Its words are kept and erased as the notes of the trajectory are.
    """

    __tablename__ = "question"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"))
    direction: Mapped[str] = mapped_column(String(20))
    supporter_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    submission_key: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date]
    snoozed_until: Mapped[date | None]
    snooze_reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))
    answer: Mapped[str | None] = mapped_column(String(LONGEST_TEXT))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    trajectory: Mapped[Trajectory] = relationship()
    contact: Mapped[ContactMoment | None] = relationship()
    supporter: Mapped[Volunteer] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    __table_args__ = (
        UniqueConstraint("asked_by_id", "submission_key"),
        CheckConstraint(one_of("direction", DIRECTIONS), name="direction"),
        CheckConstraint("(snoozed_until IS NULL) = (snooze_reason IS NULL)", name="snoozed"),
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)", name="answered"
        ),
        CheckConstraint("answer IS NOT NULL OR (settled_at IS NULL AND read_at IS NULL)", name="settled"),
        Index("ix_question_open", "location_id", "due_on", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_question_settled", "location_id", "id", sqlite_where=SETTLED, postgresql_where=SETTLED),
        Index("ix_question_unread", "supporter_id", sqlite_where=UNREAD, postgresql_where=UNREAD),
        Index("ix_question_trajectory", "trajectory_id", "id"),
    )

    @property
    def to_volunteer(self) -> bool:
        """Whether a coordinator asks and the volunteer answers."""
        return self.direction == TO_VOLUNTEER

    @property
    def standing(self) -> Standing:
        """The facts by which it stands somewhere."""
        return Standing(
            self.direction, self.due_on, self.snoozed_until, self.answered_at, self.settled_at, self.read_at
        )

    @property
    def still_supported(self) -> bool:
        """Whether the volunteer of the question still supports the household."""
        return self.volunteer_id == self.supporter_id


constraint_refuses("uq_question_asked_by_id_submission_key", "question.submission_key", code="question_sent")
