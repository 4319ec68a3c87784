"""Consent: record it with an adult, let an adult stay out, withdraw it."""

from functools import partial

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.db import key
from portal.handovers.consent import service
from portal.handovers.consent.forms import ConsentForm
from portal.handovers.consent.words import withdrawn_in_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page, if_moved_on, to_handover
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.trajectories.models.household import Client
from portal.web.acting import this_act, today
from portal.web.editing import attempt, edit, on_page

blueprint = Blueprint("handovers_consent", __name__)


@blueprint.route("/overdrachten/<reference>/toestemming/<int:client_id>", methods=["GET", "POST"])
def record(reference: str, client_id: int) -> ResponseReturnValue:
    """Record what an adult consents to."""
    handover, client = _adult(reference, client_id)
    form = ConsentForm(data={"given_on": today()})
    form.offer_choices(handover.variant)
    return edit(
        on_page("handovers/consent/consent.html", form, handover=handover, client=client, problem=None),
        lambda: service.record(this_act(), reference, client_id, form.given()),
        lambda _made: to_handover(reference, _("De toestemming van %(who)s is vastgelegd.", who=client.name)),
        otherwise=if_moved_on(lambda: _adult(reference, client_id)[0]),
    )


@blueprint.post("/overdrachten/<reference>/toestemming/<int:client_id>/niet")
def stay_out(reference: str, client_id: int) -> ResponseReturnValue:
    """An adult does not go along."""
    return attempt(
        lambda: service.stay_out(this_act(), reference, client_id),
        lambda _made: to_handover(reference),
        partial(handover_page, reference, 409),
    )


@blueprint.post("/overdrachten/<reference>/toestemming/<int:client_id>/intrekken")
def withdraw(reference: str, client_id: int) -> ResponseReturnValue:
    """An adult takes consent back: access ends at once."""
    teams, organisations = (request.form.getlist(each, type=key) for each in ("team", "organisation"))
    withdrawn = service.withdraw(this_act(), reference, client_id, teams, organisations)
    if withdrawn.leaves_something:
        flash(withdrawn_in_words(withdrawn), "warning")
        return to_handover(reference)
    return to_handover(reference, withdrawn_in_words(withdrawn), own_step=True)


def _adult(reference: str, client_id: int) -> tuple[WarmHandover, Client]:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.RECORD_CONSENT, handover)
    for client in handover.trajectory.household.members:
        if client.id == client_id:
            return handover, client
    raise NotVisible
