"""The organisations without an account here: which there are, how they are called, and ending one."""

from typing import Any

from flask import Blueprint, redirect, url_for

from portal.access import Action, require
from portal.handovers import queries_organisations, service_organisations
from portal.handovers.forms_kinds import OrganisationForm
from portal.handovers.models_consent import OtherOrganisation
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import require_here, this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.work import fetch_all, find

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisaties")
def overview() -> Any:
    """Those of the location, by name."""
    actor = require_here(Action.LIST_ORGANISATIONS)
    rows = fetch_all(queries_organisations.visible_to(actor))
    return answer("handovers/organisations.html", rows=rows)


@blueprint.route("/organisaties/<int:organisation_id>", methods=["GET", "POST"])
def organisation(organisation_id: int) -> Any:
    """Change how an organisation is called and reached, or end it."""
    found = _own(organisation_id)
    form = OrganisationForm(obj=found)
    status = 200
    if submitted(form):
        try:
            values = form.name.data, form.phone.data or None, form.email.data or None
            service_organisations.change(this_act(), organisation_id, form.expected_version(), *values)
            succeeded(_("Opgeslagen."))
            return redirect(url_for("organisations.overview"), 303)
        except Refused as refused:
            status = form.refuse_change(refused, OrganisationForm(obj=_own(organisation_id), formdata=None))
    elif form.errors:
        status = 422
    return answer("handovers/organisation.html", form=form, organisation=found, status=status)


@blueprint.post("/organisaties/<int:organisation_id>/beeindigen")
def end(organisation_id: int) -> Any:
    """No longer hand over to it."""
    service_organisations.end(this_act(), organisation_id)
    succeeded(_("U kunt deze organisatie niet meer kiezen. Wat loopt, loopt door."))
    return redirect(url_for("organisations.overview"), 303)


def _own(organisation_id: int) -> OtherOrganisation:
    actor = this_act().actor
    found = find(queries_organisations.visible_to(actor).where(OtherOrganisation.id == organisation_id))
    require(actor, Action.EDIT_ORGANISATION, found)
    return found
