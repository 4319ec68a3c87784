"""The recipient's side: accept, return, answer a question."""

from collections.abc import Collection
from datetime import date

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers.answer import rules
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Presence
from portal.handovers.returned.rules import Returned
from portal.handovers.returned.service import keep_return
from portal.handovers.steps import done_by, lock_handover, path_of, take, to_answer
from portal.handovers.telling import tell_senders
from portal.people.notices.steps import notify
from portal.people.roles.queries import team_members
from portal.refusals import Refused
from portal.work import AMSTERDAM, Act, Work, unit_of_work


def accept(act: Act, reference: str, read: int | None, colleague_id: int | None = None) -> WarmHandover:
    """Accept the version that was read, in one's own name or for a colleague, who is told.

    A second tap gives the same result. Raises NotVisible, Forbidden, Refused "handover_moved_on", "version_changed"
    when a newer version was sent since, or "no_colleague" for who does not work in the team now.
    """
    worker_id = colleague_id or act.actor.user_id
    with unit_of_work(act) as work:
        handover = to_answer(work, reference)
        if handover.state == "accepted" and handover.accepted_by_id == worker_id and done_by(work, handover, "accept"):
            return handover
        handover_path.next_state(handover.path, handover.state, "accept")
        newest = handover.snapshots[-1].number
        handover_path.check_read(read, newest)
        handover.accepted_at = act.at
        handover.accepted_by_id = worker_id
        handover.accepted_version = newest
        for_whom = _colleague(work, handover, worker_id)
        take(work, handover, "accept", number=newest, **({"for": for_whom} if for_whom else {}))
        tell_senders(work, handover, "handover_accepted")
        work.commit("handover.accepted", handover, reference=reference)
    return handover


def _colleague(work: Work, handover: WarmHandover, worker_id: int) -> str | None:
    """The name of the colleague for whom it is accepted, who is told; None for who accepts themselves."""
    if worker_id == work.act.actor.user_id:
        return None
    colleague = next((each for each in team_members(handover.team_id) if each.id == worker_id), None)
    if colleague is None:
        raise Refused("no_colleague")
    notify(work, worker_id, "handover_for_you", path_of(handover), reference=handover.reference)
    return colleague.name


def return_to_sender(act: Act, reference: str, answer: Returned) -> None:
    """Give it back with one of the reasons of domain.md section 4 and what belongs to it: see `Returned`. A question
    goes into the conversation. From then on the team reads the timeline alone.

    Raises NotVisible, Forbidden, Refused "handover_moved_on", "until_missing", "until_in_past", "note_missing",
    "worker_missing" or "team_unknown".
    """
    answer = answer.as_it_matters()
    with unit_of_work(act) as work:
        handover = to_answer(work, reference)
        given = (answer.reason, answer.until, answer.note)
        earlier = (handover.returned_reason, handover.no_capacity_until, handover.returned_note)
        if handover.state == "returned" and given == earlier and done_by(work, handover, "return"):
            return
        handover_path.next_state(handover.path, handover.state, "return")
        rules.check_return(answer.reason, answer.until, answer.note, act.today, answer.worker)
        until = answer.until.isoformat() if answer.until else None
        take(work, handover, "return", answer.note, reason=answer.reason, until=until)
        keep_return(work, handover, answer)
        tell_senders(work, handover, "handover_returned")
        work.commit("handover.returned", handover, reference=reference, reason=answer.reason)


def answer(act: Act, reference: str, on: date, parties: Collection[str], advice: str) -> WarmHandover:
    """Keep the advice: the day of the talk or the answer, and who took part. The trajectory stays open
    and the lead where it is; another handover may follow.

    The same answer again changes nothing. Raises NotVisible, Forbidden, Refused "handover_moved_on",
    "answer_in_future", "answer_before_acceptance" or "asker_absent".
    """
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, Action.ANSWER_HANDOVER, handover)
        present = {each.party for each in handover.presences}
        earlier = (handover.held_on, present, handover.advice)
        if handover.state == "completed" and earlier == (on, set(parties), advice):
            return handover
        handover_path.next_state(handover.path, handover.state, "answer")
        assert handover.accepted_at is not None
        accepted_on = handover.accepted_at.astimezone(AMSTERDAM).date()
        rules.check_answer(on, parties, accepted_on, act.today)
        handover.held_on = on
        handover.presences = [Presence(party=party) for party in handover_path.PARTIES if party in parties]
        handover.advice = advice
        handover.completed_at = act.at
        take(work, handover, "answer", None, on=on.isoformat())
        tell_senders(work, handover, "handover_answered")
        work.commit("handover.answered", handover, reference=reference)
    return handover
