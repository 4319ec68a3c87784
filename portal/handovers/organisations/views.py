"""The organisations without an account here: which there are, how they are called, ending one, and that one
accepted."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers.answer.views import answer_by, answered
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.organisations import queries, service
from portal.handovers.organisations.forms import AcceptedForm, OrganisationForm
from portal.handovers.organisations.rules import NewOrganisation
from portal.i18n import gettext as _
from portal.refusals import NotVisible, Refused
from portal.web.acting import require_here, this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.work import fetch_all, find

blueprint = Blueprint("handovers_organisations", __name__)


@blueprint.get("/organisaties")
def overview() -> ResponseReturnValue:
    """Those of the location, by name."""
    actor = require_here(Action.LIST_ORGANISATIONS)
    rows = fetch_all(queries.visible_to(actor))
    return answer("handovers/organisations/organisations.html", rows=rows)


@blueprint.route("/organisaties/<int:organisation_id>", methods=["GET", "POST"])
def organisation(organisation_id: int) -> ResponseReturnValue:
    """Change how an organisation is called and reached, or end it."""
    found = _own(organisation_id)
    form = OrganisationForm(obj=found)
    status = 200
    if submitted(form):
        try:
            typed = NewOrganisation(form.name.data, form.phone.data or None, form.email.data or None)
            service.change(this_act(), organisation_id, form.expected_version(), typed)
            succeeded(_("Opgeslagen."))
            return redirect(url_for("handovers_organisations.overview"), 303)
        except Refused as refused:
            status = form.refuse_change(refused, OrganisationForm(obj=_own(organisation_id), formdata=None))
    elif form.errors:
        status = 422
    return answer("handovers/organisations/organisation.html", form=form, organisation=found, status=status)


@blueprint.post("/organisaties/<int:organisation_id>/beeindigen")
def end(organisation_id: int) -> ResponseReturnValue:
    """No longer hand over to it."""
    service.end(this_act(), organisation_id)
    succeeded(_("U kunt deze organisatie niet meer kiezen. Wat loopt, loopt door."))
    return redirect(url_for("handovers_organisations.overview"), 303)


def _own(organisation_id: int) -> OtherOrganisation:
    actor = this_act().actor
    found = find(queries.visible_to(actor).where(OtherOrganisation.id == organisation_id))
    require(actor, Action.EDIT_ORGANISATION, found)
    return found


@blueprint.route("/overdrachten/<reference>/aangenomen", methods=["GET", "POST"])
def accepted(reference: str) -> ResponseReturnValue:
    """The coordinator records that the other organisation takes it."""
    handover = answered(reference)
    if handover.kind != handover_path.ORGANISATION:
        raise NotVisible
    form = AcceptedForm(data={"for_worker": handover.for_worker})

    def send() -> str:
        service.record_accepted(this_act(), reference, form.for_worker.data)
        return _("Vastgelegd. Plan nu het gesprek.")

    return answer_by("handovers/organisations/accepted.html", form, handover, send)
