"""What the portal does about a handover that was accepted and then stands still: tell people once after each step."""

from sqlalchemy import select, update

from portal.handovers.models import WarmHandover
from portal.handovers.queries_clock import free_days, settings
from portal.handovers.queries_standstill import still_waiting, waiting
from portal.handovers.service_steps import take_turns, tell_senders, tell_team
from portal.refusals import NotVisible
from portal.work import AMSTERDAM, Act, Work


def tell_standing_still(act: Act) -> dict[str, int]:
    """Tell who accepted it, or the team, and the coordinators of every handover with which nothing happens for as many
    working days as until a reminder: no meeting was planned, its day passed, or nobody completed.

    Gives how many were "told"; those that "failed" had no turn and come again.
    """
    terms, found = settings().terms, waiting()
    if not found:
        return {"told": 0, "failed": 0}
    free = free_days(min(each.since for each in found).astimezone(AMSTERDAM).date(), act.today)

    def tell(work: Work, handover: WarmHandover) -> None:
        now = still_waiting(handover.id)
        if now is None or not now.is_due(act.today, terms, free):
            raise NotVisible
        # Past the version of the row: it must not make a form that somebody fills in stale.
        work.session.execute(
            update(WarmHandover)
            .where(WarmHandover.id == handover.id)
            .values(nudged_at=act.at)
            .execution_options(synchronize_session=False)
        )
        tell_team(work, handover, "handover_stands_still")
        tell_senders(work, handover, "handover_stands_still", volunteer=False)
        work.commit("handover.nudged", handover, reference=handover.reference)

    due = [each for each in found if each.is_due(act.today, terms, free)]
    counts = take_turns(act, due, lambda key: select(WarmHandover).where(WarmHandover.id == key), tell)
    return {"told": counts["done"], "failed": counts["failed"]}
