"""The organisations without an account here: which there are, how they are called, ending one, and that one
accepted."""

from functools import partial

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers.answer.views import answered
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.organisations import queries, service
from portal.handovers.organisations.forms import AcceptedForm, OrganisationForm
from portal.handovers.organisations.rules import NewOrganisation
from portal.handovers.page.views import to_handover, too_late
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.web.acting import require_here, this_act
from portal.web.editing import done, edit, on_page
from portal.web.rendering import answer
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

    def change() -> None:
        typed = NewOrganisation(form.name.data, form.phone.data or None, form.email.data or None)
        service.change(this_act(), organisation_id, form.expected_version(), typed)

    return edit(
        on_page("handovers/organisations/organisation.html", form, organisation=found),
        change,
        lambda _made: done(url_for("handovers_organisations.overview"), _("Opgeslagen.")),
        now=lambda: OrganisationForm(obj=_own(organisation_id), formdata=None),
    )


@blueprint.post("/organisaties/<int:organisation_id>/beeindigen")
def end(organisation_id: int) -> ResponseReturnValue:
    """No longer hand over to it."""
    service.end(this_act(), organisation_id)
    said = _("U kunt deze organisatie niet meer kiezen. Lopende overdrachten gaan door.")
    return done(url_for("handovers_organisations.overview"), said)


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
    return edit(
        on_page("handovers/organisations/accepted.html", form, handover=handover, problem=None),
        lambda: service.record_accepted(this_act(), reference, form.for_worker.data),
        lambda _made: to_handover(reference, _("Vastgelegd. Plan nu het gesprek."), own_step=True),
        otherwise=too_late(partial(answered, reference)),
    )
