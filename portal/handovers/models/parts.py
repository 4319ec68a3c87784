"""The parts of a handover: needs, agreements, who was there, versions and the timeline."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key
from portal.handovers.path import PARTIES, SIDES, STAGES
from portal.people.models.people import User, one_of
from portal.trajectories.models.configuration import Topic


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


class Agreement(Base):
    """An agreement: what, who, before when. Made with the client before the offer (it goes along in variant B), or in
    the meeting."""

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


class Snapshot(Base):
    """Exactly what went along, frozen when offered. `content` is what the recipient reads; `team_id` or
    `organisation_id` is for whom it was."""

    __tablename__ = "handover_snapshot"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"))
    number: Mapped[int]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("other_organisation.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("handover_id", "number"),
        CheckConstraint("(team_id IS NULL) <> (organisation_id IS NULL)", name="recipient"),
    )


class HandoverEvent(Base):
    """A step in the timeline that both sides read. `note` holds no personal data of the client. `side` is None for a
    step of the portal itself. `team_id` is the team of then: a team reads its own steps alone. `facts` are codes and
    days for the words."""

    __tablename__ = "handover_event"
    id: Mapped[Key]
    handover_id: Mapped[int] = mapped_column(ForeignKey("warm_handover.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    side: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(String(500))
    by: Mapped[User | None] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("side", SIDES), name="side"),
        CheckConstraint("(side = 'portal') = (by_id IS NULL)", name="by"),
    )
