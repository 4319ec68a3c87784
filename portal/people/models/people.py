"""People with an account, their roles, and what makes someone a volunteer."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access import RoleKind
from portal.db import Base, Key, Versioned
from portal.named import NamedPerson, has_a_name
from portal.organisation.models import Language, Location, Municipality, NeighbourhoodTeam

if TYPE_CHECKING:
    from portal.people.models.invitations import Invitation
from typing import TYPE_CHECKING

VOLUNTEER_FUNCTIONS = (
    "supporter",
    "settlement_coach",
    "language_coach",
    "budget_coach",
    "interpreter",
)
VOLUNTEER_STATUSES = ("applying", "active", "leaving", "inactive")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The SQL of a check that a column holds one of the values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def place_of_kind() -> tuple[CheckConstraint, ...]:
    """The SQL of the checks that a kind of role has the place that belongs to it, and no other."""
    return (
        CheckConstraint("(kind IN ('volunteer', 'coordinator')) = (location_id IS NOT NULL)", name="location"),
        CheckConstraint("(kind = 'team_member') = (team_id IS NOT NULL)", name="team"),
        CheckConstraint("(kind = 'municipal_reader') = (municipality_id IS NOT NULL)", name="municipality"),
    )


class User(NamedPerson, Versioned, Base):
    """Someone who can sign in. `password_by_admin`: chosen by a link of an admin or the command line; a coordinator may
    know any other. `mail_daily`: one mail a day at most. `mail_reminders`: whether reminders are mailed too.
    `idle_minutes`: after so many silent minutes they sign in again; None: what is usual here.
    `phone_for_teams`: a volunteer lets a team that accepted a household read their number, on the screen alone."""

    __tablename__ = "user_account"
    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(20))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_by_admin: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    locale: Mapped[str] = mapped_column(String(2), default="nl", server_default="nl")
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    mail_daily: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    mail_reminders: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    phone_for_teams: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    idle_minutes: Mapped[int | None]
    created_at: Mapped[datetime]
    roles: Mapped[list["Role"]] = relationship(back_populates="user", order_by="Role.id")
    if TYPE_CHECKING:  # models_invitations adds it, so that this module can be used before that one is read
        invitations: Mapped[list["Invitation"]]
    __table_args__ = (
        has_a_name(),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint(one_of("locale", ("nl", "en")), name="locale"),
        CheckConstraint("idle_minutes >= 5 AND idle_minutes <= 60", name="idle_minutes"),
        Index("ix_user_account_name_key", "name_key", "id"),
    )

    @property
    def open_invitations(self) -> list["Invitation"]:
        """The roles that were offered to them and wait for their answer."""
        return [each for each in self.invitations if each.answer is None]

    @property
    def only_volunteer_at(self) -> int | None:
        """The one location where they are a volunteer, when they have no other role now."""
        current = [role for role in self.roles if role.ended_on is None]
        places = {role.location_id for role in current}
        if all(role.kind == RoleKind.VOLUNTEER for role in current) and len(places) == 1:
            return places.pop()
        return None


class Role(Base):
    """One role of a user at one location, team or municipality, from a day until it ended."""

    __tablename__ = "role"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_team.id"), index=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    granted_on: Mapped[date]
    ended_on: Mapped[date | None]
    user: Mapped[User] = relationship(back_populates="roles")
    location: Mapped[Location | None] = relationship()
    team: Mapped[NeighbourhoodTeam | None] = relationship()
    municipality: Mapped[Municipality | None] = relationship()
    __table_args__ = (
        CheckConstraint(one_of("kind", tuple(RoleKind)), name="kind"),
        *place_of_kind(),
        Index(
            "uq_role_current",
            "user_id",
            "kind",
            text("coalesce(location_id, 0)"),
            text("coalesce(team_id, 0)"),
            text("coalesce(municipality_id, 0)"),
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index("ix_role_location", "location_id", "kind"),
    )


class Volunteer(Versioned, Base):
    """The offer of a user as a volunteer at one location, and the papers of rule 4. `hours_per_week` is offered,
    `max_households` at once. The portal keeps the day on which somebody saw the certificate (VOG), never the
    document."""

    __tablename__ = "volunteer"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default="active")
    postcode: Mapped[str | None] = mapped_column(String(7))
    hours_per_week: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    max_households: Mapped[int] = mapped_column(default=4)
    conduct_certificate_seen_on: Mapped[date | None]
    confidentiality_signed_on: Mapped[date | None]
    basic_course_on: Mapped[date | None]
    user: Mapped[User] = relationship(lazy="joined", innerjoin="unnested")  # pyright: ignore[reportArgumentType] - documented, and missing in its types
    location: Mapped[Location] = relationship()
    languages: Mapped[list[Language]] = relationship(secondary="volunteer_language", order_by=Language.name_key)
    absences: Mapped[list["Absence"]] = relationship(order_by="Absence.starts_on")
    __table_args__ = (
        UniqueConstraint("user_id", "location_id"),
        CheckConstraint(one_of("function", VOLUNTEER_FUNCTIONS), name="function"),
        CheckConstraint(one_of("status", VOLUNTEER_STATUSES), name="status"),
        CheckConstraint("hours_per_week >= 0 AND hours_per_week <= 60", name="hours"),
        CheckConstraint("max_households >= 0 AND max_households <= 50", name="households"),
    )

    @property
    def name(self) -> str:
        """The volunteer's name."""
        return self.user.name


class VolunteerLanguage(Base):
    """A language a volunteer speaks."""

    __tablename__ = "volunteer_language"
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"), primary_key=True)
    language_id: Mapped[int] = mapped_column(ForeignKey("language.id"), primary_key=True)


class Absence(Base):
    """Days on which a volunteer offers no hours, first and last day included."""

    __tablename__ = "absence"
    id: Mapped[Key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    volunteer: Mapped[Volunteer] = relationship(back_populates="absences")
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="period"),)


class OneTimeLink(Base):
    """A link by which someone chooses a password, once, within 7 days. Only the hash of its token is kept.
    `by_admin`: a functional admin handed it out, or the command line. One that goes by mail says for how many `days` it
    is good. Its token is made when the mail is sent, and anew at every try; until then it has none."""

    __tablename__ = "one_time_link"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    handed_out_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    by_admin: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    days: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    __table_args__ = (
        CheckConstraint("(token_hash IS NULL) = (expires_at IS NULL)", name="made"),
        CheckConstraint("token_hash IS NOT NULL OR days IS NOT NULL", name="by_mail"),
    )


class SignInAttempt(Base):
    """A failed sign-in, counted per account and per address to slow down guessing.
    `key` is a keyed hash of the e-mail address or the network address: the table names nobody."""

    __tablename__ = "sign_in_attempt"
    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    __table_args__ = (Index("ix_sign_in_attempt_key", "key", "at"),)


class Notice(Base):
    """A notice to a person, shown in the portal; `facts` fill the sentence of `code`; `path` is where to look.
    `mail_id` is the mail that says it is there (rule 12), unless a mail is not wanted for a `reminder`."""

    __tablename__ = "notice"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    code: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    path: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    reminder: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_mail.id"), index=True)
    user: Mapped[User] = relationship()
    __table_args__ = (Index("ix_notice_user", "user_id", "read_at"),)


class UserSession(Base):
    """Somebody who signed in on one device, until they sign out, a while of silence, or twelve hours after it began.
    The browser holds a token, the table its hash. `browser` is what they know their device by; `seen_at` moves once an
    hour."""

    __tablename__ = "user_session"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
