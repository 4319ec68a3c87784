"""Roles that were offered to me: accept or decline; and those I offered, to withdraw."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import RoleKind
from portal.i18n import gettext
from portal.people.invitations import service
from portal.people.invitations.queries import own_invitations
from portal.people.models.invitations import Invitation
from portal.web.acting import this_act
from portal.web.editing import succeeded
from portal.web.rendering import answer
from portal.web.security import without_role
from portal.work import fetch_all

blueprint = Blueprint("invitations", __name__, url_prefix="/uitnodigingen")


@blueprint.get("")
@without_role
def overview() -> ResponseReturnValue:
    """My invitations that wait for an answer."""
    mine = own_invitations(this_act().actor).where(Invitation.answer.is_(None))
    return answer("people/invitations/invitations.html", invitations=fetch_all(mine))


@blueprint.post("/<int:invitation_id>/aannemen")
@without_role
def accept(invitation_id: int) -> ResponseReturnValue:
    """Take on the role."""
    service.accept(this_act(), invitation_id)
    succeeded(gettext("U hebt de uitnodiging aangenomen. De rol hoort nu bij u."))
    return redirect(url_for("start.home"), 303)


@blueprint.post("/<int:invitation_id>/afwijzen")
@without_role
def decline(invitation_id: int) -> ResponseReturnValue:
    """Say no."""
    service.decline(this_act(), invitation_id)
    flash(gettext("U hebt de uitnodiging afgewezen."), "info")
    return redirect(url_for("invitations.overview"), 303)


@blueprint.post("/<int:invitation_id>/intrekken")
def withdraw(invitation_id: int) -> ResponseReturnValue:
    """Take back what I offered."""
    act = this_act()
    user_id = service.withdraw(act, invitation_id)
    succeeded(gettext("De uitnodiging is ingetrokken."))
    here = act.actor.kind is RoleKind.COORDINATOR
    return redirect(url_for("volunteers.overview") if here else url_for("admin.users.show", user_id=user_id), 303)
