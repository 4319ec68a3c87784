"""Reads of late contacts: whose trajectory it was, and what waits for a coordinator."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, false, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from portal.access import Actor, RoleKind
from portal.contacts.late.models import TEXT, LateContact, day_of
from portal.contacts.late.rules import Period, keys_of
from portal.contacts.models import ContactMoment
from portal.contacts.queries import counted
from portal.contacts.rules import ContactDetails
from portal.db import Columns, db
from portal.people.models.people import User, Volunteer
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import runs_for
from portal.work import fetch_all, rows

SETTLED_SHOWN = 10


def visible_to(actor: Actor) -> Select[LateContact]:
    """The late contacts of a coordinator's own location. Nobody else finds any, not even their author:
    they are about a household that is no longer theirs (rule 3)."""
    return (
        select(LateContact)
        .join(LateContact.trajectory)
        .options(
            contains_eager(LateContact.trajectory).joinedload(Trajectory.household).selectinload(Household.clients),
            joinedload(LateContact.author),
            joinedload(LateContact.settled_by),
        )
        .where(_here(actor))
    )


def supported_by(actor: Actor) -> Select[Trajectory]:
    """The trajectories this person supports or once supported, whichever role they are in now: what they
    did there stays theirs to tell. Open or closed."""
    return select(Trajectory).options(joinedload(Trajectory.household)).where(_supported(actor, Trajectory.id))


def is_mine(actor: Actor, trajectory_id: int) -> bool:
    """Whether this person supports the trajectory now, whichever role they are in."""
    return bool(db.session.scalar(select(_supported(actor, trajectory_id, runs_for(actor)))))


def was_mine(actor: Actor, trajectory_id: int) -> bool:
    """Whether this person once supported the trajectory and no longer does. They may hear "released"; anybody else
    hears that there is nothing."""
    ever, now = (_supported(actor, trajectory_id, *more) for more in ((), (runs_for(actor),)))
    return bool(db.session.scalar(select(ever & ~now)))


def by_submission_key(author_id: int, trajectory_id: int, key: str) -> LateContact | None:
    """The contact an author handed in before about a trajectory with the form of this key (rule 10)."""
    mine = LateContact.author_id == author_id, LateContact.trajectory_id == trajectory_id
    statement = select(LateContact).where(*mine, LateContact.submission_key.in_(keys_of(key, trajectory_id)))
    return db.session.scalars(statement).first()


def handed_in_with(author_id: int, key: str) -> bool:
    """Whether an author handed in anything with this key, about whichever trajectory."""
    mine = LateContact.author_id == author_id, LateContact.submission_key == key
    return bool(db.session.scalar(select(exists().where(*mine))))


def in_file(author_id: int, trajectory_id: int, key: str) -> ContactMoment | None:
    """The contact that an author logged in the file of a trajectory with the form of this key. A phone sends it again
    when the answer got lost."""
    mine = ContactMoment.author_id == author_id, ContactMoment.trajectory_id == trajectory_id
    statement = select(ContactMoment).where(*mine, ContactMoment.submission_key.in_(keys_of(key, trajectory_id)))
    return db.session.scalars(statement).first()


def logged_with(author_id: int, key: str) -> bool:
    """Whether an author logged anything with this key, in whichever file."""
    mine = ContactMoment.author_id == author_id, ContactMoment.submission_key == key
    return bool(db.session.scalar(select(exists().where(*mine))))


@dataclass(frozen=True)
class LateRow:
    """A late contact on the list; its household is named by `named_among`."""

    id: int
    trajectory_id: int
    content: dict[str, object]
    handed_in_at: datetime
    said_at: datetime
    outcome: str | None
    settled_at: datetime | None
    author: str
    settled_by: str | None

    @property
    def said(self) -> ContactDetails | None:
        """The contact in the words of its author; None when it came as text."""
        return None if TEXT in self.content else ContactDetails.from_content(self.content)

    @property
    def day(self) -> date:
        """The day of the contact, or on which a text was saved."""
        return day_of(self.content, self.said_at)


@lru_cache(maxsize=64)
def waiting(actor: Actor) -> Select[int]:
    """The keys of those that wait for a coordinator of the location."""
    return select(LateContact.id).where(LateContact.settled_at.is_(None), _here(actor))


def oldest_waiting(actor: Actor, after: int | None, limit: int) -> list[LateRow]:
    """Those that wait, in the order in which they came, behind the key `after`."""
    statement = _listed(actor).where(LateContact.settled_at.is_(None)).order_by(LateContact.id).limit(limit)
    return _rows(statement if after is None else statement.where(LateContact.id > after))


def just_settled(actor: Actor, since: datetime) -> list[LateRow]:
    """The last ones that were settled, from a moment on, newest first."""
    newest = LateContact.settled_at.desc(), LateContact.id.desc()
    return _rows(_listed(actor).where(LateContact.settled_at >= since).order_by(*newest).limit(SETTLED_SHOWN))


def periods_of(late: LateContact) -> list[Period]:
    """From when to when its author supported the trajectory, the first time first."""
    statement = (
        select(Assignment.starts_on, Assignment.ends_on)
        .join(Assignment.volunteer)
        .where(Assignment.trajectory_id == late.trajectory_id, Volunteer.user_id == late.author_id)
        .order_by(Assignment.starts_on, Assignment.id)
    )
    return [(row.starts_on, row.ends_on) for row in rows(statement)]


def text_with(author_id: int, key: str) -> LateContact | None:
    """The text an author handed in with this key: the phone sends it again when the answer got lost."""
    mine = LateContact.author_id == author_id, LateContact.submission_key == key
    found = db.session.scalars(select(LateContact).where(*mine)).first()
    return found if found is not None and found.text is not None else None


def of_that_day(late: LateContact) -> list[ContactMoment]:
    """The contacts of the file on the day of a late contact: one may be the same visit."""
    statement = counted(select(ContactMoment)).where(
        ContactMoment.trajectory_id == late.trajectory_id, ContactMoment.on_date == late.day
    )
    return fetch_all(statement.options(joinedload(ContactMoment.author)).order_by(ContactMoment.id))


def _here(actor: Actor) -> ColumnElement[bool]:
    if actor.kind is RoleKind.COORDINATOR:
        return LateContact.location_id == actor.location_id
    return false()


def _supported(
    actor: Actor, trajectory: SQLColumnExpression[int] | int, *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """This person has an assignment to the trajectory, at whichever location they volunteer."""
    mine = Assignment.volunteer_id == Volunteer.id, Volunteer.user_id == actor.user_id
    return exists().where(Assignment.trajectory_id == trajectory, *mine, *more)


def _listed(actor: Actor) -> Columns:
    settler = aliased(User)
    return (
        select(
            LateContact.id,
            LateContact.trajectory_id,
            LateContact.content,
            LateContact.handed_in_at,
            LateContact.said_at,
            LateContact.outcome,
            LateContact.settled_at,
            User.name,
            settler.name,
        )
        .join(LateContact.author)
        .outerjoin(settler, settler.id == LateContact.settled_by_id)
        .where(_here(actor))
    )


def _rows(statement: Columns) -> list[LateRow]:
    return [LateRow(*row) for row in rows(statement)]
