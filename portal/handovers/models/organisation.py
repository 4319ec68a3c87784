"""Recipients that have no account here."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Key, Name, Versioned
from portal.named import Named
from portal.work import constraint_refuses


class OtherOrganisation(Named, Versioned, Base):
    """An organisation without an account here that takes over support, such as debt help."""

    __tablename__ = "other_organisation"
    id: Mapped[Key]
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    name: Mapped[Name]
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    ended_on: Mapped[date | None]
    __table_args__ = (UniqueConstraint("location_id", "name"),)


constraint_refuses(
    "uq_other_organisation_location_id_name",
    "other_organisation.location_id, other_organisation.name",
    code="organisation_exists",
)
