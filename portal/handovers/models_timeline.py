"""What a handover leaves behind: the frozen snapshots and the timeline."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.handovers.rules import SIDES
from portal.people.models import User, one_of


class Snapshot(Base):
    """Exactly what went along, frozen when offered. `content` is what the recipient reads; `team_id` or
    `organisation_id` is for whom it was."""

    __tablename__ = "handover_snapshot"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"))
    number: Mapped[int]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("other_organisation.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("handover_id", "number"),
        CheckConstraint("(team_id IS NULL) <> (organisation_id IS NULL)", name="recipient"),
    )


class HandoverEvent(Base):
    """A step in the timeline that both sides read. `note` holds no personal data of the client.

    `side` is from which the step came; those of the portal itself nobody took. `team_id` is the team it
    was prepared for or offered to then: a team reads its own steps, not those of a team that had it
    before. `facts` are codes and days that the words of the step need.
    """

    __tablename__ = "handover_event"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    side: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(String(500))
    by: Mapped[User | None] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("side", SIDES), name="side"),
        CheckConstraint("(side = 'portal') = (by_id IS NULL)", name="by"),
    )
