"""Handovers that wait for room in a team: on the day the team named they come back."""

from sqlalchemy import select, update

from portal.handovers.models import WarmHandover
from portal.handovers.service_steps import tell_senders
from portal.work import Act, unit_of_work


def wake_parked(act: Act) -> int:
    """Tell the coordinators of every handover whose day has come that it can be offered again; gives how many.

    Each comes back once, in a transaction of its own: what a run that broke off did not do, the next does. For a
    daily job.
    """
    due = (
        WarmHandover.state == "returned",
        WarmHandover.no_capacity_until <= act.today,
        WarmHandover.woken_at.is_(None),
    )
    with unit_of_work(act) as work:
        keys = list(work.session.scalars(select(WarmHandover.id).where(*due).order_by(WarmHandover.id)))
    return sum(_wake(act, key, due) for key in keys)


def _wake(act: Act, handover_id: int, due: tuple[object, ...]) -> bool:
    with unit_of_work(act) as work:
        # Past the version of the row: it must not make a form that somebody fills in stale.
        woken = work.session.execute(
            update(WarmHandover)
            .where(WarmHandover.id == handover_id, *due)
            .values(woken_at=act.at)
            .execution_options(synchronize_session=False)
        )
        if not woken.rowcount:
            return False
        handover = work.session.get_one(WarmHandover, handover_id)
        tell_senders(work, handover, "handover_unparked", volunteer=False)
        work.commit("handover.woken", handover, reference=handover.reference)
    return True
