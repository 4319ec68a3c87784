"""Handovers that wait for room in a team: on the day the team named they come back."""

from typing import Any

from sqlalchemy import select, update

from portal.handovers.models import WarmHandover
from portal.handovers.service_steps import take_turns, tell_senders
from portal.trajectories.models import Trajectory
from portal.work import Act, Work, rows


def wake_parked(act: Act) -> dict[str, int]:
    """Tell the coordinators of every handover whose day has come that it can be offered again, once.

    Gives how many were "woken"; those that "failed" had no turn and come again. For a daily job.
    """
    parked: Any = (
        WarmHandover.state == "returned",
        WarmHandover.no_capacity_until <= act.today,
        WarmHandover.woken_at.is_(None),
    )

    def wake(work: Work, handover: WarmHandover) -> None:
        # Past the version of the row: it must not make a form that somebody fills in stale.
        work.session.execute(
            update(WarmHandover)
            .where(WarmHandover.id == handover.id)
            .values(woken_at=act.at)
            .execution_options(synchronize_session=False)
        )
        tell_senders(work, handover, "handover_unparked", volunteer=False)
        work.commit("handover.woken", handover, reference=handover.reference)

    due = rows(
        select(WarmHandover.id, Trajectory.household_id)
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(*parked)
        .order_by(WarmHandover.id)
    )
    counts = take_turns(act, due, lambda key: select(WarmHandover).where(WarmHandover.id == key, *parked), wake)
    return {"woken": counts["done"], "failed": counts["failed"]}
