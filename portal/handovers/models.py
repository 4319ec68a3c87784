"""Warm handovers, their snapshots, timeline and agreements, and the consent they rest on."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key, Versioned
from portal.handovers.rules import (
    CONSENT_WAYS,
    OFFERED_STATES,
    OPEN_STATES,
    PARTIES,
    RETURN_REASONS,
    SCOPES,
    SIDES,
    SNAPSHOT_STATES,
    STAGES,
    STATES,
    VARIANTS,
)
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models import User, one_of
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import Topic
from portal.trajectories.models_households import Client
from portal.work import constraint_refuses


class WarmHandover(Versioned, Base):
    """A warm handover of a trajectory to a neighbourhood team. One open per trajectory (rule 8).

    Responsibility moves at completion; completion needs a meeting held (rule 7), which the
    database checks too. `snapshot_closed_at` is set when a consent the snapshot rests on was
    withdrawn: from then on the team reads it no more (rule 9).
    """

    __tablename__ = "warm_handover"
    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    variant: Mapped[str] = mapped_column(String(1))
    state: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"))
    other_team_reason: Mapped[str | None] = mapped_column(String(300))
    who_else_helps: Mapped[str | None] = mapped_column(String(500))
    prepared_at: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    returned_reason: Mapped[str | None] = mapped_column(String(30))
    returned_note: Mapped[str | None] = mapped_column(String(500))
    no_capacity_until: Mapped[date | None]
    meeting_on: Mapped[date | None]
    meeting_at: Mapped[time | None]
    meeting_place: Mapped[str | None] = mapped_column(String(200))
    held_on: Mapped[date | None]
    completed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(300))
    snapshot_closed_at: Mapped[datetime | None]
    trajectory: Mapped[Trajectory] = relationship()
    team: Mapped[NeighbourhoodTeam] = relationship()
    accepted_by: Mapped[User | None] = relationship()
    needs: Mapped[list["HandoverNeed"]] = relationship(cascade="all, delete-orphan", order_by="HandoverNeed.id")
    agreements: Mapped[list["Agreement"]] = relationship(cascade="all, delete-orphan", order_by="Agreement.id")
    not_going: Mapped[list["NotGoing"]] = relationship(cascade="all, delete-orphan")
    presences: Mapped[list["Presence"]] = relationship(cascade="all, delete-orphan", order_by="Presence.id")
    snapshots: Mapped[list["Snapshot"]] = relationship(order_by="Snapshot.number")
    events: Mapped[list["HandoverEvent"]] = relationship(order_by="HandoverEvent.id")
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("variant", VARIANTS), name="variant"),
        CheckConstraint(f"state <> 'returned' OR {one_of('returned_reason', RETURN_REASONS)}", name="returned"),
        CheckConstraint("state NOT IN ('held', 'completed') OR held_on IS NOT NULL", name="meeting_held"),
        CheckConstraint("state <> 'planned' OR meeting_on IS NOT NULL", name="meeting_planned"),
        CheckConstraint("state IN ('prepared', 'withdrawn') OR offered_at IS NOT NULL", name="offered"),
        CheckConstraint(
            "state NOT IN ('accepted', 'planned', 'held', 'completed') OR accepted_by_id IS NOT NULL", name="accepted"
        ),
        Index(
            "uq_warm_handover_open",
            "trajectory_id",
            unique=True,
            sqlite_where=text(one_of("state", OPEN_STATES)),
            postgresql_where=text(one_of("state", OPEN_STATES)),
        ),
        Index("ix_warm_handover_team", "team_id", "state", "id"),
        Index("ix_warm_handover_location", "location_id", "state", "id"),
    )

    @property
    def household_id(self) -> int:
        """The household, for the audit line."""
        return self.trajectory.household_id

    @property
    def volunteer_id(self) -> int | None:
        """The trajectory's main volunteer now: they follow the handover too."""
        return self.trajectory.volunteer_id

    @property
    def offered_to_team_id(self) -> int | None:
        """The team that may see that this handover is there, None as long as it was not offered."""
        return self.team_id if self.state in OFFERED_STATES and self.offered_at is not None else None

    @property
    def snapshot_open(self) -> bool:
        """Whether the team may read the snapshot now (rule 9)."""
        return self.state in SNAPSHOT_STATES and self.snapshot_closed_at is None

    def begin_offer(self, at: datetime) -> None:
        """A fresh offer: what was answered to an earlier one stands in the timeline only."""
        self.offered_at = at
        self.seen_at = self.accepted_at = self.accepted_by_id = self.snapshot_closed_at = None
        self.returned_reason = self.returned_note = self.no_capacity_until = None
        self.meeting_on = self.meeting_at = self.meeting_place = None

    def end_by_withdrawal(self, at: datetime, reason: str | None) -> None:
        """What is kept of a withdrawal; the state moves with its step."""
        self.withdrawn_at = at
        self.withdrawn_reason = reason

    @property
    def is_open(self) -> bool:
        """Whether it still asks something of somebody."""
        return self.state in OPEN_STATES


class HandoverNeed(Base):
    """One sentence about what a client needs on a topic, read with the client (variant B)."""

    __tablename__ = "handover_need"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    sentence: Mapped[str] = mapped_column(String(300))
    topic: Mapped[Topic] = relationship()


class NotGoing(Base):
    """A client of the household who does not want to go along: nothing of theirs is shared."""

    __tablename__ = "handover_not_going"
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)


class Snapshot(Base):
    """Exactly what went along, frozen when offered. `content` is what the team reads."""

    __tablename__ = "handover_snapshot"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"))
    number: Mapped[int]
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("handover_id", "number"),)


class HandoverEvent(Base):
    """A step in the timeline that both sides read. `note` holds no personal data of the client.

    `side` is from which the step came, `team_id` the team it was prepared for or offered to then:
    a team reads its own steps, not those of a team that had it before. `facts` are codes and days
    that the words of the step need.
    """

    __tablename__ = "handover_event"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    side: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(String(500))
    by: Mapped[User] = relationship()
    __table_args__ = (CheckConstraint(one_of("side", SIDES), name="side"),)


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


class Consent(Base):
    """A client's consent for one recipient and one part of the file, until it is withdrawn."""

    __tablename__ = "consent"
    id: Mapped[Key]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"))
    scope: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(20))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    client: Mapped[Client] = relationship()
    team: Mapped[NeighbourhoodTeam] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        CheckConstraint(one_of("how", CONSENT_WAYS), name="how"),
        Index(
            "uq_consent_current",
            "client_id",
            "team_id",
            "scope",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )


constraint_refuses("uq_warm_handover_open", "warm_handover.trajectory_id", code="handover_already_open")
