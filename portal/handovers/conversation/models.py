"""The conversation that goes with a handover."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.handovers.path import PEOPLE_SIDES
from portal.people.models.people import User, one_of
from portal.work import constraint_refuses

LONGEST = 1000


class HandoverMessage(Base):
    """A message to the others around a handover. `team_id` is the team that had it then, which reads it; `asks` marks
    the question with which a team returned it. `submission_key` is unique per author: a double tap stores once."""

    __tablename__ = "handover_message"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    side: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(LONGEST))
    asks: Mapped[bool] = mapped_column(default=False, server_default=false())
    submission_key: Mapped[str] = mapped_column(String(64))
    by: Mapped[User] = relationship()
    __table_args__ = (
        UniqueConstraint("by_id", "submission_key"),
        CheckConstraint(one_of("side", PEOPLE_SIDES), name="side"),
    )


constraint_refuses("uq_handover_message_by_id_submission_key", "handover_message.submission_key", code="message_stored")
