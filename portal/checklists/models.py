"""Checklist templates in versions, and the items of one trajectory."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.checklists.rules import ItemState, urgency
from portal.db import Base, Code, Key, LongText, Name, Versioned
from portal.organisation.models import Municipality
from portal.people.models.people import User, one_of
from portal.refusals import Refused
from portal.trajectories.models.configuration import Topic, TrajectoryType
from portal.trajectories.models.trajectory import LEGAL_REGIMES, OfTrajectory, Trajectory
from portal.trajectories.rules import DOERS
from portal.work import Act

ANCHORS = ("housing", "start", "end")
STATES = ("open", "done", "not_applicable")
# The talks an item can be for: a contact of that purpose closes it.
ITEM_PURPOSES = ("intake", "evaluation")


class ChecklistTemplate(Versioned, Base):
    """A version of a checklist. A published one never changes: running trajectories keep the version they started with.
    At most one draft and one current version per list.

    A list with a type is added when such a trajectory starts. One without a type (family reunification) is added by
    hand, and its `start` is the day it is about.
    """

    __tablename__ = "checklist_template"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[str | None] = mapped_column(String(120))
    type_id: Mapped[int | None] = mapped_column(ForeignKey("trajectory_type.id"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    published_at: Mapped[datetime | None]
    type: Mapped[TrajectoryType | None] = relationship()
    items: Mapped[list["TemplateItem"]] = relationship(
        back_populates="template", order_by="TemplateItem.position", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("code", "number"),
        CheckConstraint(one_of("status", ("draft", "current", "past")), name="status"),
        Index(
            "uq_checklist_template_draft",
            "code",
            unique=True,
            sqlite_where=text("status = 'draft'"),
            postgresql_where=text("status = 'draft'"),
        ),
        Index(
            "uq_checklist_template_current",
            "code",
            unique=True,
            sqlite_where=text("status = 'current'"),
            postgresql_where=text("status = 'current'"),
        ),
    )


class TemplateItem(Base):
    """An item of a template: what, why, and when. The deadline counts days from its anchor;
    `source` and `verified_on` say where it comes from and when that was checked. `purpose` is the talk
    it asks for, None when it asks for something else. `statutory`: its term is one of the law."""

    __tablename__ = "template_item"
    id: Mapped[Key]
    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_template.id"))
    position: Mapped[int]
    code: Mapped[Code]
    title: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str | None] = mapped_column(String(120))
    explanation: Mapped[LongText]
    explanation_en: Mapped[str | None] = mapped_column(String(1000))
    anchor: Mapped[str] = mapped_column(String(10))
    offset_days: Mapped[int]
    legal_regime: Mapped[str | None] = mapped_column(String(10))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    purpose: Mapped[str | None] = mapped_column(String(30))
    statutory: Mapped[bool] = mapped_column(default=False, server_default=false())
    source: Mapped[str | None] = mapped_column(String(200))
    verified_on: Mapped[date | None]
    template: Mapped[ChecklistTemplate] = relationship(back_populates="items")
    municipality: Mapped[Municipality | None] = relationship()
    topic: Mapped[Topic | None] = relationship()
    __table_args__ = (
        UniqueConstraint("template_id", "code"),
        CheckConstraint(one_of("anchor", ANCHORS), name="anchor"),
        CheckConstraint(f"purpose IS NULL OR {one_of('purpose', ITEM_PURPOSES)}", name="purpose"),
        CheckConstraint(f"legal_regime IS NULL OR {one_of('legal_regime', LEGAL_REGIMES)}", name="legal_regime"),
    )


class ChecklistItem(OfTrajectory, Versioned, Base):
    """An item of one trajectory. Done says who did it: volunteer, together or client.

    `closed_by_contact_id` is the contact that closed it, with which it opens again. A change by hand takes that away.
    """

    __tablename__ = "checklist_item"
    id: Mapped[Key]
    trajectory_id: Mapped[int] = mapped_column(ForeignKey("trajectory.id"))
    template_item_id: Mapped[int] = mapped_column(ForeignKey("template_item.id"))
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="open", server_default="open")
    done_by: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(300))
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime | None]
    closed_by_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"))
    trajectory: Mapped[Trajectory] = relationship()
    # A join within a join would make SQLite read the whole table first, on every page of a handover.
    template_item: Mapped[TemplateItem] = relationship(lazy="joined", innerjoin="unnested")  # pyright: ignore[reportArgumentType] - documented, and missing in its types
    changed_by: Mapped[User | None] = relationship()
    __table_args__ = (
        UniqueConstraint("trajectory_id", "template_item_id"),
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(
            f"(state = 'done') = (done_by IS NOT NULL) AND (done_by IS NULL OR {one_of('done_by', DOERS)})",
            name="done_by",
        ),
        CheckConstraint("(state = 'not_applicable') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint("closed_by_contact_id IS NULL OR state = 'done'", name="closed_by_contact"),
        Index("ix_checklist_item_due", "trajectory_id", "state", "due_on"),
    )

    def place(self, today: date) -> str:
        """Where it stands on the checklist of its trajectory: see `urgency`."""
        return urgency(self.state, self.due_on, today, self.trajectory.supported_since)

    def become(self, act: Act, version: int | None, now: ItemState) -> bool:
        """Change the item and sign it; False when it already is so, whoever did it. From then on it stands by itself:
        it does not open any more with the contact that closed it.

        Raises Refused("item_moved_on") when somebody changed it since this version.
        """
        if (self.state, self.done_by, self.reason) == (now.state, now.done_by, now.reason):
            closed_by, self.closed_by_contact_id = self.closed_by_contact_id, None
            return closed_by is not None
        if self.version != version:
            raise Refused("item_moved_on")
        self.state, self.done_by, self.reason = now.state, now.done_by, now.reason
        self.closed_by_contact_id = None
        self.changed_by_id = act.actor.user_id
        self.changed_at = act.at
        return True
