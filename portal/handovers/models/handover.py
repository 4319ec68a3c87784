"""Warm handovers: where they stand, what goes along, and what was agreed."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key, Versioned
from portal.handovers.models.answers import Answers
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.models.parts import Agreement, HandoverEvent, HandoverNeed, NotGoing, Presence, Snapshot
from portal.handovers.path import (
    ARRIVALS,
    DONE_STATES,
    KINDS,
    OFFERED_STATES,
    OPEN_STATES,
    RETURN_REASONS,
    SNAPSHOT_STATES,
    STATES,
    VARIANTS,
    Agreed,
    can,
    path_of,
)
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import User, one_of
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.trajectory import Trajectory
from portal.work import constraint_refuses


class WarmHandover(Answers, Versioned, Base):
    """A warm handover of a trajectory to a team, to the next type, or to another organisation. One open per trajectory
    (rule 8); completion needs a meeting held (rule 7), which the database checks too. `accepted_version` is the
    snapshot the recipient accepted; a newer one may have been sent since. `for_worker` is whom the recipient named as
    the one to take it. `counted_by` let a meeting count at which a party was absent, `missed_on` is the day of such a
    meeting. The volunteer of before may look in until `overlap_until`, that day included. `reminded_at` and
    `escalated_at` are steps of the clock about this offer; at `nudged_at` it last told that nothing happens since.
    `snapshot_closed_at` is when a consent of the snapshot was withdrawn: the team reads it no more (rule 9)."""

    __tablename__ = "warm_handover"
    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    kind: Mapped[str] = mapped_column(String(15), default="team", server_default="team")
    variant: Mapped[str] = mapped_column(String(1))
    state: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("other_organisation.id"))
    next_type_id: Mapped[int | None] = mapped_column(ForeignKey("trajectory_type.id"))
    next_trajectory_id: Mapped[int | None] = mapped_column(ForeignKey("trajectory.id"))
    for_worker: Mapped[str | None] = mapped_column(String(120))
    other_team_reason: Mapped[str | None] = mapped_column(String(300))
    who_else_helps: Mapped[str | None] = mapped_column(String(500))
    prepared_at: Mapped[datetime]
    draft_read_on: Mapped[date | None]
    offered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    accepted_version: Mapped[int | None]
    returned_reason: Mapped[str | None] = mapped_column(String(30))
    returned_note: Mapped[str | None] = mapped_column(String(500))
    no_capacity_until: Mapped[date | None]
    meeting_on: Mapped[date | None]
    meeting_at: Mapped[time | None]
    meeting_place: Mapped[str | None] = mapped_column(String(200))
    meeting_online: Mapped[bool] = mapped_column(default=False, server_default=false())
    meeting_sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    held_on: Mapped[date | None]
    missed_on: Mapped[date | None]
    counted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    counted_reason: Mapped[str | None] = mapped_column(String(300))
    advice: Mapped[str | None] = mapped_column(String(1000))
    completed_at: Mapped[datetime | None]
    overlap_until: Mapped[date | None]
    check_asked_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    arrival: Mapped[str | None] = mapped_column(String(15))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(300))
    snapshot_closed_at: Mapped[datetime | None]
    trajectory: Mapped[Trajectory] = relationship(foreign_keys=[trajectory_id])
    team: Mapped[NeighbourhoodTeam | None] = relationship(foreign_keys=[team_id])
    organisation: Mapped[OtherOrganisation | None] = relationship()
    next_type: Mapped[TrajectoryType | None] = relationship()
    next_trajectory: Mapped[Trajectory | None] = relationship(foreign_keys=[next_trajectory_id])
    accepted_by: Mapped[User | None] = relationship(foreign_keys=[accepted_by_id])
    counted_by: Mapped[User | None] = relationship(foreign_keys=[counted_by_id])
    needs: Mapped[list[HandoverNeed]] = relationship(cascade="all, delete-orphan", order_by=HandoverNeed.id)
    agreements: Mapped[list[Agreement]] = relationship(cascade="all, delete-orphan", order_by=Agreement.id)
    not_going: Mapped[list[NotGoing]] = relationship(cascade="all, delete-orphan")
    presences: Mapped[list[Presence]] = relationship(cascade="all, delete-orphan", order_by=Presence.id)
    snapshots: Mapped[list[Snapshot]] = relationship(order_by=Snapshot.number)
    events: Mapped[list[HandoverEvent]] = relationship(order_by=HandoverEvent.id)
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("variant", VARIANTS), name="variant"),
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("variant <> 'C' OR kind = 'team'", name="consultation"),
        CheckConstraint(
            "(kind = 'team') = (team_id IS NOT NULL) AND (kind = 'organisation') = (organisation_id IS NOT NULL)"
            " AND (kind = 'internal') = (next_type_id IS NOT NULL)",
            name="recipient",
        ),
        CheckConstraint(f"state <> 'returned' OR {one_of('returned_reason', RETURN_REASONS)}", name="returned"),
        CheckConstraint("state NOT IN ('held', 'completed', 'checked') OR held_on IS NOT NULL", name="meeting_held"),
        CheckConstraint("state <> 'planned' OR meeting_on IS NOT NULL", name="meeting_planned"),
        CheckConstraint(
            "state IN ('prepared', 'withdrawn') OR offered_at IS NOT NULL OR kind = 'internal'", name="offered"
        ),
        CheckConstraint(
            "state NOT IN ('accepted', 'planned', 'held', 'completed', 'checked')"
            " OR accepted_by_id IS NOT NULL OR kind = 'internal'",
            name="accepted",
        ),
        CheckConstraint("(state = 'checked') = (arrival IS NOT NULL)", name="checked"),
        CheckConstraint(f"arrival IS NULL OR {one_of('arrival', ARRIVALS)}", name="arrival"),
        CheckConstraint("(counted_by_id IS NULL) = (counted_reason IS NULL)", name="counted"),
        CheckConstraint(
            "counted_by_id IS NULL OR (missed_on IS NOT NULL AND held_on IS NOT NULL AND held_on = missed_on)",
            name="counted_meeting",
        ),
        CheckConstraint(
            "state NOT IN ('held', 'completed', 'checked') OR missed_on IS NULL OR counted_by_id IS NOT NULL",
            name="nobody_missed",
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
    def access_until(self) -> date | None:
        """Until when that volunteer may look in, None while the support runs."""
        return self.trajectory.access_until

    @property
    def path(self) -> str:
        """The way this handover goes, for the table of transitions."""
        return path_of(self.kind, self.variant)

    @property
    def passed_over(self) -> bool:
        """Whether the household went to somebody outside the organisation by it."""
        return self.state in DONE_STATES and self.variant != "C" and self.kind != "internal"

    @property
    def came_back(self) -> bool:
        """Whether the household did not arrive: a new handover of the closed trajectory may begin."""
        return self.arrival == "not_arrived"

    def can(self, step: str) -> bool:
        """Whether a step follows from where it stands."""
        return can(self.path, self.state, step)

    @property
    def recipient(self) -> str:
        """The name of the team or organisation; of an internal one the type of trajectory that follows."""
        return (self.team or self.organisation or self.next_type).name  # type: ignore[union-attr] - by the check

    def recipient_ended(self, today: date) -> bool:
        """Whether the team or organisation no longer is there; one that stops later can still take it."""
        to = self.team or self.organisation
        return to is not None and to.ended_on is not None and to.ended_on <= today

    @property
    def answered_here(self) -> bool:
        """Whether the coordinator takes the recipient's steps: nobody there has an account."""
        return self.kind != "team"

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
        self.seen_at = self.accepted_at = self.accepted_by_id = self.accepted_version = self.snapshot_closed_at = None
        self.forget_answer()
        self.reminded_at = self.escalated_at = None
        self.meeting_on = self.meeting_at = self.meeting_place = self.missed_on = None
        self.meeting_online = False
        self.presences = []
        # Another team may have it now: what the one before agreed in its meeting is not for them (rules 3, 9).
        self.put_agreements("meeting", ())

    def put_agreements(self, stage: str, agreed: Sequence[Agreed]) -> None:
        """Replace what was agreed in one stage, before the offer or in the meeting; the other stays (rule 10)."""
        said = [Agreement(what=each.what, who=each.who, before=each.before, stage=stage) for each in agreed]
        self.agreements = [each for each in self.agreements if each.stage != stage] + said

    def end_by_withdrawal(self, at: datetime, reason: str | None) -> None:
        """Keep when and why it was withdrawn; the state moves with its step."""
        self.withdrawn_at = at
        self.withdrawn_reason = reason

    @property
    def is_open(self) -> bool:
        """Whether it still asks something of somebody."""
        return self.state in OPEN_STATES


constraint_refuses("uq_warm_handover_open", "warm_handover.trajectory_id", code="handover_already_open")
