"""Reads of invitations: the own ones, and those that somebody may withdraw."""

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from portal.access import Actor, RoleKind
from portal.people.models.invitations import Invitation

_PLACES = (joinedload(Invitation.location), joinedload(Invitation.team), joinedload(Invitation.municipality))


def own_invitations(actor: Actor) -> Select[Invitation]:
    """The invitations of this person, whichever role they are in."""
    mine = select(Invitation).where(Invitation.user_id == actor.user_id).order_by(Invitation.id)
    return mine.options(*_PLACES, joinedload(Invitation.invited_by))


def waiting_invitations(actor: Actor) -> Select[Invitation]:
    """Those that this person may withdraw, and wait for an answer."""
    return invitations_visible_to(actor).where(Invitation.answer.is_(None))


def invitations_visible_to(actor: Actor) -> Select[Invitation]:
    """The invitations of others: all for an admin, those to be a volunteer here for a coordinator."""
    statement = select(Invitation).order_by(Invitation.id).options(*_PLACES, joinedload(Invitation.user))
    if actor.kind is RoleKind.FUNCTIONAL_ADMIN:
        return statement
    if actor.kind is RoleKind.COORDINATOR:
        here = Invitation.location_id == actor.location_id
        return statement.where(here, Invitation.kind == RoleKind.VOLUNTEER)
    return statement.where(false())
