"""The feedback of a team about a household, some months after it took over."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.handovers.models.handover import WarmHandover


class HandoverFeedback(Base):
    """Whether a household asked again, 6 or 12 months after the handover, and about which categories. It names a
    reference, never a person: it answers whether people ask more after 12 months of support than after 24 (HL22)."""

    __tablename__ = "handover_feedback"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"))
    months: Mapped[int]
    asked_again: Mapped[bool]
    categories: Mapped[list[str]] = mapped_column(JSON)
    told_at: Mapped[datetime]
    told_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    handover: Mapped[WarmHandover] = relationship()
    __table_args__ = (
        UniqueConstraint("handover_id", "months"),
        CheckConstraint("months IN (6, 12)", name="months"),
    )
