"""Starting trajectories and moving their end: what every command that does so shares. Features above (checklists)
register what happens along with it, so that trajectories need not know them; it happens in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from portal.bulk import insert_rows, reserve_keys
from portal.refusals import NotVisible
from portal.trajectories import queries, rules
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import active_types
from portal.work import Act, Work


@dataclass(frozen=True, slots=True)
class Start:
    """A trajectory to start at a household that has its key."""

    household_id: int
    location_id: int
    municipality_id: int
    housed_on: date
    type_id: int
    legal_regime: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Started:
    """A trajectory that just started, as far as what comes along with it needs to know."""

    id: int
    municipality_id: int
    housed_on: date
    type_id: int
    legal_regime: str
    starts_on: date
    ends_on: date


StartedHook = Callable[[Session, Act, Sequence[Started]], None]
MovedHook = Callable[[Session, Act, Trajectory], None]
_TABLE = cast("Table", Trajectory.__table__)
_COLUMNS = (
    *("id", "household_id", "location_id", "type_id", "legal_regime", "starts_on", "ends_on"),
    *("duration_rule_id", "waiting_since", "urgent", "lead_party"),
)
_when_started: list[StartedHook] = []
_when_dates_moved: list[MovedHook] = []


def when_started(hook: StartedHook) -> None:
    """Run the hook in the transaction in which trajectories start: one, or the thousands of an import."""
    if hook not in _when_started:
        _when_started.append(hook)


def when_dates_moved(hook: MovedHook) -> None:
    """Run the hook in the transaction in which the start, housing or end date moves, or the regime
    or municipality is another."""
    if hook not in _when_dates_moved:
        _when_dates_moved.append(hook)


def start_trajectory(
    work: Work, household: Household, type_: TrajectoryType, legal_regime: str, starts_on: date
) -> Trajectory:
    """A new trajectory with the end its rule gives, and everything that comes with a start.
    It waits from its start on. Needs a household with its key."""
    session = work.session
    ends_on, rule_id = _end_of(type_)(household.municipality_id, household.housed_on, starts_on)
    trajectory = Trajectory(
        household=household,
        location_id=household.location_id,
        type=type_,
        legal_regime=legal_regime,
        starts_on=starts_on,
        ends_on=ends_on,
        duration_rule_id=rule_id,
        waiting_since=starts_on,
    )
    session.add(trajectory)
    session.flush()
    started = Started(
        trajectory.id, household.municipality_id, household.housed_on, type_.id, legal_regime, starts_on, ends_on
    )
    for hook in _when_started:
        hook(session, work.act, [started])
    return trajectory


def start_trajectories(
    session: Session, act: Act, types: Iterable[TrajectoryType], starts: Sequence[Start]
) -> list[Started]:
    """Many new trajectories at once, each as `start_trajectory` makes one; in the order given.
    `types` are those that occur in `starts`."""
    ends = {type_.id: _end_of(type_) for type_ in types}
    started: list[Started] = []
    rows: list[tuple[object, ...]] = []
    for key, start in zip(reserve_keys(session, _TABLE, len(starts)), starts, strict=True):
        municipality_id, housed_on, type_id = start.municipality_id, start.housed_on, start.type_id
        regime, starts_on = start.legal_regime, start.starts_on
        ends_on, rule_id = ends[type_id](municipality_id, housed_on, starts_on)
        started.append(Started(key, municipality_id, housed_on, type_id, regime, starts_on, ends_on))
        place = (key, start.household_id, start.location_id)
        rows.append((*place, type_id, regime, starts_on, ends_on, rule_id, starts_on, False, "organisation"))
    insert_rows(session, _TABLE, _COLUMNS, rows)
    for hook in _when_started:
        hook(session, act, started)
    return started


def set_end(trajectory: Trajectory) -> None:
    """Set the end date and the rule that gives it, from the type, housing date and municipality."""
    household = trajectory.household
    trajectory.ends_on, trajectory.duration_rule_id = _end_of(trajectory.type)(
        household.municipality_id, household.housed_on, trajectory.starts_on
    )


def _end_of(type_: TrajectoryType) -> Callable[[int, date, date], tuple[date, int | None]]:
    """For a type: from municipality, housing date and start to the end and the rule that gives it."""
    durations = queries.duration_rules(type_.id) if type_.duration_by_rule else []
    days, months = type_.duration_days, type_.duration_months or 12

    def end(municipality_id: int, housed_on: date, starts_on: date) -> tuple[date, int | None]:
        rule = rules.duration_rule(durations, municipality_id, housed_on)
        if rule is not None:
            return rules.end_by_rule(housed_on, starts_on, rule.months), rule.id
        return rules.end_by_type(starts_on, days, months), None

    return end


def dates_moved(session: Session, act: Act, trajectory: Trajectory) -> None:
    """Tell the features above that the start, housing or end date of a trajectory moved."""
    session.flush()
    for hook in _when_dates_moved:
        hook(session, act, trajectory)


def start(work: Work, household: Household, values: dict[str, Any]) -> Trajectory:
    """Start a trajectory of an active type: type_id, legal_regime, starts_on and urgent."""
    type_ = next((each for each in active_types() if each.id == values["type_id"]), None)
    if type_ is None:
        raise NotVisible
    regime, starts_on = values["legal_regime"], values["starts_on"]
    trajectory = start_trajectory(work, household, type_, regime, starts_on)
    trajectory.urgent = values["urgent"]
    return trajectory


def started_so(trajectory: Trajectory, values: dict[str, Any]) -> bool:
    """Whether an open trajectory is what these values would start."""
    return trajectory.open and all(getattr(trajectory, name) == value for name, value in values.items())


def recount(work: Work, trajectory: Trajectory) -> None:
    """Set the end by the rule again, and let what hangs on the dates move along. A trajectory that a coordinator
    extended keeps its end."""
    if trajectory.extension_reason is None:
        set_end(trajectory)
    dates_moved(work.session, work.act, trajectory)
