"""The steps the portal takes by itself about an offer that nobody answers: remind, warn, let it lapse.
Each locks the handover and looks again: it happens once and in order, also with two workers at once."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from portal.days import day_of
from portal.handovers import queries as handover_queries
from portal.handovers.clock.queries import Unanswered, still_unanswered, still_waiting, unanswered, waiting
from portal.handovers.models.handover import WarmHandover
from portal.handovers.steps import put_aside, take, take_turns, tell_timeline
from portal.handovers.telling import tell_roles, tell_senders, tell_team
from portal.handovers.terms.queries import free_days, settings
from portal.people.roles.queries import roles_at_location, roles_in_team
from portal.refusals import NotVisible
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work, rows


def run_clock(act: Act) -> dict[str, int]:
    """Take every step that is due now, for every offer that waits for an answer.
    Gives how many were "reminded", "escalated" and "lapsed"; those that "failed" had no turn and come again."""
    counts, terms, found = dict.fromkeys(DONE.values(), 0), settings().terms, unanswered()
    if not found:
        return {**counts, "failed": 0}
    free = free_days(day_of(found[0].offered_at), act.today)

    def step_of(offer: Unanswered | None) -> str | None:
        return offer.next_step(act.today, terms, free) if offer else None

    def take_due(work: Work, handover: WarmHandover) -> bool:
        step = step_of(still_unanswered(handover.id))
        if step is None:
            raise NotVisible
        STEPS[step](work, handover)
        work.commit(f"handover.{DONE[step]}", handover, reference=handover.reference)
        counts[DONE[step]] += 1
        return step_of(still_unanswered(handover.id)) is not None

    failed = take_turns(act, list(filter(step_of, found)), _handover, take_due)["failed"]
    return {**counts, "failed": failed}


def _handover(key: int) -> Select[WarmHandover]:
    return select(WarmHandover).where(WarmHandover.id == key)


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
        handover_queries.focal_officers_of(handover) or roles_in_team(handover.team_id),
    )
    tell_roles(work, handover, "handover_unanswered", roles_at_location(handover.location_id))


def _lapse(work: Work, handover: WarmHandover) -> None:
    """The sender has it back: the team reads no more (rule 9), and everyone hears so."""
    take(work, handover, "lapse")
    tell_team(work, handover, "handover_lapsed")
    tell_senders(work, handover, "handover_lapsed")


STEPS: dict[str, Callable[[Work, WarmHandover], None]] = {"remind": _remind, "escalate": _escalate, "lapse": _lapse}
DONE = {"remind": "reminded", "escalate": "escalated", "lapse": "lapsed"}


def tell_standing_still(act: Act) -> dict[str, int]:
    """Tell the recipient and the coordinators of every handover that stands still for the days of a reminder.
    Gives how many were "told"; those that "failed" had no turn and come again."""
    terms, found = settings().terms, waiting()
    if not found:
        return {"told": 0, "failed": 0}
    free = free_days(day_of(min(each.since for each in found)), act.today)

    def tell(work: Work, handover: WarmHandover) -> None:
        now = still_waiting(handover.id)
        if now is None or not now.is_due(act.today, terms, free):
            raise NotVisible
        put_aside(work, handover, nudged_at=act.at)
        tell_team(work, handover, "handover_stands_still")
        tell_senders(work, handover, "handover_stands_still", volunteer=False)
        work.commit("handover.nudged", handover, reference=handover.reference)

    due = [each for each in found if each.is_due(act.today, terms, free)]
    counts = take_turns(act, due, _handover, tell)
    return {"told": counts["done"], "failed": counts["failed"]}


def wake_parked(act: Act) -> dict[str, int]:
    """Tell the coordinators of every handover whose day has come that it can be offered again, once.
    Gives how many were "woken"; those that "failed" had no turn and come again. For a daily job."""
    parked: Any = (
        WarmHandover.state == "returned",
        WarmHandover.no_capacity_until <= act.today,
        WarmHandover.woken_at.is_(None),
    )

    def wake(work: Work, handover: WarmHandover) -> None:
        put_aside(work, handover, woken_at=act.at)
        tell_senders(work, handover, "handover_unparked", volunteer=False)
        work.commit("handover.woken", handover, reference=handover.reference)

    due = rows(
        select(WarmHandover.id, Trajectory.household_id)
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(*parked)
        .order_by(WarmHandover.id)
    )
    counts = take_turns(act, due, lambda key: _handover(key).where(*parked), wake)
    return {"woken": counts["done"], "failed": counts["failed"]}
