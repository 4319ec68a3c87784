"""The conversation of a handover, as a reader may see it."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.access import Action, Actor, RoleKind, may
from portal.db import db
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.models.handover import WarmHandover


def messages(actor: Actor, handover: WarmHandover) -> list[HandoverMessage]:
    """The messages, oldest first. A team reads those of its own time with the handover, and only while it may read
    what goes along (rule 9)."""
    if not may(actor, Action.CONVERSE, handover):
        return []
    statement = (
        select(HandoverMessage)
        .options(joinedload(HandoverMessage.by))
        .where(HandoverMessage.handover_id == handover.id)
        .order_by(HandoverMessage.id)
    )
    if actor.kind is RoleKind.TEAM_MEMBER:
        statement = statement.where(HandoverMessage.team_id == actor.team_id)
    return list(db.session.scalars(statement))


def by_submission_key(author_id: int, key: str) -> HandoverMessage | None:
    """The message an author already wrote with the form of this key (rule 10)."""
    return db.session.scalars(
        select(HandoverMessage).where(HandoverMessage.by_id == author_id, HandoverMessage.submission_key == key)
    ).first()


def question_answered(handover: WarmHandover) -> bool | None:
    """Whether somebody on the sender's side wrote after the question with which the team returned it. None when it did
    not return it with a question."""
    if handover.state != "returned" or handover.returned_reason != "information_missing":
        return None
    here = HandoverMessage.handover_id == handover.id
    question = db.session.scalar(
        select(func.max(HandoverMessage.id)).where(
            here, HandoverMessage.asks, HandoverMessage.team_id == handover.team_id
        )
    )
    if question is None:
        return None
    after = select(HandoverMessage.id).where(here, HandoverMessage.id > question, HandoverMessage.side == "sender")
    return db.session.scalar(after.limit(1)) is not None
