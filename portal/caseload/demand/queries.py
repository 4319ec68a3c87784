"""Everything that waits at a location, in one statement. Without a name or an address (rule 2)."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Integer, bindparam, case, null, select

from portal.caseload.demand.rules import Waits
from portal.db import Columns
from portal.trajectories.load import HOURS, TODAY, hours, in_phase
from portal.trajectories.models.configuration import TypeFunction
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.pool.fit import AREA
from portal.trajectories.queries import waiting_at
from portal.work import rows


def waiting(location_id: int | None, today: date) -> list[Waits]:
    """Everything that waits at a location, who waits longest first."""
    functions: dict[int, set[str]] = defaultdict(set)
    for type_id, function in rows(FUNCTIONS):
        functions[type_id].add(function)
    of_type = {type_id: frozenset(found) for type_id, found in functions.items()}
    return [
        Waits(
            id=row.id,
            household_id=row.household_id,
            type_id=row.type_id,
            functions=of_type.get(row.type_id, frozenset()),
            hours=hours(row.hours),
            since=row.waiting_since,
            guided_before=row.first_assigned_on is not None,
            kept_for=row.kept_for,
            urgent=row.urgent,
            area=row.area,
        )
        for row in rows(WAITING, location_id=location_id, today=today)
    ]


def _waiting() -> Columns:
    kept = case((Trajectory.reserved_until >= TODAY, Trajectory.reserved_for_id), else_=null())
    columns = Trajectory.id, Trajectory.household_id, Trajectory.type_id, Trajectory.waiting_since
    return (
        waiting_at(bindparam("location_id", type_=Integer))
        .with_only_columns(
            *(*columns, Trajectory.first_assigned_on, Trajectory.urgent),
            *(kept.label("kept_for"), in_phase(HOURS).label("hours"), AREA.label("area")),
        )
        .join(Household, Household.id == Trajectory.household_id)
        .order_by(Trajectory.waiting_since, Trajectory.id)
    )


FUNCTIONS = select(TypeFunction.type_id, TypeFunction.function)
# Made once: making a statement takes longer than running it.
WAITING = _waiting()
