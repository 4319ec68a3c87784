"""How long things take in a handover, and on which days nobody works."""

from datetime import date

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.admin.clock.forms import FreeDayForm, TermsForm
from portal.admin.page import change_row, form_page
from portal.handovers.terms import queries as terms_queries
from portal.handovers.terms import service as terms_service
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.web.acting import this_act, today
from portal.web.editing import done, edit, press
from portal.web.rendering import answer

blueprint = Blueprint("clock", __name__, url_prefix="/beheer/termijnen")
YEARS = 2


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The terms, and the free days of the coming two years."""
    last = date(today().year + YEARS, 12, 31)
    days = terms_queries.days_off(today(), last)
    return answer("admin/clock/clock.html", setting=terms_queries.settings(), days=days, last=last)


@blueprint.route("/wijzigen", methods=["GET", "POST"])
def change() -> ResponseReturnValue:
    """Change the terms."""
    form = TermsForm(obj=terms_queries.settings())
    return change_row(
        form,
        lambda: terms_service.change_settings(this_act(), form.expected_version(), **form.values()),
        _("De termijnen zijn opgeslagen. Ze gelden meteen, ook voor wat nu loopt."),
        now=lambda: TermsForm(formdata=None, obj=terms_queries.settings()),
        title=_("Termijnen wijzigen"),
        back_url=url_for(".overview"),
    )


@blueprint.route("/dagen/nieuw", methods=["GET", "POST"])
def add_day() -> ResponseReturnValue:
    """Add a day on which nobody works."""
    form = FreeDayForm()
    return edit(
        form_page(form, title=_("Vrije dag toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: terms_service.add_free_day(this_act(), form.day.data, form.name.data),
        lambda _made: done(url_for(".overview"), _("De vrije dag is toegevoegd.")),
    )


@blueprint.post("/dagen/<day>/werken")
def work_on(day: str) -> ResponseReturnValue:
    """Let people work on a day that was free."""
    return press(lambda: terms_service.work_on(this_act(), _day(day)), url_for(".overview"), _("Opgeslagen."))


@blueprint.post("/dagen/<day>/vrij")
def rest_on(day: str) -> ResponseReturnValue:
    """Let a public holiday be free again."""
    return press(lambda: terms_service.rest_on(this_act(), _day(day)), url_for(".overview"), _("Opgeslagen."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotVisible from None
