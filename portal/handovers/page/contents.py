"""The parts around a handover on its page."""

from portal.access import Action, RoleKind, may
from portal.handovers import path as handover_path
from portal.handovers.afterwards import queries as afterwards_queries
from portal.handovers.answer.page import who_can_take_it
from portal.handovers.conversation import queries as conversation_queries
from portal.handovers.conversation.forms import MessageForm
from portal.handovers.conversation.page import said_in_words
from portal.handovers.loose_ends.page import left_over
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page import queries
from portal.handovers.returned.page import after_return
from portal.handovers.versions.page import changed_since_sending, version_in_words
from portal.handovers.versions.queries import readable_versions
from portal.web.acting import this_act, today


def around(handover: WarmHandover) -> dict[str, object]:
    """The facts on the page of a handover beside those of `in_words`."""
    actor = this_act().actor
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    writable = handover.state in handover_path.THREAD_STATES and may(actor, Action.CONVERSE, handover)
    return {
        "begins_again": not team_side and handover.came_back and afterwards_queries.begins_again(handover),
        "can_edit": not team_side and handover_path.can_edit(handover.path, handover.state),
        "versions": [version_in_words(handover, each) for each in readable_versions(actor, handover)],
        "changed": [] if team_side else changed_since_sending(handover),
        "said": [said_in_words(each, actor.user_id) for each in conversation_queries.messages(actor, handover)],
        "message_form": MessageForm.fresh() if writable else None,
        "writable": writable,
        **(dict.fromkeys(("kept", "undecided")) if team_side else left_over(handover)),
        "from_sender": queries.from_sender(actor, handover),
        "parked_until": handover.parked_until(today()),
        **dict.fromkeys(("accept_form", "proposed", "tap", "differs", "other_team")),
        **(who_can_take_it(handover, actor.user_id) if team_side else after_return(handover)),
    }
