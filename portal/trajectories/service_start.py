"""Starting a trajectory and moving its end: what every command that does so shares.

Features above (checklists) register what happens along with it, so that trajectories need not
know them; it happens in the same transaction.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from portal.trajectories import queries, rules
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import TrajectoryType
from portal.trajectories.models_households import Household
from portal.work import Act

Hook = Callable[[Session, Act, Trajectory], None]

_when_started: list[Hook] = []
_when_dates_moved: list[Hook] = []


def when_started(hook: Hook) -> None:
    """Run the hook in the transaction in which a trajectory starts."""
    if hook not in _when_started:
        _when_started.append(hook)


def when_dates_moved(hook: Hook) -> None:
    """Run the hook in the transaction in which the start, housing or end date moves."""
    if hook not in _when_dates_moved:
        _when_dates_moved.append(hook)


def start_trajectory(
    session: Session,
    act: Act,
    household: Household,
    type_: TrajectoryType,
    legal_regime: str,
    starts_on: date,
    waiting_since: date | None = None,
) -> Trajectory:
    """A new trajectory with the end its rule gives, and everything that comes with a start.

    `waiting_since` is the start unless it is earlier known. Needs a household with its key.
    """
    trajectory = Trajectory(
        household=household,
        location_id=household.location_id,
        type=type_,
        legal_regime=legal_regime,
        starts_on=starts_on,
        waiting_since=waiting_since or starts_on,
    )
    set_end(trajectory)
    session.add(trajectory)
    session.flush()
    for hook in _when_started:
        hook(session, act, trajectory)
    return trajectory


def set_end(trajectory: Trajectory) -> None:
    """Set the end date and the rule that gives it, from the type, housing date and municipality."""
    type_, household = trajectory.type, trajectory.household
    rule = None
    if type_.duration_by_rule:
        rule = rules.duration_rule(queries.duration_rules(type_.id), household.municipality_id, household.housed_on)
    if rule is not None:
        trajectory.duration_rule_id = rule.id
        trajectory.ends_on = rules.end_by_rule(household.housed_on, trajectory.starts_on, rule.months)
    else:
        trajectory.duration_rule_id = None
        trajectory.ends_on = rules.end_by_type(trajectory.starts_on, type_.duration_days, type_.duration_months or 12)


def dates_moved(session: Session, act: Act, trajectory: Trajectory) -> None:
    """Tell the features above that the start, housing or end date of a trajectory moved."""
    session.flush()
    for hook in _when_dates_moved:
        hook(session, act, trajectory)
