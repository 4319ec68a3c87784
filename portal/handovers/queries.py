"""Reads of handovers, each built on `visible_to(actor)`."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, select
from sqlalchemy.orm import joinedload, lazyload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.path import BACK_STATES, DONE_STATES, INTERNAL, OFFERED_STATES, OPEN_STATES
from portal.people.roles.queries import roles_at_location, roles_in_team
from portal.people.stand_ins.queries import Away, away_of
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.queries import runs_for

# Steps of the sender alone: the team reads its timeline from the offer on.
BEFORE_THE_OFFER = ("prepare", "redirect")


def visible_to(actor: Actor) -> Select[WarmHandover]:
    """The handovers this person may see (rule 3). A coordinator sees those of the own location, a volunteer those of
    the trajectories they support now, a team member those offered to the team."""
    return (
        select(WarmHandover)
        .options(
            joinedload(WarmHandover.trajectory).options(
                joinedload(Trajectory.current),
                joinedload(Trajectory.household),
                joinedload(Trajectory.location),
                # No step of a handover asks how often a volunteer comes, or who may be one.
                joinedload(Trajectory.type).options(*map(lazyload, (TrajectoryType.phases, TrajectoryType.functions))),
            ),
            joinedload(WarmHandover.team),
            joinedload(WarmHandover.organisation),
        )
        .where(is_visible_to(actor))
    )


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition of `visible_to`."""
    if actor.kind is RoleKind.COORDINATOR:
        return WarmHandover.location_id == actor.location_id
    if actor.kind is RoleKind.VOLUNTEER and actor.volunteer_id is not None:
        # Their few assignments first, as in `trajectories.queries.is_visible_to`.
        mine = select(Assignment.trajectory_id).where(Assignment.volunteer_id == actor.volunteer_id, runs_for(actor))
        return WarmHandover.trajectory_id.in_(mine)
    if actor.kind is RoleKind.TEAM_MEMBER and actor.team_id is not None:
        return and_(
            WarmHandover.team_id == actor.team_id,
            WarmHandover.state.in_(OFFERED_STATES),
            WarmHandover.offered_at.is_not(None),
        )
    return false()


def by_reference(actor: Actor, reference: str) -> Select[WarmHandover]:
    """The handover with a reference, when this person may see it. A guess finds nothing."""
    return visible_to(actor).where(WarmHandover.reference == reference)


def passes_over() -> ColumnElement[bool]:
    """Handovers to somebody outside the organisation: a consultation passes nothing over, an internal one stays with
    us."""
    return and_(WarmHandover.variant != "C", WarmHandover.kind != INTERNAL)


def passed_over() -> ColumnElement[bool]:
    """Those by which a household went there: as `WarmHandover.passed_over`."""
    return and_(WarmHandover.state.in_(DONE_STATES), passes_over())


def needs_reader(actor: Actor) -> ColumnElement[bool]:
    """Whether a handover stands on top of this reader's list."""
    if actor.kind is RoleKind.TEAM_MEMBER:
        return and_(WarmHandover.state == "offered", WarmHandover.seen_at.is_(None))
    return and_(WarmHandover.state.in_(BACK_STATES), not_(is_parked(actor)))


def timeline(actor: Actor, handover: WarmHandover) -> list[HandoverEvent]:
    """The steps this reader sees, newest first. A team reads those of its own time with the
    handover, not what went on with another team before."""
    rows = db.session.scalars(
        select(HandoverEvent)
        .options(joinedload(HandoverEvent.by))
        .where(HandoverEvent.handover_id == handover.id)
        .order_by(HandoverEvent.id.desc())
    )
    if actor.kind is not RoleKind.TEAM_MEMBER:
        return list(rows)
    return [row for row in rows if row.team_id == actor.team_id and row.step not in BEFORE_THE_OFFER]


def of_trajectory(trajectory_id: int) -> Select[WarmHandover]:
    """The handovers of a trajectory, newest first; for who may see the trajectory."""
    return (
        select(WarmHandover)
        .options(joinedload(WarmHandover.team), joinedload(WarmHandover.organisation))
        .where(WarmHandover.trajectory_id == trajectory_id)
        .order_by(WarmHandover.id.desc())
    )


def open_of(trajectory_id: int) -> Select[WarmHandover]:
    """The one open handover of a trajectory (rule 8)."""
    return of_trajectory(trajectory_id).where(WarmHandover.state.in_(OPEN_STATES))


def completed_of(trajectory_id: int) -> Select[WarmHandover]:
    """The completed handovers of a trajectory to another party, the last first: with one it closes as handed over."""
    return of_trajectory(trajectory_id).where(passed_over())


def focal_officers_of(handover: WarmHandover) -> list[int]:
    """The role of the member who reads first what comes in for the team; none when nobody does who has an account in
    the team now."""
    officer_id = handover.team.focal_officer_id if handover.team else None
    return roles_in_team(handover.team_id, officer_id) if officer_id else []


def senders_of(handover: WarmHandover) -> list[int]:
    """The roles of the coordinators of the location who took part in it; of all of them when none is left."""
    took_part = select(HandoverEvent.by_id).where(
        HandoverEvent.handover_id == handover.id, HandoverEvent.side == "sender"
    )
    user_ids = [key for key in db.session.scalars(took_part) if key is not None]
    return roles_at_location(handover.location_id, user_ids) or roles_at_location(handover.location_id)


def who_accepted(handover: WarmHandover) -> list[int]:
    """The role in the team of who accepted it, when they still work there."""
    return roles_in_team(handover.team_id, handover.accepted_by_id) if handover.accepted_by_id else []


def away_on_the_other_side(actor: Actor, handover: WarmHandover, today: date) -> list[Away]:
    """Who of the other side is away today, as long as somebody has to act. A team reads it of the coordinators, the
    organisation of who accepted the handover in the team."""
    if not handover.is_open or handover.team_id is None:
        return []
    return away_of(senders_of(handover) if actor.kind is RoleKind.TEAM_MEMBER else who_accepted(handover), today)


def is_parked(actor: Actor) -> ColumnElement[bool]:
    """The same as `WarmHandover.parked_until`: it waits for a day on which the team has room."""
    until = func.coalesce(WarmHandover.no_capacity_until, date.min)
    return and_(WarmHandover.state == "returned", until > actor.today)
