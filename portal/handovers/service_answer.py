"""The team's side: accept, return, plan the meeting, record that it was held."""

from collections.abc import Collection, Sequence
from datetime import date, time

from portal.access import Action, require
from portal.handovers import rules, rules_kinds
from portal.handovers.models import Agreement, Presence, WarmHandover
from portal.handovers.rules import Agreed
from portal.handovers.service_steps import done_by, lock_handover, take, tell_senders
from portal.work import AMSTERDAM, Act, Work, unit_of_work


def accept(act: Act, reference: str) -> WarmHandover:
    """Accept in one's own name. Raises NotVisible, Forbidden, Refused("handover_moved_on")."""
    with unit_of_work(act) as work:
        handover = _to_answer(work, reference)
        if handover.state == "accepted" and done_by(work, handover, "accept"):
            return handover
        take(work, handover, "accept")
        handover.accepted_at = act.at
        handover.accepted_by_id = act.actor.user_id
        handover.accepted_version = handover.snapshots[-1].number
        tell_senders(work, handover, "handover_accepted")
        work.commit("handover.accepted", handover, reference=reference)
    return handover


def return_to_sender(act: Act, reference: str, reason: str, until: date | None, note: str | None) -> None:
    """Give it back with one of the reasons of domain.md section 4; `until` only for no capacity.
    From then on the team reads the timeline alone.

    Raises NotVisible, Forbidden, Refused "handover_moved_on", "until_missing", "until_in_past" or
    "note_missing".
    """
    until = until if reason == "no_capacity" else None
    with unit_of_work(act) as work:
        handover = _to_answer(work, reference)
        given = (reason, until, note)
        earlier = (handover.returned_reason, handover.no_capacity_until, handover.returned_note)
        if handover.state == "returned" and given == earlier and done_by(work, handover, "return"):
            return
        rules.next_state(handover.path, handover.state, "return")
        rules.check_return(reason, until, note, act.today)
        handover.returned_reason, handover.no_capacity_until, handover.returned_note = given
        take(work, handover, "return", note, reason=reason, until=until.isoformat() if until else None)
        tell_senders(work, handover, "handover_returned")
        work.commit("handover.returned", handover, reference=reference, reason=reason)


def plan(act: Act, reference: str, on: date, at: time | None, place: str) -> None:
    """Plan the meeting, or plan it anew.

    Raises NotVisible, Forbidden, Refused "handover_moved_on" or "meeting_in_past".
    """
    with unit_of_work(act) as work:
        handover = _to_answer(work, reference)
        planned = (handover.meeting_on, handover.meeting_at, handover.meeting_place)
        if handover.state == "planned" and planned == (on, at, place):
            return
        rules.next_state(handover.path, handover.state, "plan")
        rules.check_planned(on, act.today)
        handover.meeting_on, handover.meeting_at, handover.meeting_place = on, at, place
        take(work, handover, "plan", None, on=on.isoformat(), at=at.isoformat("minutes") if at else None, place=place)
        tell_senders(work, handover, "handover_planned")
        work.commit("handover.planned", handover, reference=reference)


def hold(act: Act, reference: str, held_on: date, parties: Collection[str], agreements: Sequence[Agreed]) -> None:
    """Record the meeting: the day, who was present, what was agreed (rule 7).

    Raises NotVisible, Forbidden, Refused "handover_moved_on", "meeting_in_future",
    "meeting_before_acceptance" or "party_absent".
    """
    with unit_of_work(act) as work:
        handover = _to_answer(work, reference)
        if handover.state == "held" and _same_meeting(handover, held_on, parties, agreements):
            return
        rules.next_state(handover.path, handover.state, "hold")
        # Nobody accepts an internal one: there the preparation is the beginning.
        since = (handover.accepted_at or handover.prepared_at).astimezone(AMSTERDAM).date()
        everybody = rules_kinds.meeting_counts(handover.path, parties)
        rules.check_meeting(held_on, parties, since, act.today, everybody)
        handover.held_on = held_on
        handover.presences = [Presence(party=party) for party in rules.PARTIES if party in parties]
        handover.agreements += [
            Agreement(what=each.what, who=each.who, before=each.before, stage="meeting") for each in agreements
        ]
        take(work, handover, "hold", None, on=held_on.isoformat(), agreements=len(agreements))
        tell_senders(work, handover, "handover_held")
        work.commit("handover.held", handover, reference=reference)


def _to_answer(work: Work, reference: str) -> WarmHandover:
    handover = lock_handover(work, reference)
    require(work.act.actor, Action.ANSWER_HANDOVER, handover)
    return handover


def _same_meeting(
    handover: WarmHandover, held_on: date, parties: Collection[str], agreements: Sequence[Agreed]
) -> bool:
    stored = [Agreed(each.what, each.who, each.before) for each in handover.agreements if each.stage == "meeting"]
    present = {each.party for each in handover.presences}
    return handover.held_on == held_on and present == set(parties) and stored == list(agreements)
