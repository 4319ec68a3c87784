"""Whom a household can ring besides its supporter: for the contact card."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key, Versioned
from portal.people.models import one_of
from portal.work import constraint_refuses

# By what they do, never why: each has its words in every language of the paper.
HELPER_ROLES = ("case_manager", "gp", "dentist", "pharmacy", "school", "landlord")


class HouseholdHelper(Versioned, Base):
    """Somebody a household can ring: the general practitioner, the case manager. One of each."""

    __tablename__ = "household_helper"
    id: Mapped[Key]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20))
    __table_args__ = (
        UniqueConstraint("household_id", "role"),
        CheckConstraint(one_of("role", HELPER_ROLES), name="role"),
    )


constraint_refuses("uq_household_helper_household_id_role", "household_helper.household_id", code="stale")
