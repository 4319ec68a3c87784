"""Consent: record it with an adult, let an adult stay out, withdraw it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.db import key
from portal.handovers.consent import service
from portal.handovers.consent.forms import ConsentForm
from portal.handovers.consent.words import withdrawn_in_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page, too_late
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.household import Client
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded

blueprint = Blueprint("handovers_consent", __name__)
PAGE = "handovers/consent/consent.html"


@blueprint.route("/overdrachten/<reference>/toestemming/<int:client_id>", methods=["GET", "POST"])
def record(reference: str, client_id: int) -> ResponseReturnValue:
    """Record what an adult consents to."""
    handover, client = _adult(reference, client_id)
    form = ConsentForm()
    form.offer_choices(handover.variant)
    if submitted(form):
        try:
            service.record(this_act(), reference, client_id, form.given())
            succeeded(_("De toestemming van %(who)s is vastgelegd.", who=client.name))
            return _back(reference)
        except Refused as refused:
            if refused.code == "handover_moved_on":
                handover, client = _adult(reference, client_id)
                return too_late(PAGE, handover, refused, form=form, client=client)
            form.refuse(refused)
    status = 422 if form.errors else 200
    return answer(PAGE, form=form, handover=handover, client=client, problem=None, status=status)


@blueprint.post("/overdrachten/<reference>/toestemming/<int:client_id>/niet")
def stay_out(reference: str, client_id: int) -> ResponseReturnValue:
    """An adult does not go along."""
    try:
        service.stay_out(this_act(), reference, client_id)
    except Refused as refused:
        return handover_page(reference, 409, refused)
    return _back(reference)


@blueprint.post("/overdrachten/<reference>/toestemming/<int:client_id>/intrekken")
def withdraw(reference: str, client_id: int) -> ResponseReturnValue:
    """An adult takes consent back: access ends at once."""
    teams, organisations = (request.form.getlist(each, type=key) for each in ("team", "organisation"))
    withdrawn = service.withdraw(this_act(), reference, client_id, teams, organisations)
    if withdrawn.leaves_something:
        flash(withdrawn_in_words(withdrawn), "warning")
    else:
        succeeded(withdrawn_in_words(withdrawn), own_step=True)
    return _back(reference)


def _adult(reference: str, client_id: int) -> tuple[WarmHandover, Client]:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.RECORD_CONSENT, handover)
    for client in handover.trajectory.household.members:
        if client.id == client_id:
            return handover, client
    raise NotVisible


def _back(reference: str) -> ResponseReturnValue:
    return redirect(url_for("handovers.handover", reference=reference), 303)
