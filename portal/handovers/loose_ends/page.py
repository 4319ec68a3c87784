"""The loose ends that are left, as the page of a handover shows them."""

from typing import Any

from portal.handovers import path as handover_path
from portal.handovers.loose_ends import queries, words
from portal.handovers.loose_ends.rules import can_decide
from portal.handovers.loose_ends.service import to_decide, undecided
from portal.handovers.models.handover import WarmHandover
from portal.web.acting import this_act, today


def left_over(handover: WarmHandover) -> dict[str, Any]:
    """The loose ends that the sender sees once there was a meeting: how many are undecided, and who keeps what after
    the completion."""
    actor, done = this_act().actor, handover.state in handover_path.DONE_STATES
    asks = handover.state in ("held", "completed") and can_decide(handover.path, handover.state)
    open_now = queries.loose_ends(handover, today()) if asks else []
    kept = [each for each in queries.decided(handover) if each.decision == "kept"] if done else []
    return {
        "undecided": len(undecided(to_decide(actor, handover, open_now))),
        "kept": words.in_facts(to_decide(actor, handover, kept)),
    }
