"""After the handover: record whether the household arrived, and what the team tells months later."""

from datetime import timedelta

from sqlalchemy import select

from portal.access import Action
from portal.days import day_of
from portal.handovers import queries as handover_queries
from portal.handovers.afterwards import queries
from portal.handovers.afterwards.models import HandoverFeedback
from portal.handovers.afterwards.rules import NEED_CATEGORIES, feedback_to_tell, lead_after_check, told_again
from portal.handovers.models.handover import WarmHandover
from portal.handovers.steps import held, lock_trajectory, step, take_turns
from portal.handovers.telling import tell_senders, tell_team
from portal.handovers.terms.queries import settings
from portal.refusals import Refused
from portal.work import Act, Work, rows


def check(act: Act, reference: str, arrival: str, note: str | None) -> None:
    """Keep whether the household arrived at the team (domain.md section 4, T+6 weeks); it may be said anew. Not
    arrived: our organisation leads again until a handover of it is completed.
    Raises NotVisible, Forbidden, Refused("handover_moved_on")."""
    with step(act, reference, "check") as now:
        work, handover = now.work, now.handover
        if now.again((handover.arrival, handover.events[-1].note) == (arrival, note)):
            return
        now.take(note, arrival=arrival)
        now.facts["arrival"] = arrival
        handover.arrival = arrival
        handover.checked_at = act.at
        _move_lead(work, handover)
        if arrival == "not_arrived":
            tell_senders(work, handover, "handover_not_arrived", volunteer=False)


def tell(act: Act, reference: str, months: int, tapped: str) -> None:
    """Keep whether the household asked again so many months after the handover, and about what (HL22). `tapped` is a
    category of need, or "no". Raises NotVisible, Forbidden, Refused "feedback_not_open" or "category_unknown"."""
    with held(act, reference, Action.TELL_FEEDBACK) as (work, handover):
        if tapped != "no" and tapped not in NEED_CATEGORIES:
            raise Refused("category_unknown")
        stored = work.session.scalars(
            select(HandoverFeedback).where(
                HandoverFeedback.handover_id == handover.id, HandoverFeedback.months == months
            )
        ).first()
        if stored is None and months not in _open(handover, act):
            raise Refused("feedback_not_open")
        asked, categories = told_again(
            stored.asked_again if stored else None, stored.categories if stored else (), tapped
        )
        if stored is None:
            stored = HandoverFeedback(handover_id=handover.id, months=months)
            work.session.add(stored)
        elif (stored.asked_again, stored.categories) == (asked, categories):
            return
        stored.asked_again, stored.categories = asked, categories
        stored.told_at, stored.told_by_id = act.at, act.actor.user_id
        work.commit("handover.feedback_told", handover, reference=reference, months=months)


def ask_checks(act: Act) -> dict[str, int]:
    """Ask the team and the coordinator, once per handover, whether the household arrived: so many weeks after
    completion as the settings say. Gives how many were "asked"; those that "failed" had no turn and come again."""
    before = act.at - timedelta(weeks=settings().check_after_weeks)

    def ask(work: Work, handover: WarmHandover) -> None:
        handover.check_asked_at = act.at
        if handover.kind == "team":
            tell_team(work, handover, "handover_check_due")
        tell_senders(work, handover, "handover_check_due", volunteer=False)
        work.commit("handover.check_asked", handover, reference=handover.reference)

    due = rows(queries.keys_to_check(before))
    counts = take_turns(act, due, lambda key: queries.to_check(before).where(WarmHandover.id == key), ask)
    return {"asked": counts["done"], "failed": counts["failed"]}


def _move_lead(work: Work, handover: WarmHandover) -> None:
    """Let the last completed handover decide who leads; a late answer about an earlier one moves nothing."""
    last = work.session.scalars(handover_queries.completed_of(handover.trajectory_id)).first()
    if last is not None and last.id == handover.id and handover.arrival is not None:
        trajectory = lock_trajectory(work, handover.trajectory)
        trajectory.lead_party = lead_after_check(handover.path, handover.arrival)


def _open(handover: WarmHandover, act: Act) -> list[int]:
    completed_on = day_of(handover.completed_at) if handover.passed_over else None
    return feedback_to_tell(completed_on, act.today, ()) if completed_on else []
