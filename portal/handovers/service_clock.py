"""What the portal does by itself about an offer that nobody answers: remind, warn, let it lapse.

Each is a step of its own, in a transaction of its own that first locks the handover and looks again: two
workers at once, or one that starts after days of standstill, do each once and in order.
"""

from collections.abc import Callable

from sqlalchemy import select

from portal.handovers import queries_people
from portal.handovers.models import WarmHandover
from portal.handovers.queries_clock import Unanswered, free_days, settings, still_unanswered, unanswered
from portal.handovers.service_steps import lock_household, take, tell_roles, tell_senders, tell_team, tell_timeline
from portal.refusals import Busy
from portal.work import AMSTERDAM, Act, Work, unit_of_work


def run_clock(act: Act) -> dict[str, int]:
    """Take every step that is due now, for every offer that waits for an answer.

    Gives how many were "reminded", "escalated" and "lapsed"; those that "failed" had no turn and come again.
    """
    counts, terms = {**dict.fromkeys(DONE.values(), 0), "failed": 0}, settings().terms
    waiting = unanswered()
    if not waiting:
        return counts
    free = free_days(waiting[0].offered_at.astimezone(AMSTERDAM).date(), act.today)

    def due(offer: Unanswered | None) -> str | None:
        return offer.next_step(act.today, terms, free) if offer else None

    for offer in waiting:
        step = due(offer)
        while step is not None:
            try:
                taken = _take(act, offer, due)
            except Busy:
                counts["failed"] += 1
                break
            if taken is None:
                break
            counts[DONE[taken]] += 1
            step = due(still_unanswered(offer.id))
    return counts


def _take(act: Act, offer: Unanswered, due: Callable[[Unanswered | None], str | None]) -> str | None:
    """Take the step that is due once nobody else can; None when there is none any more."""
    with unit_of_work(act) as work:
        lock_household(work, offer.household_id)
        handover = work.lock(select(WarmHandover).where(WarmHandover.id == offer.id))
        step = due(still_unanswered(offer.id))
        if step is not None:
            STEPS[step](work, handover)
            work.commit(f"handover.{DONE[step]}", handover, reference=handover.reference)
    return step


def _remind(work: Work, handover: WarmHandover) -> None:
    """Ask the team again; of an organisation without an account the coordinators, who call it."""
    handover.reminded_at = work.act.at
    tell_timeline(work, handover, "remind")
    if handover.team_id is not None:
        tell_team(work, handover, "handover_reminder", reminder=True)
    else:
        tell_senders(work, handover, "handover_unanswered", volunteer=False)


def _escalate(work: Work, handover: WarmHandover) -> None:
    """Tell the focal officer of the team and the coordinators of the location."""
    handover.escalated_at = work.act.at
    tell_timeline(work, handover, "escalate")
    tell_roles(
        work,
        handover,
        "handover_unanswered_here",
        queries_people.focal_officers_of(handover) or queries_people.members_of(handover),
    )
    tell_roles(work, handover, "handover_unanswered", queries_people.coordinators_of(handover))


def _lapse(work: Work, handover: WarmHandover) -> None:
    """The sender has it back: the team reads no more (rule 9), and everyone hears so."""
    take(work, handover, "lapse")
    tell_team(work, handover, "handover_lapsed")
    tell_senders(work, handover, "handover_lapsed")


STEPS: dict[str, Callable[[Work, WarmHandover], None]] = {"remind": _remind, "escalate": _escalate, "lapse": _lapse}
DONE = {"remind": "reminded", "escalate": "escalated", "lapse": "lapsed"}
