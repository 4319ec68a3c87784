"""Roles that were offered to somebody who has an account, and wait for their answer."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access import RoleKind
from portal.db import Base, Key
from portal.organisation.models import Location, Municipality, NeighbourhoodTeam
from portal.people.models.people import User, one_of, place_of_kind

ANSWERS = ("accepted", "declined", "withdrawn")


class Invitation(Base):
    """A role that somebody may take on; until then it gives no access, no hours, and shows no name to who invited them.
    `offer` is what a volunteer would offer (`invitations.rules`); it is gone when the invitation is answered."""

    __tablename__ = "invitation"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    offer: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(String(10))
    answered_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(foreign_keys=[user_id], back_populates="invitations")
    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id])
    location: Mapped[Location | None] = relationship()
    team: Mapped[NeighbourhoodTeam | None] = relationship()
    municipality: Mapped[Municipality | None] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("kind", tuple(RoleKind)), name="kind"),
        CheckConstraint(one_of("answer", ANSWERS), name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        *place_of_kind(),
        Index(
            "uq_invitation_open",
            "user_id",
            "kind",
            text("coalesce(location_id, 0)"),
            text("coalesce(team_id, 0)"),
            text("coalesce(municipality_id, 0)"),
            unique=True,
            sqlite_where=text("answer IS NULL"),
            postgresql_where=text("answer IS NULL"),
        ),
        Index("ix_invitation_location", "location_id"),
    )

    @property
    def place(self) -> str:
        """The name of where the role would be; empty for one that is everywhere."""
        place = self.location or self.team or self.municipality
        return place.name if place else ""


User.invitations = relationship(  # type: ignore[assignment] - the declarative base maps it
    Invitation, back_populates="user", order_by=Invitation.id, foreign_keys=[Invitation.user_id]
)
