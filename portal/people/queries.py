"""Who somebody is, and who may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import selectinload

from portal.access import NOBODY, Actor, RoleKind
from portal.db import Columns, Moment, db, there_is
from portal.organisation.models import Location, Municipality, NeighbourhoodTeam, SessionSetting
from portal.people.models.invitations import Invitation
from portal.people.models.people import Absence, Notice, Role, User, UserSession, Volunteer
from portal.people.rules import SESSION_LIVES, hash_of, idle_minutes
from portal.work import rows


@dataclass(frozen=True)
class RoleChoice:
    """A role the person can take on, as the switch shows it."""

    id: int
    kind: RoleKind
    place: str
    theme: str
    location_id: int | None
    team_id: int | None
    municipality_id: int | None
    volunteer_id: int | None


@dataclass(frozen=True)
class Identity:
    """A person as the session knows them: name, language, roles, how many roles wait for their answer; one
    query per request. `silence`: the minutes after which they sign in again, and the bounds of the organisation."""

    user_id: int
    name: str
    email: str
    locale: str
    unread: int
    invitations: int
    silence: tuple[int | None, int, int]
    roles: tuple[RoleChoice, ...]

    def actor(self, role_id: int | None, today: date = date.max) -> Actor | None:
        """The person in the chosen role, or in the first when it is no longer theirs, as they look on a day.
        Without any they may only answer an invitation; None when there is none."""
        if not self.roles:
            return replace(NOBODY, user_id=self.user_id, name=self.name, today=today) if self.invitations else None
        role = self.role(role_id)
        return Actor(
            user_id=self.user_id,
            name=self.name,
            kind=role.kind,
            role_id=role.id,
            location_id=role.location_id,
            team_id=role.team_id,
            municipality_id=role.municipality_id,
            volunteer_id=role.volunteer_id,
            today=today,
        )

    def idle_minutes(self, usual: int) -> int:
        """After how many silent minutes their session ends, where people who chose nothing have `usual`."""
        chosen, shortest, longest = self.silence
        return idle_minutes(chosen, usual, shortest, longest)

    def role(self, role_id: int | None) -> RoleChoice:
        """The chosen role, or the first."""
        return next((role for role in self.roles if role.id == role_id), self.roles[0])


def _identity(*which: ColumnElement[bool]) -> Columns:
    unread = select(func.count(Notice.id)).where(Notice.user_id == User.id, Notice.read_at.is_(None)).scalar_subquery()
    open_ones = (Invitation.user_id == User.id, Invitation.answer.is_(None))
    invitations = select(func.count(Invitation.id)).where(*open_ones).scalar_subquery()
    return (
        select(
            User.id,
            User.name,
            User.email,
            User.locale,
            unread,
            invitations,
            Role.id,
            Role.kind,
            Location.name,
            NeighbourhoodTeam.name,
            Location.theme,
            Role.location_id,
            Role.team_id,
            Role.municipality_id,
            Municipality.name,
            Volunteer.id,
            User.idle_minutes,
            select(SessionSetting.shortest_idle).scalar_subquery(),
            select(SessionSetting.longest_idle).scalar_subquery(),
        )
        .outerjoin(Role, and_(Role.user_id == User.id, Role.ended_on.is_(None)))
        .outerjoin(Location, Location.id == Role.location_id)
        .outerjoin(NeighbourhoodTeam, NeighbourhoodTeam.id == Role.team_id)
        .outerjoin(Municipality, Municipality.id == Role.municipality_id)
        .outerjoin(
            Volunteer,
            and_(
                Volunteer.user_id == User.id,
                Volunteer.location_id == Role.location_id,
                Role.kind == RoleKind.VOLUNTEER,
            ),
        )
        .where(User.active, *which)
        .order_by(Role.id)
    )


_IDENTITY = _identity(User.id == bindparam("user_id"))
# Made once: it runs before every page.
_OF_SESSION = _identity(
    User.id == UserSession.user_id,
    UserSession.token_hash == bindparam("token_hash"),
    UserSession.ended_at.is_(None),
    UserSession.started_at > bindparam("since", type_=Moment),
)


def identity(user_id: int) -> Identity | None:
    """The active user with this key and their current roles; None when they may not be in."""
    return _who(rows(_IDENTITY, user_id=user_id))


def identity_of_session(token: str, at: datetime) -> Identity | None:
    """Who is signed in with this token; None when that session is over."""
    return _who(rows(_OF_SESSION, token_hash=hash_of(token), since=at - SESSION_LIVES))


def _who(found: Sequence[Any]) -> Identity | None:
    if not found:
        return None
    first = found[0]
    return Identity(
        user_id=first[0],
        name=first[1],
        email=first[2],
        locale=first[3],
        unread=first[4],
        invitations=first[5],
        silence=(first[16], first[17], first[18]),
        roles=tuple(
            RoleChoice(
                id=row[6],
                kind=RoleKind(row[7]),
                place=row[8] or row[9] or row[14] or "",
                theme=row[10] or "wegwijs",
                location_id=row[11],
                team_id=row[12],
                municipality_id=row[13],
                volunteer_id=row[15],
            )
            for row in found
            if row[6] is not None
        ),
    )


def may_come_in() -> ColumnElement[bool]:
    """SQL: the account is open, and its owner has a role or may take one on."""
    role = exists().where(Role.user_id == User.id, Role.ended_on.is_(None))
    return and_(User.active, or_(role, exists().where(Invitation.user_id == User.id, Invitation.answer.is_(None))))


def by_email(email: str) -> User | None:
    """The active account with this address, whatever its capitals."""
    return db.session.scalars(select(User).where(User.email == email.strip().lower(), User.active)).first()


def volunteers_visible_to(actor: Actor) -> Select[Volunteer]:
    """The volunteers of the coordinator's own location; nobody else lists volunteers."""
    statement = select(Volunteer).options(selectinload(Volunteer.languages), selectinload(Volunteer.absences))
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(Volunteer.location_id == actor.location_id)
    return statement.where(false())


def away_on(day: ColumnElement[date]) -> ColumnElement[bool]:
    """Whether each volunteer of a statement offers nothing on a day; an absence has its first and last day."""
    of_day = (Absence.volunteer_id == Volunteer.id, Absence.starts_on <= day, Absence.ends_on >= day)
    return there_is(select(Absence.id).where(*of_day).correlate(Volunteer))


def coordinators_at(location_id: int) -> Select[int]:
    """The accounts of those who coordinate a location now, to tell them something."""
    return select(Role.user_id).where(
        Role.kind == RoleKind.COORDINATOR, Role.location_id == location_id, Role.ended_on.is_(None)
    )


def coordinators_to_ask(actor: Actor) -> Select[User]:
    """The coordinators whom a volunteer or a colleague of their location can reach, by name (rule 3); for others
    nobody."""
    statement = select(User).order_by(User.name_key, User.id)
    if actor.location_id is None or actor.kind not in (RoleKind.VOLUNTEER, RoleKind.COORDINATOR):
        return statement.where(false())
    return statement.where(User.active, User.id.in_(coordinators_at(actor.location_id)), User.id != actor.user_id)


def users_visible_to(actor: Actor) -> Select[User]:
    """The accounts that exist for this person. An admin sees all, a coordinator those of the own location's volunteers,
    anybody else only the own."""
    statement = select(User).options(selectinload(User.roles), selectinload(User.invitations))
    if actor.kind is RoleKind.FUNCTIONAL_ADMIN:
        return statement
    if actor.kind is RoleKind.COORDINATOR:
        here = select(Volunteer.user_id).where(Volunteer.location_id == actor.location_id)
        return statement.where(User.id.in_(here))
    return statement.where(User.id == actor.user_id) if actor.user_id else statement.where(false())
