"""Days on which a volunteer offers fewer hours, or none, and the reasons that people choose from."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key, Versioned
from portal.listed import Listed
from portal.people.models.people import Volunteer
from portal.people.rules import WHOLE, Cut, Days


class ReductionReason(Listed, Base):
    """Why somebody offers fewer hours for a while."""

    __tablename__ = "reduction_reason"


class Reduction(Versioned, Base):
    """Days on which a volunteer offers less, first and last day included. Without a last day it goes on, and somebody
    looks again on `review_on`. The offer is less by a `percentage` of it, or by so many `hours` a week. Less by all of
    it is an absence."""

    __tablename__ = "reduction"
    id: Mapped[Key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"), index=True)
    reason_id: Mapped[int] = mapped_column(ForeignKey("reduction_reason.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    percentage: Mapped[int | None]
    hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    volunteer: Mapped[Volunteer] = relationship(back_populates="reductions")
    reason: Mapped[ReductionReason] = relationship(lazy="joined", innerjoin=True)
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("review_on >= starts_on AND (ends_on IS NULL OR review_on <= ends_on)", name="review"),
        CheckConstraint("ends_on IS NOT NULL OR review_on IS NOT NULL", name="end_or_review"),
        CheckConstraint("(percentage IS NULL) <> (hours IS NULL)", name="size"),
        CheckConstraint("percentage >= 1 AND percentage <= 100", name="percentage"),
        CheckConstraint("hours > 0 AND hours <= 60", name="hours"),
    )

    @property
    def is_absence(self) -> bool:
        """Whether nothing is left of the offer by this row alone."""
        return self.percentage == WHOLE

    @property
    def days(self) -> Days:
        """The days on which it holds."""
        return Days(self.starts_on, self.ends_on, self.review_on)

    @property
    def cut(self) -> Cut:
        """How much it takes off an offer, and when."""
        return Cut(self.days, self.percentage, self.hours)


Volunteer.reductions = relationship(  # type: ignore[assignment] - the declarative base maps it
    Reduction, back_populates="volunteer", order_by=(Reduction.starts_on, Reduction.id)
)
