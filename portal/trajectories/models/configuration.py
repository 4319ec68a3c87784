"""The tables of the functional admin that shape a trajectory: types, phases, rules, topics."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Code, Key, LongText, Name, Versioned
from portal.organisation.models import Municipality
from portal.people.models.people import VOLUNTEER_FUNCTIONS, one_of

STARTS_FROM = (
    "rental_contract",
    "housing_date",
    "previous",
    "temporary_housing",
    "removal_date",
    "match",
    "course",
)
# How long a type lasts is one of these; "by_rule" asks the duration rules of the municipality.
DURATION_KINDS = ("months", "days", "by_rule")
ENDS_WITH = ("none", "closure", "internal_handover", "neighbourhood_handover")


class Topic(Versioned, Base):
    """The subject of a contact or a goal; twelve of them (domain.md section 2)."""

    __tablename__ = "topic"
    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_en: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class TrajectoryType(Versioned, Base):
    """A kind of trajectory: how long, how it starts and ends, and who may do it.

    Exactly one of `duration_days`, `duration_months` and `duration_by_rule` is set; the last means
    that the duration rules of the municipality decide.
    """

    __tablename__ = "trajectory_type"
    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_en: Mapped[str | None] = mapped_column(String(120))
    duration_days: Mapped[int | None]
    duration_months: Mapped[int | None]
    duration_by_rule: Mapped[bool] = mapped_column(default=False)
    starts_from: Mapped[str] = mapped_column(String(20))
    ends_with: Mapped[str] = mapped_column(String(30))
    source: Mapped[str | None] = mapped_column(String(200))
    next_type_id: Mapped[int | None] = mapped_column(ForeignKey("trajectory_type.id"))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    functions: Mapped[list["TypeFunction"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    phases: Mapped[list["Phase"]] = relationship(
        order_by="Phase.from_week", cascade="all, delete-orphan", lazy="selectin"
    )
    next_type: Mapped["TrajectoryType | None"] = relationship(remote_side="TrajectoryType.id")
    __table_args__ = (
        CheckConstraint(one_of("starts_from", STARTS_FROM), name="starts_from"),
        CheckConstraint(one_of("ends_with", ENDS_WITH), name="ends_with"),
        CheckConstraint(
            "CASE WHEN duration_days IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN duration_months IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN duration_by_rule THEN 1 ELSE 0 END = 1",
            name="duration",
        ),
    )


class TypeFunction(Base):
    """A volunteer function that fits a trajectory type (rule 4)."""

    __tablename__ = "type_function"
    type_id: Mapped[int] = mapped_column(ForeignKey("trajectory_type.id"), primary_key=True)
    function: Mapped[str] = mapped_column(String(20), primary_key=True)
    __table_args__ = (CheckConstraint(one_of("function", VOLUNTEER_FUNCTIONS), name="function"),)


class Phase(Base):
    """The rhythm of a trajectory of a type from a week on: contacts and hours a week, and the days of silence after
    which it has gone quiet."""

    __tablename__ = "phase"
    id: Mapped[Key]
    type_id: Mapped[int] = mapped_column(ForeignKey("trajectory_type.id"))
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[str | None] = mapped_column(String(120))
    from_week: Mapped[int]
    contacts_per_week: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    hours_per_week: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    quiet_after_days: Mapped[int]
    source: Mapped[str | None] = mapped_column(String(200))
    __table_args__ = (
        UniqueConstraint("type_id", "from_week"),
        CheckConstraint("from_week >= 0", name="from_week"),
        CheckConstraint("hours_per_week >= 0 AND contacts_per_week >= 0", name="amounts"),
        CheckConstraint("quiet_after_days > 0", name="quiet"),
    )


class DurationRule(Versioned, Base):
    """How many months a type lasts for a municipality (or everywhere) and a housing date.

    `housed_from` is the first housing date it holds for, `housed_before` the first it no longer
    holds for. A rule for the municipality goes before one for everywhere.
    """

    __tablename__ = "duration_rule"
    id: Mapped[Key]
    type_id: Mapped[int] = mapped_column(ForeignKey("trajectory_type.id"), index=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    housed_from: Mapped[date | None]
    housed_before: Mapped[date | None]
    months: Mapped[int]
    source: Mapped[LongText]
    verified_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    type: Mapped[TrajectoryType] = relationship()
    municipality: Mapped[Municipality | None] = relationship()
    __table_args__ = (
        CheckConstraint("months > 0 AND months <= 60", name="months"),
        CheckConstraint(
            "housed_from IS NULL OR housed_before IS NULL OR housed_from < housed_before",
            name="period",
        ),
        Index(
            "uq_duration_rule_current",
            "type_id",
            text("coalesce(municipality_id, 0)"),
            text("coalesce(housed_from, '0001-01-01')"),
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )
