"""Asking a team whether it has room, without a name."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.capacity_questions.rules import CAPACITY_ANSWERS, MOST_HOUSEHOLDS, VARIANTS
from portal.db import Base, Key, Versioned
from portal.organisation.models import Location, NeighbourhoodTeam
from portal.people.models.people import User, one_of
from portal.work import constraint_refuses


class CapacityQuestion(Versioned, Base):
    """A question to a team: has it room from a day on, for so many households in a variant? It knows of no household.
    `room_from` belongs to the answer "from_day"; `submission_key` is unique per asker: a double tap asks once."""

    __tablename__ = "capacity_question"
    id: Mapped[Key]
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    from_on: Mapped[date]
    households: Mapped[int]
    variant: Mapped[str] = mapped_column(String(1))
    postcode_area: Mapped[str | None] = mapped_column(String(4))
    submission_key: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str | None] = mapped_column(String(10))
    room_from: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(300))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    location: Mapped[Location] = relationship()
    team: Mapped[NeighbourhoodTeam] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    __table_args__ = (
        UniqueConstraint("asked_by_id", "submission_key"),
        CheckConstraint(one_of("variant", VARIANTS), name="variant"),
        CheckConstraint(f"households BETWEEN 1 AND {MOST_HOUSEHOLDS}", name="households"),
        CheckConstraint(f"answer IS NULL OR {one_of('answer', CAPACITY_ANSWERS)}", name="answer"),
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)", name="answered"
        ),
        CheckConstraint("(room_from IS NOT NULL) = (answer IS NOT NULL AND answer = 'from_day')", name="room_from"),
        Index("ix_capacity_question_team", "team_id", "id"),
        Index("ix_capacity_question_location", "location_id", "id"),
    )


constraint_refuses(
    "uq_capacity_question_asked_by_id_submission_key", "capacity_question.submission_key", code="question_stored"
)
