"""Who works on a handover on either side, by their roles."""

from datetime import date

from sqlalchemy import Select, select

from portal.access import Actor, RoleKind
from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.models_asking import CapacityQuestion
from portal.handovers.models_timeline import HandoverEvent
from portal.people.models import Role
from portal.people.queries_stand_in import Away, away_of


def members_of(handover: WarmHandover | CapacityQuestion, user_id: int | None = None) -> list[int]:
    """The roles of everyone who works in the team now, or that of one user; none when it does not go to a
    team."""
    working = select(Role.id).where(
        Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == handover.team_id, Role.ended_on.is_(None)
    )
    return _keys(working if user_id is None else working.where(Role.user_id == user_id))


def focal_officers_of(handover: WarmHandover) -> list[int]:
    """The role of the member who reads what comes in first for the team; none when that is nobody with an
    account in the team now."""
    officer_id = handover.team.focal_officer_id if handover.team else None
    return members_of(handover, officer_id) if officer_id else []


def coordinators_of(handover: WarmHandover | CapacityQuestion, user_id: int | None = None) -> list[int]:
    """The roles of every coordinator of the location now, or that of one user."""
    working = _coordinators(handover)
    return _keys(working if user_id is None else working.where(Role.user_id == user_id))


def askers_of(question: CapacityQuestion) -> list[int]:
    """The role of who asked; those of all coordinators of the location when that person coordinates there no more."""
    return coordinators_of(question, question.asked_by_id) or coordinators_of(question)


def senders_of(handover: WarmHandover) -> list[int]:
    """The roles of the coordinators of the location who took part in it; of all of them when none is left."""
    took_part = select(HandoverEvent.by_id).where(
        HandoverEvent.handover_id == handover.id, HandoverEvent.side == "sender"
    )
    return _keys(_coordinators(handover).where(Role.user_id.in_(took_part))) or coordinators_of(handover)


def who_accepted(handover: WarmHandover) -> list[int]:
    """The role in the team of who accepted it, when they still work there."""
    return members_of(handover, handover.accepted_by_id) if handover.accepted_by_id else []


def away_on_the_other_side(actor: Actor, handover: WarmHandover, today: date) -> list[Away]:
    """Who of the other side is away today, as long as somebody has to act: a team reads it of the
    coordinators, the organisation of who accepted the handover in the team."""
    if not handover.is_open or handover.team_id is None:
        return []
    return away_of(senders_of(handover) if actor.kind is RoleKind.TEAM_MEMBER else who_accepted(handover), today)


def _coordinators(handover: WarmHandover | CapacityQuestion) -> Select[tuple[int]]:
    return select(Role.id).where(
        Role.kind == RoleKind.COORDINATOR, Role.location_id == handover.location_id, Role.ended_on.is_(None)
    )


def _keys(statement: Select[tuple[int]]) -> list[int]:
    return list(db.session.scalars(statement))
