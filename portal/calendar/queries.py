"""Reads of the calendar: the address that works, and the appointments behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from sqlalchemy import Date, Integer, Select, bindparam, func, select

from portal.access import Actor, RoleKind
from portal.calendar.models import CalendarFeed
from portal.contacts.appointments.queries import agreed_in
from portal.contacts.models import ContactMoment, ContactRevision
from portal.db import Columns, db
from portal.handovers.meeting.rules import sequence_of
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.people.queries import Identity
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import NamedTrajectory, named_for
from portal.work import rows


@dataclass(frozen=True)
class Upcoming:
    """An appointment that is still to come; `agreed_in` is the contact that names it. `sequence` grows with
    each correction of that contact, the last of which was at `changed_at`. The meeting of a warm handover
    has the `reference` of that handover instead of a contact."""

    trajectory: NamedTrajectory
    agreed_in: int
    on: date
    at: time | None
    sequence: int
    changed_at: datetime
    reference: str = ""


def working_feed(secret_hash: str) -> Select[CalendarFeed]:
    """The address with this hash, while it was not stopped."""
    return select(CalendarFeed).where(CalendarFeed.secret_hash == secret_hash, CalendarFeed.stopped_at.is_(None))


def feed_of(user_id: int) -> CalendarFeed | None:
    """The address of this person that works now."""
    mine = CalendarFeed.user_id == user_id, CalendarFeed.stopped_at.is_(None)
    return db.session.scalars(select(CalendarFeed).where(*mine)).first()


def volunteers_in(identity: Identity | None) -> list[Actor]:
    """A person in each role that has appointments of its own: the calendar is one, wherever somebody
    volunteers. A coordinator sees a whole location and supports nobody: none of that is in it."""
    roles = identity.roles if identity else ()
    actors = [identity.actor(role.id) for role in roles if role.kind is RoleKind.VOLUNTEER] if identity else []
    return [actor for actor in actors if actor is not None]


def upcoming(actors: Sequence[Actor], today: date) -> list[Upcoming]:
    """The appointments from today on of the open trajectories that somebody supports now, the first one first. The
    planned meetings of their handovers are among them. A phone keeps no past appointments."""
    supported = {row.id: NamedTrajectory(*row) for actor in actors for row in rows(_supported(actor))}
    if not supported:
        return []
    contacts = rows(AGREED, contacts=agreed_in(list(supported)))
    found = [Upcoming(supported[row.trajectory_id], *row[1:]) for row in contacts if row.next_appointment_on >= today]
    for row in rows(MEETINGS, trajectories=list(supported), today=today):
        sequence = sequence_of(row.plans, off=False)
        found.append(Upcoming(supported[row.trajectory_id], 0, row.on, row.at, sequence, row.changed_at, row.reference))
    return sorted(found, key=lambda each: (each.on, each.at or time.min, each.agreed_in))


@lru_cache(maxsize=1024)  # made once for each volunteer: making a statement takes longer than running it
def _supported(actor: Actor) -> Columns:
    return named_for(actor).where(Trajectory.closed_on.is_(None))


def _agreed() -> Columns:
    corrected = (
        select(func.max(ContactRevision.replaced_at))
        .where(ContactRevision.contact_id == ContactMoment.id)
        .correlate(ContactMoment)
        .scalar_subquery()
    )
    return select(
        ContactMoment.trajectory_id,
        ContactMoment.id,
        ContactMoment.next_appointment_on,
        ContactMoment.next_appointment_at,
        ContactMoment.version - 1,
        func.coalesce(corrected, ContactMoment.logged_at, type_=ContactMoment.logged_at.type),
    ).where(ContactMoment.id.in_(bindparam("contacts", type_=Integer, expanding=True)))


AGREED = _agreed()


def _meetings() -> Columns:
    planned_at = (
        select(func.max(HandoverEvent.at))
        .where(HandoverEvent.handover_id == WarmHandover.id, HandoverEvent.step == "plan")
        .correlate(WarmHandover)
        .scalar_subquery()
    )
    return select(
        WarmHandover.trajectory_id,
        WarmHandover.reference,
        WarmHandover.meeting_on.label("on"),
        WarmHandover.meeting_at.label("at"),
        WarmHandover.meeting_sequence.label("plans"),
        func.coalesce(planned_at, WarmHandover.prepared_at, type_=WarmHandover.prepared_at.type).label("changed_at"),
    ).where(
        WarmHandover.trajectory_id.in_(bindparam("trajectories", type_=Integer, expanding=True)),
        WarmHandover.state == "planned",
        WarmHandover.meeting_on >= bindparam("today", type_=Date),
    )


MEETINGS = _meetings()
