"""The settings of the warm handover, and the days that differ from the calendar of the country."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key, Name, Versioned
from portal.handovers.terms.rules import Terms
from portal.work import constraint_refuses


class HandoverSetting(Versioned, Base):
    """The terms of a handover; there is one row. The first three are working days after the offer. The volunteer of
    before may look in for `overlap_weeks` after the completion; after `check_after_weeks` the portal asks whether the
    household arrived."""

    __tablename__ = "handover_setting"
    id: Mapped[Key]
    reminder_after: Mapped[int]
    escalate_after: Mapped[int]
    lapse_after: Mapped[int]
    overlap_weeks: Mapped[int]
    check_after_weeks: Mapped[int]
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint(
            "reminder_after >= 1 AND escalate_after > reminder_after AND lapse_after > escalate_after", name="order"
        ),
        CheckConstraint("overlap_weeks >= 0 AND check_after_weeks >= 1", name="weeks"),
    )

    @property
    def terms(self) -> Terms:
        """The three terms of an offer."""
        return Terms(self.reminder_after, self.escalate_after, self.lapse_after)


class FreeDay(Base):
    """A day on which the organisation differs from the public holidays: free besides them, or
    `worked` although it is one of them."""

    __tablename__ = "free_day"
    id: Mapped[Key]
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[Name]
    worked: Mapped[bool]


constraint_refuses("uq_free_day_day", "free_day.day", code="day_free_already")
