"""The closed list of events, and the lines they leave (domain.md rule 11): who, in which role, did what, when, for
which household. No content: no names, no notes. Lines are only added; the database refuses to change or remove one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, bindparam, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.db import Base, Moment

if TYPE_CHECKING:
    from portal.work import Act

# Reading the same page again within this time is the same reading: one line, not ten.
SAME_READING = timedelta(minutes=15)

# Each event with exactly the facts it carries.
EVENTS: dict[str, frozenset[str]] = {
    name: frozenset(facts)
    for name, facts in {
        # reading
        "trajectory.opened": (),
        "trajectory.listed": ("list",),
        "household.opened": (),
        "handover.opened": ("snapshot_version",),
        "handover.listed": (),
        "handover.downloaded": ("snapshot_version", "form"),
        "meeting.fetched": (),
        "list.downloaded": ("list", "form", "filters", "count"),
        "audit.opened": (),
        "calendar.fetched": (),
        "appointment.fetched": (),
        # signing in
        "session.refused": ("account", "address"),
        "session.postponed": (),
        "session.started": ("role",),
        "session.ended": (),
        "session.locked": (),
        "session.seen": (),
        "sessions.erased": ("sessions", "tries"),
        "session.role_switched": ("role",),
        "user.password_set": (),
        "user.link_handed_out": (),
        "user.link_asked": (),
        "user.link_made": (),
        "user.locale_changed": ("locale",),
        "view.saved": ("list",),
        "view.removed": ("list",),
        # trajectories
        "household.added": (),
        "household.changed": ("fields",),
        "household.helper_changed": ("role", "change"),
        "client.added": ("client_id",),
        "client.changed": ("client_id", "fields"),
        "client.left": ("client_id",),
        "client.recognised": ("client_id",),
        "trajectory.added": ("type",),
        "trajectory.changed": ("fields",),
        "trajectory.extended": ("ends_on",),
        "trajectory.claimed": ("volunteer_id",),
        "trajectory.released": ("volunteer_id", "reason"),
        "trajectory.assigned": ("volunteer_id", "override"),
        "trajectory.reassigned": ("from_volunteer_id", "to_volunteer_id", "override"),
        "trajectory.reminded": ("volunteer_id",),
        "trajectory.closed": ("outcome", "next_trajectory_id"),
        "trajectory.overlap_ended": ("volunteer_id",),
        "silence.planned": ("until",),
        "silence.removed": ("until",),
        "goal.set": ("goal_id",),
        # contacts and checklists
        "contact.logged": ("contact_id",),
        "contact.corrected": ("contact_id",),
        "contact.withdrawn": ("contact_id",),
        "late_contact.handed_in": (),
        "late_contact.logged": ("contact_id",),
        "late_contact.declined": (),
        "late_contact.handled": (),
        "item.ticked": ("item_id", "done_by"),
        "item.not_applicable": ("item_id",),
        "item.undone": ("item_id",),
        "checklist.added": ("list",),
        # warm handover
        "handover.prepared": ("reference",),
        "handover.changed": ("reference",),
        "handover.draft_read": ("reference",),
        "loose_ends.decided": ("reference", "passed_on", "closed", "kept"),
        "handover.offered": ("reference", "team_id", "snapshot_version"),
        "handover.renewed": ("reference", "team_id", "snapshot_version"),
        "handover.accepted": ("reference",),
        "handover.returned": ("reference", "reason"),
        "handover.withdrawn": ("reference",),
        "handover.planned": ("reference",),
        "handover.held": ("reference",),
        "handover.missed": ("reference",),
        "handover.counted": ("reference",),
        "handover.reminded": ("reference",),
        "handover.escalated": ("reference",),
        "handover.lapsed": ("reference",),
        "handover.nudged": ("reference",),
        "handover.answered": ("reference",),
        "handover.completed": ("reference",),
        "handover.check_asked": ("reference",),
        "handover.checked": ("reference", "arrival"),
        "handover.feedback_told": ("reference", "months"),
        "handover.woken": ("reference",),
        "handover.message_written": ("message_id",),
        "capacity.asked": ("team_id",),
        "capacity.answered": ("answer",),
        "organisation.added": (),
        "organisation.changed": ("fields",),
        "organisation.ended": (),
        "consent.recorded": ("client_id", "team_id", "organisation_id", "scopes"),
        "consent.withdrawn": ("client_id", "team_id", "organisation_id"),
        # people
        "volunteer.added": ("volunteer_id",),
        "volunteer.changed": ("volunteer_id", "fields"),
        "absence.planned": ("volunteer_id",),
        "absence.removed": ("volunteer_id",),
        "stand_in.set": ("fields",),
        "user.added": (),
        "user.changed": ("fields",),
        "role.granted": ("role",),
        "role.offered": ("role",),
        "volunteer.invited": (),
        "invitation.accepted": ("role",),
        "invitation.declined": ("role",),
        "invitation.withdrawn": ("role",),
        "role.ended": ("role",),
        # files and configuration
        "import.previewed": ("kind", "new", "changed", "unchanged", "refused"),
        "import.erased": ("drafts",),
        "import.applied": ("kind", "new", "changed", "unchanged", "refused"),
        "trajectory.imported": ("change",),
        "volunteer.imported": ("change",),
        "team.imported": ("change",),
        "location.added": (),
        "configuration.changed": ("what", "change"),
        "notices.read": (),
        "calendar.address_made": (),
        "calendar.stopped": (),
        "mail.claimed": ("attempt",),
        "mail.settled": ("fate",),
        "mail.postponed": (),
        "mail.tried_again": (),
    }.items()
}

# The events that only say that somebody read, or tried: they change nothing that anybody sees.
TRACES = frozenset(
    name
    for name in EVENTS
    if name.startswith("session.") or name.endswith((".opened", ".listed", ".downloaded", ".fetched"))
)


class AuditLine(Base):
    """One line: who did what, when, about which household. No foreign keys: a line outlives all."""

    __tablename__ = "audit_line"
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    role: Mapped[str | None] = mapped_column(String(20))
    event: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int | None]
    household_id: Mapped[int | None]
    location_id: Mapped[int | None]
    facts: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    __table_args__ = (
        Index("ix_audit_line_household", "household_id", "id"),
        Index("ix_audit_line_actor", "actor_id", "event", "subject_id", "at"),
    )


def line(act: "Act", event: str, subject: Any, facts: dict[str, object]) -> dict[str, object]:
    """The values of one audit line. Raises ValueError for an event, or a fact of it, that is not in the closed list: a
    new kind of trace is a decision, not an accident."""
    if event not in EVENTS or EVENTS[event] != facts.keys():
        raise ValueError(f"audit event {event!r} with {sorted(facts)} is not in the closed list")
    return {
        "at": act.at,
        "actor_id": act.actor.user_id or None,
        "role": act.actor.kind.value if act.actor.kind else None,
        "event": event,
        "subject_kind": subject.__tablename__ if subject is not None else "portal",
        "subject_id": getattr(subject, "id", None),
        "household_id": getattr(subject, "household_id", None),
        "location_id": getattr(subject, "location_id", None),
        "facts": facts,
    }


def write(session: Session, act: "Act", event: str, subject: Any, facts: dict[str, object]) -> None:
    """Add one line to the running transaction."""
    write_all(session, [line(act, event, subject, facts)])


def write_all(session: Session, lines: list[dict[str, object]]) -> None:
    """Add many lines at once; an import writes one for each household."""
    if lines:
        session.execute(insert(AuditLine), lines)


# Made once: it runs before every list of names.
READ_SINCE = select(AuditLine.subject_id).where(
    AuditLine.actor_id == bindparam("actor_id"),
    AuditLine.event == bindparam("event"),
    AuditLine.subject_id.in_(bindparam("subjects", expanding=True)),
    AuditLine.at > bindparam("since", type_=Moment),
)


def unread(
    session: Session, act: "Act", event: str, subjects: Sequence[Any], since: datetime | None = None
) -> list[Any]:
    """The subjects this person has not read in the last 15 minutes, or since a moment: only those need
    a line."""
    read = {"actor_id": act.actor.user_id, "event": event, "since": since or act.at - SAME_READING}
    values = {**read, "subjects": [subject.id for subject in subjects]}
    seen = {key for (key,) in session.connection().execute(READ_SINCE, values).all()}
    return [subject for subject in subjects if subject.id not in seen]
