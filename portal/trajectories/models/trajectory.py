"""Trajectories, and who supports them from when to when."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, and_, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from portal.db import Base, Key, Versioned
from portal.organisation.models import Location
from portal.people.models.people import Volunteer, one_of
from portal.trajectories.models.configuration import DurationRule, Topic, TrajectoryType
from portal.trajectories.models.household import Household
from portal.work import constraint_refuses

LEGAL_REGIMES = ("WI2013", "WI2021")
LEAD_PARTIES = ("organisation", "municipality", "neighbourhood_team", "other_organisation")
CLOSURE_OUTCOMES = (
    "handed_over",
    "completed",
    "moved_away",
    "client_declines",
    "deceased",
    "no_consent",
)
RELEASE_REASONS = ("no_time", "no_match", "illness", "household_wishes", "stops", "other")
GOAL_SCALE = ("not_applicable", "not_yet", "together", "with_some_help", "alone")


class Trajectory(Versioned, Base):
    """A household in one trajectory type, from start to closure. `ends_on` follows from `duration_rule` or the type's
    own duration, unless a coordinator extended it. `waiting_since` is the day from which it waits for a volunteer; it
    stays while nobody supports it. `reserved_for_id` may claim it first, until `reserved_until`, that day included.
    `retention_from` is the day from which the retention period counts: the closure, or the end of an overlap after
    it."""

    __tablename__ = "trajectory"
    id: Mapped[Key]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    type_id: Mapped[int] = mapped_column(ForeignKey("trajectory_type.id"))
    legal_regime: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    duration_rule_id: Mapped[int | None] = mapped_column(ForeignKey("duration_rule.id"))
    extension_reason: Mapped[str | None] = mapped_column(String(500))
    urgent: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[date]
    lead_party: Mapped[str] = mapped_column(String(20), default="organisation")
    closed_on: Mapped[date | None]
    closure_outcome: Mapped[str | None] = mapped_column(String(20))
    closure_reason: Mapped[str | None] = mapped_column(String(500))
    reserved_for_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    reserved_until: Mapped[date | None]
    retention_from: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="trajectories")
    location: Mapped[Location] = relationship()
    type: Mapped[TrajectoryType] = relationship(lazy="joined", innerjoin="unnested")  # pyright: ignore[reportArgumentType] - documented, and missing in its types
    reserved_for: Mapped[Volunteer | None] = relationship()
    duration_rule: Mapped[DurationRule | None] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="trajectory", order_by="Assignment.id")
    current: Mapped["Assignment | None"] = relationship(
        primaryjoin=lambda: and_(Trajectory.id == foreign(Assignment.trajectory_id), Assignment.ends_on.is_(None)),
        uselist=False,
        viewonly=True,
    )
    silences: Mapped[list["PlannedSilence"]] = relationship(order_by="PlannedSilence.starts_on")
    goals: Mapped[list["Goal"]] = relationship(order_by="Goal.id")
    __table_args__ = (
        CheckConstraint(one_of("legal_regime", LEGAL_REGIMES), name="legal_regime"),
        CheckConstraint(one_of("lead_party", LEAD_PARTIES), name="lead_party"),
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("(reserved_for_id IS NULL) = (reserved_until IS NULL)", name="reserved"),
        CheckConstraint(
            "(closed_on IS NULL) = (retention_from IS NULL) AND (closed_on IS NULL OR retention_from >= closed_on)",
            name="retention",
        ),
        CheckConstraint(
            f"(closed_on IS NULL AND closure_outcome IS NULL) OR "
            f"(closed_on IS NOT NULL AND {one_of('closure_outcome', CLOSURE_OUTCOMES)})",
            name="closure",
        ),
        Index(
            "uq_trajectory_open",
            "household_id",
            "type_id",
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
        Index("ix_trajectory_location", "location_id", "closed_on", "waiting_since", "id"),
    )

    @property
    def volunteer_id(self) -> int | None:
        """The main volunteer now, None while it waits."""
        return self.current.volunteer_id if self.current else None

    @property
    def supported_since(self) -> date | None:
        """Since when the main volunteer supports it, None while it waits."""
        return self.current.starts_on if self.current else None

    @property
    def access_until(self) -> date | None:
        """The last day on which the main volunteer may look in, None while the support runs."""
        return self.current.access_until if self.current else None

    @property
    def open(self) -> bool:
        """Whether it still runs."""
        return self.closed_on is None

    def close(self, on: date, outcome: str, reason: str | None = None) -> None:
        """End it; never before it began. From here the retention period counts."""
        self.closed_on = self.retention_from = max(on, self.starts_on)
        self.closure_outcome = outcome
        self.closure_reason = reason

    def reserve(self, volunteer: Volunteer | None, until: date | None) -> None:
        """Keep it for a volunteer until a day, that day included; for nobody with two Nones."""
        self.reserved_for_id = volunteer.id if volunteer else None
        self.reserved_until = until


class OfTrajectory:
    """A row about a trajectory: for access, and for its audit line, it belongs where that belongs."""

    if TYPE_CHECKING:
        trajectory: Mapped[Trajectory]

    @property
    def household_id(self) -> int:
        """The household it is about."""
        return self.trajectory.household_id

    @property
    def location_id(self) -> int:
        """The location whose coordinators may see it."""
        return self.trajectory.location_id

    @property
    def volunteer_id(self) -> int | None:
        """The trajectory's main volunteer now."""
        return self.trajectory.volunteer_id

    @property
    def access_until(self) -> date | None:
        """Until when that volunteer may look in, None while the support runs."""
        return self.trajectory.access_until


class Assignment(Base):
    """A volunteer on a trajectory from a day to a day. At most one without an end per trajectory (rule 1): the partial
    unique index decides a race. After a completed handover they look in until `access_until`, that day included."""

    __tablename__ = "assignment"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    access_until: Mapped[date | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    override_reason: Mapped[str | None] = mapped_column(String(500))
    end_reason: Mapped[str | None] = mapped_column(String(30))
    end_note: Mapped[str | None] = mapped_column(String(500))
    trajectory: Mapped[Trajectory] = relationship(back_populates="assignments")
    volunteer: Mapped[Volunteer] = relationship()
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        Index(
            "uq_assignment_current",
            "trajectory_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    @property
    def household_id(self) -> int:
        """The household, for the audit line."""
        return self.trajectory.household_id

    @property
    def location_id(self) -> int:
        """The location, for the audit line."""
        return self.trajectory.location_id


class PlannedSilence(Base):
    """Days on which no contact is expected, such as a holiday: no "gone quiet" then."""

    __tablename__ = "planned_silence"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="period"),)


class Goal(Versioned, Base):
    """A wish of the client, in their own words, and how far they are. No total score."""

    __tablename__ = "goal"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    words: Mapped[str] = mapped_column(String(300))
    scale: Mapped[str] = mapped_column(String(20), default="not_yet")
    looked_at_on: Mapped[date]
    topic: Mapped[Topic] = relationship()
    __table_args__ = (CheckConstraint(one_of("scale", GOAL_SCALE), name="scale"),)


constraint_refuses("uq_assignment_current", "assignment.trajectory_id", code="already_claimed")

constraint_refuses("uq_trajectory_open", "trajectory.household_id, trajectory.type_id", code="type_already_open")
