"""Offering a role to somebody who has an account: a step that the commands on roles, volunteers and imports share."""

from sqlalchemy import select

from portal import places
from portal.access import RoleKind
from portal.people.links.steps import void_links_of_coordinators
from portal.people.models.invitations import Invitation
from portal.people.models.people import Role, User
from portal.people.notices.steps import warn
from portal.people.sessions.steps import end_sessions
from portal.refusals import Refused
from portal.work import Work, constraint_refuses

constraint_refuses("uq_invitation_open", code="invited_already")


def invite(
    work: Work, user: User, kind: RoleKind, place: dict[str, int | None], offer: dict[str, object]
) -> Invitation:
    """Offer somebody a role; it is theirs when they accept. Every session ends, and so does a password chosen by the
    link of a coordinator, who may know it: nobody gets hold of another role's powers. An admin who takes on one more
    role stays in. Raises Refused("invited_already") when this waits for an answer."""
    invitation = Invitation(
        user_id=user.id,
        kind=kind,
        offer=offer,
        invited_by_id=work.act.actor.user_id or None,
        created_at=work.act.at,
        **place,
    )
    same = select(Invitation.id).where(
        Invitation.user_id == user.id,
        Invitation.kind == kind,
        Invitation.answer.is_(None),
        *(getattr(Invitation, name) == place.get(name) for name in ("location_id", "team_id", "municipality_id")),
    )
    if work.session.scalar(same):
        raise Refused("invited_already")
    work.add(invitation)
    void_links_of_coordinators(work, [user.id])
    if kind is not RoleKind.VOLUNTEER and user.id != work.act.actor.user_id:
        end_sessions(work, user.id)
        if not user.password_by_admin:
            user.password_hash = None
    warn(work, user.id, "invited", places.INVITATIONS)
    return invitation


def current_role(work: Work, user_id: int, kind: str, place: dict[str, int | None]) -> Role | None:
    """The role that somebody has now at this place."""
    here = (getattr(Role, name) == place.get(name) for name in ("location_id", "team_id", "municipality_id"))
    return work.session.scalars(
        select(Role).where(Role.user_id == user_id, Role.kind == kind, Role.ended_on.is_(None), *here)
    ).first()
