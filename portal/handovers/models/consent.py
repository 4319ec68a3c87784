"""Consent per adult, recipient and part."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.path import CONSENT_WAYS, SCOPES
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import User, one_of
from portal.trajectories.models.household import Client

# A team or an organisation, by their keys: one of both.
Recipient = tuple[int | None, int | None]


class Consent(Base):
    """A client's consent for one recipient and one part of the file, until it is withdrawn."""

    __tablename__ = "consent"
    id: Mapped[Key]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("other_organisation.id"))
    scope: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(20))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    client: Mapped[Client] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])
    team: Mapped[NeighbourhoodTeam | None] = relationship()
    organisation: Mapped[OtherOrganisation | None] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        CheckConstraint(one_of("how", CONSENT_WAYS), name="how"),
        CheckConstraint("(team_id IS NULL) <> (organisation_id IS NULL)", name="recipient"),
        Index(
            "uq_consent_current",
            "client_id",
            text("coalesce(team_id, 0)"),
            text("coalesce(organisation_id, 0)"),
            "scope",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    @property
    def recipient_key(self) -> Recipient:
        """The recipient it was given for."""
        return self.team_id, self.organisation_id

    @property
    def recipient(self) -> str:
        """The name of the team or organisation it was given for."""
        return (self.team or self.organisation).name  # type: ignore[union-attr] - one of both, by the check
