"""What the signals of many rows follow from, each read in one statement for all.

The callers read only what they may see: hand in rows that came from a `visible_to` query.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.caseload import rules
from portal.checklists.models import ChecklistItem
from portal.contacts.models import ContactMoment
from portal.trajectories.models import PlannedSilence, Trajectory
from portal.trajectories.models_configuration import Phase
from portal.trajectories.queries_named import Current
from portal.trajectories.queries_phase import TODAY, in_phase
from portal.work import rows


@dataclass(frozen=True)
class Appointment:
    """An appointment of a trajectory, with a time when one was agreed."""

    on: date
    at: time | None


class Keyed(Protocol):
    """Anything with the key of a trajectory."""

    @property
    def id(self) -> int: ...


def signals_for(trajectories: Sequence[Keyed], today: date) -> dict[int, list[rules.Signal]]:
    """The signals of each of these open trajectories, by its key. The number of statements does not
    depend on how many there are."""
    facts = rhythm_facts(trajectories, today)
    return {key: rules.signals(each, today) for key, each in facts.items()}


def rhythm_facts(trajectories: Sequence[Keyed], today: date) -> dict[int, rules.RhythmFacts]:
    """What the signals follow from, by the key of the trajectory."""
    keys = [each.id for each in trajectories]
    if not keys:
        return {}
    agreed, silences = appointments(keys), planned_silences(keys)
    facts = {}
    for row in rows(RHYTHM, keys=keys, today=today):
        appointment = agreed.get(row.id)
        facts[row.id] = rules.RhythmFacts(
            claimed_on=row.claimed_on,
            ends_on=row.ends_on,
            quiet_after_days=row.quiet_after_days,
            last_reached_on=row.last_reached_on,
            intake_on=row.intake_on,
            overdue_items=row.overdue_items,
            overdue_since=row.overdue_since,
            appointment_on=appointment.on if appointment else None,
            appointment_at=appointment.at if appointment else None,
            silences=tuple(silences.get(row.id, ())),
        )
    return facts


def appointments(keys: Sequence[int]) -> dict[int, Appointment]:
    """The appointment of each trajectory that was made and not yet kept.

    The last contact that names one decides: an appointment that was moved is the new one. Once a
    contact, or an attempt, of that day or later is logged, it was kept.
    """
    return {key: Appointment(on, at) for key, on, at in rows(APPOINTMENTS, keys=keys)}


def agreed_in(keys: Sequence[int]) -> list[int]:
    """The contacts that name those appointments, by their key."""
    return [contact_id for (contact_id,) in rows(AGREED_IN, keys=keys)]


def planned_silences(keys: Sequence[int]) -> dict[int, list[rules.Period]]:
    """The days on which no contact is expected, by trajectory."""
    silences: dict[int, list[rules.Period]] = defaultdict(list)
    for key, starts_on, ends_on in rows(PLANNED_SILENCES, keys=keys):
        silences[key].append((starts_on, ends_on))
    return silences


def _appointments(*columns: str) -> Select[Any]:
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
    return select(*(naming.c[column] for column in columns)).where(naming.c.recency == 1, ~kept)


def _rhythm() -> Select[Any]:
    """Contacts and items of each trajectory, as far as its rhythm follows from them. An attempt is
    no contact, and what was withdrawn counts nowhere."""
    reached = (
        select(func.max(ContactMoment.on_date))
        .where(
            ContactMoment.trajectory_id == Trajectory.id, ContactMoment.withdrawn_at.is_(None), ContactMoment.reached
        )
        .correlate(Trajectory)
    )
    overdue = and_(
        ChecklistItem.trajectory_id == Trajectory.id, ChecklistItem.state == "open", ChecklistItem.due_on < TODAY
    )
    return (
        select(
            Trajectory.id,
            Trajectory.ends_on,
            Current.starts_on.label("claimed_on"),
            in_phase(Phase.quiet_after_days).label("quiet_after_days"),
            reached.scalar_subquery().label("last_reached_on"),
            reached.where(ContactMoment.purpose == "intake").scalar_subquery().label("intake_on"),
            select(func.count()).where(overdue).correlate(Trajectory).scalar_subquery().label("overdue_items"),
            select(func.min(ChecklistItem.due_on)).where(overdue).scalar_subquery().label("overdue_since"),
        )
        .outerjoin(Current, and_(Current.trajectory_id == Trajectory.id, Current.ends_on.is_(None)))
        .where(Trajectory.id.in_(KEYS))
    )


# Made once: making a statement takes longer than running it.
KEYS = bindparam("keys", type_=Integer, expanding=True)
RHYTHM = _rhythm()
COUNTS = and_(ContactMoment.trajectory_id.in_(KEYS), ContactMoment.withdrawn_at.is_(None))
APPOINTMENTS = _appointments("trajectory_id", "next_appointment_on", "next_appointment_at")
AGREED_IN = _appointments("id")
PLANNED_SILENCES = select(PlannedSilence.trajectory_id, PlannedSilence.starts_on, PlannedSilence.ends_on).where(
    PlannedSilence.trajectory_id.in_(KEYS)
)
