"""Who stands in for a coordinator or a member of a neighbourhood team, and when they are away."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.people.models.people import Role


class StandIn(Base):
    """The deputy of one role (a role of the same kind at the same place), and the days on which the person is away,
    both ends included. The deputy stays when those days are over."""

    __tablename__ = "stand_in"
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), primary_key=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("role.id"))
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    role: Mapped[Role] = relationship(foreign_keys=[role_id])
    deputy: Mapped[Role | None] = relationship(foreign_keys=[deputy_id])
    __table_args__ = (
        CheckConstraint("(away_from IS NULL) = (away_until IS NULL)", name="away"),
        CheckConstraint("away_until IS NULL OR away_until >= away_from", name="period"),
        CheckConstraint("deputy_id IS NULL OR deputy_id <> role_id", name="deputy"),
    )

    @property
    def id(self) -> int:
        """The role it is about, for the audit line."""
        return self.role_id
