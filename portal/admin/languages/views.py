"""The languages of the paper: whether a native speaker read their sentences."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin.languages import queries
from portal.i18n import gettext as _
from portal.organisation.languages import service as languages_service
from portal.paper.sentences import TO_BE_CHECKED, Voice, catalogue, fingerprint
from portal.refusals import NotVisible
from portal.web.acting import this_act
from portal.web.editing import press
from portal.web.rendering import answer

blueprint = Blueprint("languages", __name__, url_prefix="/beheer/talen")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every language of the paper, and which of them somebody has to read yet."""
    return answer("admin/languages/languages.html", languages=queries.states())


@blueprint.get("/<language>")
def language(language: str) -> ResponseReturnValue:
    """All sentences of a language beside the Dutch, to read before ticking."""
    if language not in TO_BE_CHECKED:
        raise NotVisible
    return answer(
        "admin/languages/language.html",
        state=queries.states()[language],
        voice=Voice(language),
        sentences=[(catalogue("nl")[key], own) for key, own in catalogue(language).items()],
        seen=fingerprint(language),
    )


@blueprint.post("/<language>/nagekeken")
def check(language: str) -> ResponseReturnValue:
    """A native speaker read them and found them right."""
    return press(
        lambda: languages_service.check_language(this_act(), language, request.form.get("seen", "")),
        url_for(".overview"),
        _("Vastgelegd. Op papier in deze taal staat niet meer dat iemand die nog moet nakijken."),
    )


@blueprint.post("/<language>/niet-nagekeken")
def uncheck(language: str) -> ResponseReturnValue:
    """Somebody found a fault: the mark comes back."""
    return press(
        lambda: languages_service.uncheck_language(this_act(), language),
        url_for(".overview"),
        _("Vastgelegd. Op papier in deze taal staat weer dat iemand die nog moet nakijken."),
    )
