"""Reasons for fewer hours: why a volunteer is away, or offers less for a while."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from portal.admin.page import change_row, form_page
from portal.admin.reduction_reasons.forms import ReasonForm
from portal.db import key
from portal.i18n import gettext as _
from portal.people.models.reductions import ReductionReason
from portal.people.reduction_reasons import service as reasons_service
from portal.web.acting import this_act
from portal.web.editing import done, edit, press
from portal.web.rendering import answer
from portal.work import fetch_all, find

blueprint = Blueprint("reduction_reasons", __name__, url_prefix="/beheer/redenen")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every reason in its order, also those no longer offered."""
    statement = select(ReductionReason).order_by(ReductionReason.position, ReductionReason.id)
    return answer("admin/reduction_reasons/reasons.html", reasons=fetch_all(statement))


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a reason at the end."""
    form = ReasonForm()
    del form.active
    return edit(
        form_page(form, title=_("Reden toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: reasons_service.add_reason(this_act(), form.name.data, form.name_en.data),
        lambda _made: done(url_for(".overview"), _("De reden is toegevoegd.")),
    )


@blueprint.route("/<int:reason_id>", methods=["GET", "POST"])
def change(reason_id: int) -> ResponseReturnValue:
    """Rename a reason, or stop offering it."""
    form = ReasonForm(obj=_reason(reason_id))
    return change_row(
        form,
        lambda: reasons_service.change_reason(
            this_act(),
            reason_id,
            form.expected_version(),
            reasons_service.ReasonNamed(form.name.data, form.name_en.data, form.active.data),
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: ReasonForm(formdata=None, obj=_reason(reason_id)),
        title=_("Reden wijzigen"),
        back_url=url_for(".overview"),
    )


@blueprint.post("/<int:reason_id>/omhoog")
def move_up(reason_id: int) -> ResponseReturnValue:
    """One place up."""
    return _move(reason_id, -1)


@blueprint.post("/<int:reason_id>/omlaag")
def move_down(reason_id: int) -> ResponseReturnValue:
    """One place down."""
    return _move(reason_id, 1)


def _move(reason_id: int, steps: int) -> ResponseReturnValue:
    version = request.form.get("version", type=key)
    return press(lambda: reasons_service.move_reason(this_act(), reason_id, version, steps), url_for(".overview"))


def _reason(reason_id: int) -> ReductionReason:
    return find(select(ReductionReason).where(ReductionReason.id == reason_id))
