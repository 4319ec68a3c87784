"""The recipient's side: accept, return, answer a question."""

from collections.abc import Collection
from datetime import date

from portal.days import day_of
from portal.handovers import path as handover_path
from portal.handovers.answer import rules
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Presence
from portal.handovers.returned.rules import Returned
from portal.handovers.returned.service import keep_return
from portal.handovers.steps import path_of, step
from portal.handovers.telling import tell_senders
from portal.people.notices.steps import notify
from portal.people.roles.queries import team_members
from portal.refusals import Refused
from portal.work import Act, Work


def accept(act: Act, reference: str, read: int | None, colleague_id: int | None = None) -> WarmHandover:
    """Accept the version that was read, in one's own name or for a colleague, who is told.
    Raises NotVisible, Forbidden, Refused "handover_moved_on", "version_changed" when a newer version was sent,
    "no_colleague" for who left the team."""
    worker_id = colleague_id or act.actor.user_id
    with step(act, reference, "accept") as now:
        handover = now.handover
        if now.again(handover.accepted_by_id == worker_id):
            return handover
        newest = handover.snapshots[-1].number
        handover_path.check_read(read, newest)
        handover.accepted_at = act.at
        handover.accepted_by_id = worker_id
        handover.accepted_version = newest
        for_whom = _colleague(now.work, handover, worker_id)
        now.take(number=newest, **({"for": for_whom} if for_whom else {}))
        tell_senders(now.work, handover, "handover_accepted")
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
    """Give it back with one of the reasons of domain.md section 4 (see `Returned`). A question goes into the
    conversation. Raises NotVisible, Forbidden, Refused "handover_moved_on", "until_missing", "until_in_past",
    "note_missing", "worker_missing" or "team_unknown"."""
    answer = answer.as_it_matters()
    with step(act, reference, "return") as now:
        handover = now.handover
        given = (answer.reason, answer.until, answer.note)
        earlier = (handover.returned_reason, handover.no_capacity_until, handover.returned_note)
        if now.again(given == earlier):
            return
        rules.check_return(answer.reason, answer.until, answer.note, act.today, answer.worker)
        until = answer.until.isoformat() if answer.until else None
        now.take(answer.note, reason=answer.reason, until=until)
        now.facts["reason"] = answer.reason
        keep_return(now.work, handover, answer)
        tell_senders(now.work, handover, "handover_returned")


def answer(act: Act, reference: str, on: date, parties: Collection[str], advice: str) -> WarmHandover:
    """Keep the advice: the day of the talk or the answer, and who took part. The trajectory stays open and its lead the
    same. Raises NotVisible, Forbidden, Refused "handover_moved_on", "answer_in_future", "answer_before_acceptance" or
    "asker_absent"."""
    with step(act, reference, "answer") as now:
        handover = now.handover
        present = {each.party for each in handover.presences}
        earlier = (handover.held_on, present, handover.advice)
        if now.again(earlier == (on, set(parties), advice), mine=False):
            return handover
        assert handover.accepted_at is not None
        rules.check_answer(on, parties, day_of(handover.accepted_at), act.today)
        handover.held_on = on
        handover.presences = [Presence(party=party) for party in handover_path.PARTIES if party in parties]
        handover.advice = advice
        handover.completed_at = act.at
        now.take(on=on.isoformat())
        tell_senders(now.work, handover, "handover_answered")
    return handover
