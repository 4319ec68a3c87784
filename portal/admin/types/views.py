"""Trajectory types and their phases."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin.page import change_row, form_page
from portal.admin.types import queries
from portal.admin.types.forms import NewPhaseForm, NewTypeForm, PhaseForm, type_form
from portal.db import key
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.trajectories.configuration.types import service as types_service
from portal.trajectories.configuration.types.service import PhaseText, TypeText
from portal.trajectories.models.configuration import Phase
from portal.web.acting import this_act
from portal.web.editing import done, edit, press
from portal.web.rendering import answer

blueprint = Blueprint("types", __name__, url_prefix="/beheer/trajecttypen")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every type, in order."""
    return answer("admin/types/types.html", types=queries.types())


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a type with its first phase."""
    form = NewTypeForm(duration_kind="months")
    return edit(
        form_page(form, title=_("Trajecttype toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: types_service.add_type(this_act(), TypeText(**form.values()), _first_phase(form)),
        lambda type_: done(
            url_for(".show", type_id=type_.id), _("Het trajecttype is toegevoegd. Maak er ook een checklist bij.")
        ),
    )


def _first_phase(form: NewTypeForm) -> PhaseText:
    return PhaseText(
        name=_("Hele traject"),
        name_en=None,
        from_week=0,
        contacts_per_week=form.contacts_per_week.data,
        hours_per_week=form.hours_per_week.data,
        quiet_after_days=form.quiet_after_days.data,
        source=form.source.data,
    )


@blueprint.get("/<int:type_id>")
def show(type_id: int) -> ResponseReturnValue:
    """A type with its phases."""
    return answer("admin/types/type.html", type=queries.type_(type_id))


@blueprint.route("/<int:type_id>/wijzigen", methods=["GET", "POST"])
def change(type_id: int) -> ResponseReturnValue:
    """Change a type."""
    form = type_form(queries.type_(type_id))
    return change_row(
        form,
        lambda: types_service.change_type(this_act(), type_id, form.expected_version(), TypeText(**form.values())),
        _("De wijziging is opgeslagen. Wat loopt, houdt zijn einddatum."),
        now=lambda: type_form(queries.type_(type_id), formdata=None),
        title=_("Trajecttype wijzigen"),
        back_url=url_for(".show", type_id=type_id),
    )


def _text(form: NewPhaseForm) -> PhaseText:
    return PhaseText(**{name: form[name].data for name in PhaseText.__dataclass_fields__})


@blueprint.route("/<int:type_id>/fasen/nieuw", methods=["GET", "POST"])
def add_phase(type_id: int) -> ResponseReturnValue:
    """Add a phase."""
    type_ = queries.type_(type_id)
    form = NewPhaseForm()
    return edit(
        form_page(
            form,
            title=_("Fase toevoegen"),
            lead=type_.name,
            back_url=url_for(".show", type_id=type_id),
            button=_("Toevoegen"),
        ),
        lambda: types_service.add_phase(this_act(), type_id, _text(form)),
        lambda _made: done(url_for(".show", type_id=type_id), _("De fase is toegevoegd.")),
    )


def _phase_form(type_id: int, phase_id: int, **kwargs: Any) -> tuple[Phase, PhaseForm]:
    type_ = queries.type_(type_id)
    phase = next((each for each in type_.phases if each.id == phase_id), None)
    if phase is None:
        raise NotVisible
    return phase, PhaseForm(obj=phase, version=type_.version, **kwargs)


@blueprint.route("/<int:type_id>/fasen/<int:phase_id>", methods=["GET", "POST"])
def change_phase(type_id: int, phase_id: int) -> ResponseReturnValue:
    """Change a phase."""
    phase, form = _phase_form(type_id, phase_id)
    return change_row(
        form,
        lambda: types_service.change_phase(this_act(), type_id, phase_id, form.expected_version(), _text(form)),
        _("De fase is gewijzigd. Dit telt vanaf nu voor elk traject in deze fase."),
        now=lambda: _phase_form(type_id, phase_id, formdata=None)[1],
        title=_("Fase wijzigen"),
        lead=phase.name,
        back_url=url_for(".show", type_id=type_id),
    )


@blueprint.post("/<int:type_id>/fasen/<int:phase_id>/verwijderen")
def remove_phase(type_id: int, phase_id: int) -> ResponseReturnValue:
    """Take a phase away."""
    version = request.form.get("version", type=key)
    return press(
        lambda: types_service.remove_phase(this_act(), type_id, phase_id, version),
        url_for(".show", type_id=type_id),
        _("De fase is weggehaald. De fase ervoor duurt nu langer."),
    )
