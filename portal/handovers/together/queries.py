"""The numbers of the closing message: how much a volunteer and a household did together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access import Actor
from portal.checklists.models import ChecklistItem
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import DONE_STATES
from portal.trajectories.models.trajectory import Assignment, Goal, Trajectory

# A goal on this step of the scale: the client does it alone, or nearly so.
MOVED = ("with_some_help", "alone")


@dataclass(frozen=True)
class Together:
    """The numbers of one support. Conversations are contacts that reached somebody; hours hold the
    attempts too."""

    since: date
    until: date
    conversations: int
    hours: Decimal
    items: int
    items_by_client: int
    items_together: int
    goals: int
    goals_moved: int


def ended_with(actor: Actor, reference: str) -> Select[WarmHandover]:
    """The handover by whose completion this volunteer's support ended. Who gave the household back
    before that, and anybody else, finds nothing; a consultation ends no support."""
    theirs = (
        select(Assignment.id)
        .where(
            Assignment.trajectory_id == WarmHandover.trajectory_id,
            Assignment.volunteer_id == actor.volunteer_id,
            or_(Assignment.access_until.is_not(None), Assignment.end_reason == "closed"),
        )
        .exists()
    )
    return (
        select(WarmHandover)
        .options(joinedload(WarmHandover.trajectory).joinedload(Trajectory.current))
        .where(
            WarmHandover.reference == reference,
            WarmHandover.state.in_(DONE_STATES),
            WarmHandover.variant != "C",
            theirs,
        )
    )


def together(actor: Actor, handover: WarmHandover) -> Together:
    """The numbers of this volunteer's support, all their times with the household taken together."""
    trajectory = handover.trajectory
    mine = Assignment.trajectory_id == trajectory.id, Assignment.volunteer_id == actor.volunteer_id
    own = (
        ContactMoment.trajectory_id == trajectory.id,
        ContactMoment.author_id == actor.user_id,
        ContactMoment.withdrawn_at.is_(None),
    )
    conversations, minutes = db.session.execute(
        select(
            func.count(ContactMoment.id).filter(ContactMoment.reached),
            func.coalesce(func.sum(ContactMoment.minutes), 0),
        ).where(*own)
    ).one()
    done = ChecklistItem.trajectory_id == trajectory.id, ChecklistItem.state == "done"
    by = dict(
        db.session.execute(
            select(ChecklistItem.done_by, func.count()).where(*done).group_by(ChecklistItem.done_by)
        ).all()
    )
    goals, moved = db.session.execute(
        select(func.count(Goal.id), func.count(Goal.id).filter(Goal.scale.in_(MOVED))).where(
            Goal.trajectory_id == trajectory.id, Goal.scale != "not_applicable"
        )
    ).one()
    return Together(
        since=db.session.scalar(select(func.min(Assignment.starts_on)).where(*mine)) or trajectory.starts_on,
        until=trajectory.closed_on or trajectory.ends_on,
        conversations=conversations,
        hours=Decimal(minutes) / 60,
        items=sum(by.values()),
        items_by_client=by.get("client", 0),
        items_together=by.get("together", 0),
        goals=goals,
        goals_moved=moved,
    )
