"""The organisation and its surroundings: locations, municipalities, neighbourhood teams, languages."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key, Name, Versioned
from portal.named import Named
from portal.work import constraint_refuses


class Municipality(Named, Versioned, Base):
    """A municipality that a location serves."""

    __tablename__ = "municipality"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)


class LocationMunicipality(Base):
    """A location serves one or more municipalities."""

    __tablename__ = "location_municipality"
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)


class Location(Named, Versioned, Base):
    """A team of the organisation, such as "Team Haarlemmermeer". Every file belongs to one."""

    __tablename__ = "location"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    theme: Mapped[str] = mapped_column(String(40), default="wegwijs", server_default="wegwijs")
    phone: Mapped[str | None] = mapped_column(String(20))
    municipalities: Mapped[list[Municipality]] = relationship(secondary="location_municipality")


class NeighbourhoodTeam(Named, Versioned, Base):
    """A sociaal wijkteam, with the focal officer who reads what comes in first. `focal_officer` is the name as people
    know it, `focal_officer_id` the account with which that person signs in, None when there is none."""

    __tablename__ = "neighbourhood_team"
    id: Mapped[Key]
    name: Mapped[Name]
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    organisation: Mapped[str | None] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    focal_officer: Mapped[str | None] = mapped_column(String(120))
    focal_officer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_on: Mapped[date | None]
    municipality: Mapped[Municipality] = relationship()
    coverage: Mapped[list["Coverage"]] = relationship(back_populates="team")
    __table_args__ = (
        UniqueConstraint("municipality_id", "name"),
        Index("ix_neighbourhood_team_name_key", "name_key", "id"),
    )

    def areas_on(self, day: date) -> list[str]:
        """The postcode areas that the team covers on this day, in their order."""
        return sorted(
            each.postcode_area
            for each in self.coverage
            if each.valid_from <= day and (each.valid_until is None or each.valid_until > day)
        )


class Coverage(Base):
    """A postcode area (four digits) that a team covers, from a day until a day (exclusive)."""

    __tablename__ = "coverage"
    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_team.id"), index=True)
    postcode_area: Mapped[str] = mapped_column(String(4))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    team: Mapped[NeighbourhoodTeam] = relationship(back_populates="coverage")
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="period"),
        Index("ix_coverage_postcode_area", "postcode_area"),
        Index(
            "uq_coverage_current",
            "team_id",
            "postcode_area",
            unique=True,
            sqlite_where=text("valid_until IS NULL"),
            postgresql_where=text("valid_until IS NULL"),
        ),
    )


class Language(Named, Base):
    """A language that people speak. `code` is ISO 639, or made from the name for others."""

    __tablename__ = "language"
    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[Name] = mapped_column(unique=True)
    name_en: Mapped[str | None] = mapped_column(String(120))
    rtl: Mapped[bool] = mapped_column(default=False)


class SessionSetting(Versioned, Base):
    """How many silent minutes end a session: people choose for themselves from `shortest_idle` to `longest_idle`.
    There is one row."""

    __tablename__ = "session_setting"
    id: Mapped[Key]
    shortest_idle: Mapped[int]
    longest_idle: Mapped[int]
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("shortest_idle >= 5 AND longest_idle >= shortest_idle AND longest_idle <= 60", name="minutes"),
    )


class LanguageCheck(Base):
    """A language whose sentences a native speaker read, as a functional admin says.
    `fingerprint` is of the sentences they read: once one of those changes, the check counts no more."""

    __tablename__ = "language_check"
    id: Mapped[Key]
    language: Mapped[str] = mapped_column(String(2), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(32))
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[datetime]

    @property
    def name(self) -> str:
        """The language, as the configuration's audit lines call what changed."""
        return f"language:{self.language}"


constraint_refuses("uq_language_check_language", "language_check.language", code="stale")
