"""The team answers a question: a consultation ends with advice, and nothing passes over."""

from collections.abc import Collection
from datetime import date

from portal.access import Action, require
from portal.handovers import rules, rules_kinds
from portal.handovers.models import Presence, WarmHandover
from portal.handovers.service_steps import lock_handover, take, tell_senders
from portal.work import AMSTERDAM, Act, unit_of_work


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
        rules.next_state(handover.path, handover.state, "answer")
        assert handover.accepted_at is not None
        accepted_on = handover.accepted_at.astimezone(AMSTERDAM).date()
        rules_kinds.check_answer(on, parties, accepted_on, act.today)
        handover.held_on = on
        handover.presences = [Presence(party=party) for party in rules.PARTIES if party in parties]
        handover.advice = advice
        handover.completed_at = act.at
        take(work, handover, "answer", None, on=on.isoformat())
        tell_senders(work, handover, "handover_answered")
        work.commit("handover.answered", handover, reference=reference)
    return handover
