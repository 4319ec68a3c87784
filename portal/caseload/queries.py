"""What the signals of many rows follow from, each read in one statement for all.

The callers read only what they may see: hand in rows that came from a `visible_to` query.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.caseload import rules
from portal.checklists.models import ChecklistItem
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.models import PlannedSilence, Trajectory
from portal.trajectories.queries import phase_rules
from portal.trajectories.queries_phase import TODAY
from portal.trajectories.rules import phase_on


@dataclass(frozen=True)
class Appointment:
    """The next appointment of a trajectory, with a time when one was agreed."""

    on: date
    at: time | None


@dataclass(frozen=True)
class Contacts:
    """The last contact in which somebody was reached, and the last intake."""

    last_reached_on: date | None = None
    intake_on: date | None = None


def signals_for(trajectories: Sequence[Trajectory], today: date) -> dict[int, list[rules.Signal]]:
    """The signals of each of these open trajectories, by its key. The number of statements does not
    depend on how many there are."""
    facts = rhythm_facts(trajectories, today)
    return {key: rules.signals(each, today) for key, each in facts.items()}


def rhythm_facts(trajectories: Sequence[Trajectory], today: date) -> dict[int, rules.RhythmFacts]:
    """What the signals follow from, by the key of the trajectory."""
    keys = [each.id for each in trajectories]
    if not keys:
        return {}
    contacts, overdue = last_contacts(keys), overdue_items(keys, today)
    appointments, silences = next_appointments(keys, today), planned_silences(keys)
    facts = {}
    for each in trajectories:
        met, appointment = contacts.get(each.id, Contacts()), appointments.get(each.id)
        count, since = overdue.get(each.id, (0, None))
        facts[each.id] = rules.RhythmFacts(
            claimed_on=each.current.starts_on if each.current else None,
            ends_on=each.ends_on,
            quiet_after_days=phase_on(phase_rules(each.type.phases), each.starts_on, today).quiet_after_days,
            last_reached_on=met.last_reached_on,
            intake_on=met.intake_on,
            overdue_items=count,
            overdue_since=since,
            appointment_on=appointment.on if appointment else None,
            appointment_at=appointment.at if appointment else None,
            silences=tuple(silences.get(each.id, ())),
        )
    return facts


def last_contacts(keys: Sequence[int]) -> dict[int, Contacts]:
    """The last contact and intake of each trajectory that had one. An attempt is no contact, and
    what was withdrawn counts nowhere."""
    rows = db.session.execute(LAST_CONTACTS, {"keys": keys})
    return {key: Contacts(reached, intake) for key, reached, intake in rows}


def next_appointments(keys: Sequence[int], today: date) -> dict[int, Appointment]:
    """The appointment of each trajectory that lies ahead, today included.

    The last contact that names one decides: an appointment that was moved is the new one. Once a
    contact, or an attempt, of that day or later is logged, it was kept.
    """
    rows = db.session.execute(NEXT_APPOINTMENTS, {"keys": keys, "today": today})
    return {key: Appointment(on, at) for key, on, at in rows}


def overdue_items(keys: Sequence[int], today: date) -> dict[int, tuple[int, date]]:
    """How many open checklist items of each trajectory are past their deadline, and the oldest."""
    rows = db.session.execute(OVERDUE_ITEMS, {"keys": keys, "today": today})
    return {key: (count, oldest) for key, count, oldest in rows}


def planned_silences(keys: Sequence[int]) -> dict[int, list[rules.Period]]:
    """The days on which no contact is expected, by trajectory."""
    silences: dict[int, list[rules.Period]] = defaultdict(list)
    for key, starts_on, ends_on in db.session.execute(PLANNED_SILENCES, {"keys": keys}):
        silences[key].append((starts_on, ends_on))
    return silences


def _next_appointments() -> Select[Any]:
    newest_first = (ContactMoment.on_date.desc(), ContactMoment.id.desc())
    recency = func.row_number().over(partition_by=ContactMoment.trajectory_id, order_by=newest_first)
    naming = (
        select(
            ContactMoment.id,
            ContactMoment.trajectory_id,
            ContactMoment.on_date,
            ContactMoment.next_appointment_on,
            ContactMoment.next_appointment_at,
            recency.label("recency"),
        )
        .where(COUNTS, ContactMoment.next_appointment_on.is_not(None))
        .subquery()
    )
    later = aliased(ContactMoment)
    kept = exists().where(
        later.trajectory_id == naming.c.trajectory_id,
        later.withdrawn_at.is_(None),
        later.on_date >= naming.c.next_appointment_on,
        or_(later.on_date > naming.c.on_date, and_(later.on_date == naming.c.on_date, later.id > naming.c.id)),
    )
    return select(naming.c.trajectory_id, naming.c.next_appointment_on, naming.c.next_appointment_at).where(
        naming.c.recency == 1, naming.c.next_appointment_on >= TODAY, ~kept
    )


# Made once: making a statement takes longer than running it.
KEYS = bindparam("keys", type_=Integer, expanding=True)
COUNTS = and_(ContactMoment.trajectory_id.in_(KEYS), ContactMoment.withdrawn_at.is_(None))
LAST_CONTACTS = (
    select(
        ContactMoment.trajectory_id,
        func.max(ContactMoment.on_date),
        func.max(case((ContactMoment.purpose == "intake", ContactMoment.on_date))),
    )
    .where(COUNTS, ContactMoment.reached)
    .group_by(ContactMoment.trajectory_id)
)
NEXT_APPOINTMENTS = _next_appointments()
OVERDUE_ITEMS = (
    select(ChecklistItem.trajectory_id, func.count(), func.min(ChecklistItem.due_on))
    .where(ChecklistItem.trajectory_id.in_(KEYS), ChecklistItem.state == "open", ChecklistItem.due_on < TODAY)
    .group_by(ChecklistItem.trajectory_id)
)
PLANNED_SILENCES = select(PlannedSilence.trajectory_id, PlannedSilence.starts_on, PlannedSilence.ends_on).where(
    PlannedSilence.trajectory_id.in_(KEYS)
)
