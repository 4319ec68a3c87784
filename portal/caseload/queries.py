"""The facts for the signals of many rows, each read in one statement for all.

The callers read only what they may see: hand in rows that came from a `visible_to` query.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import and_, func, select

from portal.caseload import rules
from portal.checklists.models import ChecklistItem
from portal.contacts.appointments.queries import KEYS, appointments
from portal.contacts.models import ContactMoment
from portal.db import Columns
from portal.trajectories.load import TODAY, in_phase
from portal.trajectories.models.configuration import Phase
from portal.trajectories.models.trajectory import PlannedSilence, Trajectory
from portal.trajectories.named import Current, NamedTrajectory
from portal.work import rows


def signals_for(trajectories: Sequence[Trajectory | NamedTrajectory], today: date) -> dict[int, list[rules.Signal]]:
    """The signals of each of these open trajectories, by its key. The number of statements does not
    depend on how many there are."""
    facts = rhythm_facts(trajectories, today)
    return {key: rules.signals(each, today) for key, each in facts.items()}


def rhythm_facts(trajectories: Sequence[Trajectory | NamedTrajectory], today: date) -> dict[int, rules.RhythmFacts]:
    """The facts for the signals, by the key of the trajectory."""
    keys = [each.id for each in trajectories]
    if not keys:
        return {}
    facts = {}
    for key, of_one in groupby(rows(RHYTHM, keys=keys, today=today), key=lambda row: row.id):
        found = list(of_one)
        row = found[0]
        facts[key] = rules.RhythmFacts(
            claimed_on=row.claimed_on,
            ends_on=row.ends_on,
            quiet_after_days=row.quiet_after_days,
            last_reached_on=row.last_reached_on,
            intake_on=row.intake_on,
            overdue_items=row.overdue_items,
            overdue_since=row.overdue_since,
            appointment_on=row.next_appointment_on,
            appointment_at=row.next_appointment_at,
            silences=tuple((each.silent_from, each.silent_until) for each in found if each.silent_from),
        )
    return facts


def _rhythm() -> Columns:
    """The facts of contacts, items and appointments that decide the rhythm of each trajectory. A row for each planned
    silence, or one without any. An attempt is no contact, and withdrawn contacts count nowhere."""
    agreed = appointments("trajectory_id", "next_appointment_on", "next_appointment_at").subquery()
    reached = (
        select(func.max(ContactMoment.on_date))
        .where(
            ContactMoment.trajectory_id == Trajectory.id, ContactMoment.withdrawn_at.is_(None), ContactMoment.reached
        )
        .correlate(Trajectory)
    )
    # A deadline from before the present supporter came is nobody's delay (rule 14).
    overdue = and_(
        ChecklistItem.trajectory_id == Trajectory.id,
        ChecklistItem.state == "open",
        ChecklistItem.due_on < TODAY,
        ChecklistItem.due_on >= Current.starts_on,
    )
    return (
        select(
            Trajectory.id,
            Trajectory.ends_on,
            Current.starts_on.label("claimed_on"),
            in_phase(Phase.quiet_after_days).label("quiet_after_days"),
            reached.scalar_subquery().label("last_reached_on"),
            reached.where(ContactMoment.purpose == "intake").scalar_subquery().label("intake_on"),
            select(func.count()).where(overdue).correlate(Trajectory, Current).scalar_subquery().label("overdue_items"),
            select(func.min(ChecklistItem.due_on)).where(overdue).scalar_subquery().label("overdue_since"),
            agreed.c.next_appointment_on,
            agreed.c.next_appointment_at,
            PlannedSilence.starts_on.label("silent_from"),
            PlannedSilence.ends_on.label("silent_until"),
        )
        .outerjoin(Current, and_(Current.trajectory_id == Trajectory.id, Current.ends_on.is_(None)))
        .outerjoin(agreed, agreed.c.trajectory_id == Trajectory.id)
        .outerjoin(PlannedSilence, PlannedSilence.trajectory_id == Trajectory.id)
        .where(Trajectory.id.in_(KEYS))
        .order_by(Trajectory.id, PlannedSilence.starts_on)
    )


# Made once: making a statement takes longer than running it.
RHYTHM = _rhythm()
