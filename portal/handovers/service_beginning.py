"""Beginning a handover: what every kind of it shares."""

from typing import Any

from portal.access import Action, require
from portal.handovers import queries, rules_kinds
from portal.handovers.models import WarmHandover
from portal.handovers.rules import INTERNAL
from portal.handovers.service_steps import hold_household, new_reference, tell_timeline
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Work, fetch_all


def to_begin(work: Work, trajectory_id: int, kind: str, variant: str) -> Trajectory:
    """The trajectory of which a handover can begin this way, held with its household: an open one, or one whose
    household did not arrive where it went.

    Raises NotVisible, Forbidden, Refused "trajectory_closed", "handover_not_for_type",
    "variant_not_for_type", "question_after_closing" or "handover_already_open" (rule 8).
    """
    statement = visible_to(work.act.actor).where(Trajectory.id == trajectory_id)
    hold_household(work, statement)
    trajectory = work.lock(statement)
    require(work.act.actor, Action.PREPARE_HANDOVER, trajectory)
    if not trajectory.open and not any(each.came_back for each in fetch_all(queries.completed_of(trajectory.id))[:1]):
        raise Refused("trajectory_closed")
    check_way(trajectory, kind, variant)
    if work.session.scalars(queries.open_of(trajectory.id)).first() is not None:
        raise Refused("handover_already_open")
    return trajectory


def check_way(trajectory: Trajectory, kind: str, variant: str) -> None:
    """Raise Refused when a trajectory of this type cannot go this way, or no more."""
    type_ = trajectory.type
    rules_kinds.check_way(type_.ends_with, type_.next_type_id is not None, kind, variant, trajectory.open)


def begin(work: Work, trajectory: Trajectory, kind: str, variant: str, **recipient: Any) -> WarmHandover:
    """The new handover, prepared, with the first line of its timeline. `recipient` are the columns
    that say to whom it goes."""
    handover = work.add(
        WarmHandover(
            reference=new_reference(work),
            trajectory=trajectory,
            location_id=trajectory.location_id,
            kind=kind,
            variant=variant,
            state="prepared",
            prepared_at=work.act.at,
            **recipient,
        )
    )
    # A type has a name in each language, and the page shows it; a team has one name alone.
    to = {} if kind == INTERNAL else {"team": handover.recipient}
    tell_timeline(work, handover, "prepare", variant=variant, **to)
    return handover
