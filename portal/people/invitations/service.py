"""Answering an invitation, and withdrawing one."""

from sqlalchemy import select

from portal import places
from portal.access import Action, RoleKind, require
from portal.organisation.models import Language
from portal.people.invitations.queries import invitations_visible_to, own_invitations
from portal.people.invitations.rules import offer_of
from portal.people.invitations.steps import current_role
from portal.people.models.invitations import Invitation
from portal.people.models.people import Role, User, Volunteer
from portal.people.notices.steps import notify
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def accept(act: Act, invitation_id: int) -> None:
    """Take on the role that was offered; a volunteer begins with what the invitation says they offer.
    Raises NotVisible for another's, or Refused("invitation_over") for one that was withdrawn or declined."""
    with unit_of_work(act) as work:
        invitation = _open(work, invitation_id, "accepted")
        if invitation is None:
            return
        place = {
            "location_id": invitation.location_id,
            "team_id": invitation.team_id,
            "municipality_id": invitation.municipality_id,
        }
        if current_role(work, act.actor.user_id, invitation.kind, place) is None:
            work.add(Role(user_id=act.actor.user_id, kind=invitation.kind, granted_on=act.today, **place))
        path = places.user(act.actor.user_id)
        if invitation.kind == RoleKind.VOLUNTEER:
            volunteer = _volunteer(work, invitation)
            path = path if volunteer is None else places.volunteer(volunteer.id)
        _answer(work, invitation, "accepted")
        if invitation.invited_by_id is not None:
            user = work.session.get_one(User, act.actor.user_id)
            notify(work, invitation.invited_by_id, "invitation_accepted", path, name=user.name)
        work.commit("invitation.accepted", invitation, role=invitation.kind)


def decline(act: Act, invitation_id: int) -> None:
    """Say no to a role. Raises NotVisible, or Refused("invitation_over") for one that was accepted or
    withdrawn."""
    with unit_of_work(act) as work:
        invitation = _open(work, invitation_id, "declined")
        if invitation is None:
            return
        _answer(work, invitation, "declined")
        if invitation.invited_by_id is not None:
            notify(work, invitation.invited_by_id, "invitation_declined", places.NOTICES, place=invitation.place)
        work.commit("invitation.declined", invitation, role=invitation.kind)


def withdraw(act: Act, invitation_id: int) -> int:
    """Take back what was offered and not answered; gives to whom. Twice is once.
    Raises NotVisible, Forbidden, or Refused("invitation_over") for one that was answered."""
    with unit_of_work(act) as work:
        invitation = work.lock(invitations_visible_to(act.actor).where(Invitation.id == invitation_id))
        require(act.actor, Action.WITHDRAW_INVITATION, invitation)
        if invitation.answer == "withdrawn":
            return invitation.user_id
        if invitation.answer is not None:
            raise Refused("invitation_over")
        _answer(work, invitation, "withdrawn")
        work.commit("invitation.withdrawn", invitation, role=invitation.kind)
    return invitation.user_id


def _open(work: Work, invitation_id: int, answer: str) -> Invitation | None:
    """The person's own invitation, held; None when it was answered so before."""
    # Held first: nobody hands out a link, or offers the same once more, while somebody answers.
    work.hold(select(User.id).where(User.id == work.act.actor.user_id))
    invitation = work.lock(own_invitations(work.act.actor).where(Invitation.id == invitation_id))
    if invitation.answer not in (None, answer):
        raise Refused("invitation_over")
    return invitation if invitation.answer is None else None


def _answer(work: Work, invitation: Invitation, answer: str) -> None:
    invitation.answer, invitation.answered_at, invitation.offer = answer, work.act.at, {}


def _volunteer(work: Work, invitation: Invitation) -> Volunteer | None:
    """The record of a new volunteer here; None when they volunteered here before: that record stays as it is."""
    here = (Volunteer.user_id == invitation.user_id, Volunteer.location_id == invitation.location_id)
    if work.session.scalar(select(Volunteer.id).where(*here)):
        return None
    offer, language_ids = offer_of(invitation.offer)
    languages = list(work.session.scalars(select(Language).where(Language.id.in_(language_ids))))
    place = {"user_id": invitation.user_id, "location_id": invitation.location_id}
    return work.add(Volunteer(**place, languages=languages, **offer))
