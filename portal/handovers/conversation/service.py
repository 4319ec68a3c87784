"""Write in the conversation of a handover."""

import secrets

from portal.access import Action, RoleKind, may
from portal.handovers.conversation import queries
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import THREAD_STATES
from portal.handovers.steps import lock_handover
from portal.handovers.telling import tell_senders, tell_team
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def write(act: Act, reference: str, text: str, submission_key: str) -> HandoverMessage:
    """Leave a message with the others: sender and team while the team has it, else the sender's own side. Their notice
    names the reference only; a second tap stores once. Raises NotVisible, Refused("thread_closed") when this person can
    write here no more, or Refused("message_stored") when the form was sent before with something else."""
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        stored = queries.by_submission_key(act.actor.user_id, submission_key)
        if stored is not None and (stored.handover_id, stored.text) == (handover.id, text):
            return stored
        if handover.state not in THREAD_STATES or not may(act.actor, Action.CONVERSE, handover):
            raise Refused("thread_closed")
        if stored is not None:
            raise Refused("message_stored")
        message = put_message(work, handover, text, submission_key)
        with_team = handover.offered_to_team_id is not None and handover.snapshot_open
        if message.side == "sender" and with_team:
            tell_team(work, handover, "handover_message")
        else:
            tell_senders(work, handover, "handover_message")
        work.commit("handover.message_written", handover, message_id=message.id)
    return message


def put_message(
    work: Work, handover: WarmHandover, text: str, submission_key: str | None = None, asks: bool = False
) -> HandoverMessage:
    """Add a message as part of a step that tells people itself. Until the offer it belongs to no team."""
    return work.add(
        HandoverMessage(
            handover_id=handover.id,
            team_id=handover.offered_to_team_id,
            at=work.act.at,
            by_id=work.act.actor.user_id,
            side="team" if work.act.actor.kind is RoleKind.TEAM_MEMBER else "sender",
            text=text,
            asks=asks,
            submission_key=submission_key or secrets.token_urlsafe(18),
        )
    )
