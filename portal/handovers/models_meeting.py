"""What a meeting leaves behind: who was there, and what was agreed."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key
from portal.handovers.rules import PARTIES, STAGES
from portal.people.models import one_of


class Agreement(Base):
    """What was agreed: what, who, before when. Before the offer with the client (it goes along in
    variant B), or in the meeting."""

    __tablename__ = "agreement"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    what: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(120))
    before: Mapped[date | None]
    stage: Mapped[str] = mapped_column(String(10))
    __table_args__ = (CheckConstraint(one_of("stage", STAGES), name="stage"),)


class Presence(Base):
    """A party that was present at the meeting."""

    __tablename__ = "handover_presence"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    party: Mapped[str] = mapped_column(String(20))
    __table_args__ = (
        UniqueConstraint("handover_id", "party"),
        CheckConstraint(one_of("party", PARTIES), name="party"),
    )
