"""The view of a register that somebody kept for themselves."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.caseload.registers.rules import REGISTERS
from portal.db import Base, Key, LongText
from portal.people.models.people import one_of


class SavedView(Base):
    """How somebody wants a register of a location to open: one for each. `address` has the arguments of its address; it
    may ask what is no longer there. It goes with the person."""

    __tablename__ = "saved_view"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    register: Mapped[str] = mapped_column(String(20))
    address: Mapped[LongText]
    __table_args__ = (
        UniqueConstraint("user_id", "location_id", "register"),
        CheckConstraint(one_of("register", tuple(REGISTERS)), name="register"),
    )
