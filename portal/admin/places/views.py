"""Locations and municipalities."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.admin.page import change_row, form_page
from portal.admin.places import queries
from portal.admin.places.forms import LocationForm, MunicipalityForm
from portal.i18n import gettext as _
from portal.organisation import service
from portal.organisation import service as organisation_service
from portal.organisation.models import Location
from portal.web.acting import this_act
from portal.web.editing import done, edit
from portal.web.rendering import answer

blueprint = Blueprint("places", __name__, url_prefix="/beheer")


@blueprint.get("/locaties")
def locations() -> ResponseReturnValue:
    """Every location."""
    return answer("admin/places/locations.html", locations=queries.locations())


@blueprint.route("/locaties/nieuw", methods=["GET", "POST"])
def add_location() -> ResponseReturnValue:
    """Add a location."""
    form = LocationForm(theme="wegwijs")
    names = {choice.value: choice.label for choice in form.municipality_ids.choices}
    return edit(
        form_page(form, title=_("Locatie toevoegen"), back_url=url_for(".locations"), button=_("Toevoegen")),
        lambda: service.add_location(
            this_act(),
            form.name.data,
            [names[str(key)] for key in form.municipality_ids.data],
            form.theme.data,
            form.phone.data,
        ),
        lambda _made: done(url_for(".locations"), _("De locatie is toegevoegd.")),
    )


def _location_form(location: Location, **kwargs: Any) -> LocationForm:
    return LocationForm(obj=location, municipality_ids=[each.id for each in location.municipalities], **kwargs)


@blueprint.route("/locaties/<int:location_id>", methods=["GET", "POST"])
def change_location(location_id: int) -> ResponseReturnValue:
    """Change a location."""
    form = _location_form(queries.location(location_id))
    return change_row(
        form,
        lambda: organisation_service.change_location(
            this_act(),
            location_id,
            form.expected_version(),
            organisation_service.LocationLook(
                form.name.data, form.theme.data, form.phone.data, form.municipality_ids.data
            ),
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: _location_form(queries.location(location_id), formdata=None),
        title=_("Locatie wijzigen"),
        back_url=url_for(".locations"),
    )


@blueprint.get("/gemeenten")
def municipalities() -> ResponseReturnValue:
    """Every municipality."""
    return answer("admin/places/municipalities.html", municipalities=queries.municipalities())


@blueprint.route("/gemeenten/nieuw", methods=["GET", "POST"])
def add_municipality() -> ResponseReturnValue:
    """Add a municipality."""
    form = MunicipalityForm()
    return edit(
        form_page(form, title=_("Gemeente toevoegen"), back_url=url_for(".municipalities"), button=_("Toevoegen")),
        lambda: organisation_service.add_municipality(this_act(), form.name.data),
        lambda _made: done(url_for(".municipalities"), _("De gemeente is toegevoegd.")),
    )


@blueprint.route("/gemeenten/<int:municipality_id>", methods=["GET", "POST"])
def rename_municipality(municipality_id: int) -> ResponseReturnValue:
    """Correct the name of a municipality."""
    form = MunicipalityForm(obj=queries.municipality(municipality_id))
    return change_row(
        form,
        lambda: organisation_service.rename_municipality(
            this_act(), municipality_id, form.expected_version(), form.name.data
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: MunicipalityForm(formdata=None, obj=queries.municipality(municipality_id)),
        title=_("Gemeente wijzigen"),
        back_url=url_for(".municipalities"),
    )
