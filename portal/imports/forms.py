"""The form that takes a file, and the one that confirms what was understood of it."""

from collections.abc import Iterable

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from portal.i18n import gettext, lazy
from portal.imports.models import KINDS
from portal.imports.rules.resembling import ANOTHER, Decision, Resemblance
from portal.imports.words import candidate_place
from portal.web import fields
from portal.web.fields import labelled
from portal.web.forms import BaseForm
from portal.wording import N_


class UploadForm(BaseForm):
    """The kind of list, and the file."""

    kind = RadioField(
        lazy(N_("Wat staat er in het bestand?")),
        [InputRequired(lazy(N_("Kies wat er in het bestand staat.")))],
        choices=lambda: labelled("import_kind", KINDS),
        default=KINDS[0],
    )
    file = FileField(
        lazy(N_("Bestand")),
        [FileRequired(lazy(N_("Kies een bestand.")))],
        description=lazy(N_("CSV of XLSX, ten hoogste 20 MB.")),
        render_kw={"accept": ".csv,.txt,.xlsx"},
    )


class ConfirmForm(BaseForm):
    """The confirmation of a preview; `seen` is what it showed."""

    seen = HiddenField()


def choices_form(resemblances: Iterable[Resemblance], **options: object) -> BaseForm:
    """A choice for each row that resembles somebody. Each option carries the mark of the candidates beside it, so
    that the server knows a choice that was made on an older page."""
    rows = {
        f"line_{each.lines[0]}": RadioField(
            gettext("Wie is dit?"),
            [Optional()],
            choices=fields.options(_options(each)),
            default=f"{each.choice}.{each.mark}",
            validate_choice=False,
        )
        for each in resemblances
    }
    return type("ChoicesForm", (BaseForm,), rows)(**options)


def decisions(form: BaseForm) -> dict[int, Decision]:
    """The decisions by line."""
    chosen = {int(field.name.removeprefix("line_")): (field.data or "").rpartition(".") for field in form}
    return {line: Decision(choice, mark or "-") for line, (choice, _dot, mark) in chosen.items()}


def _options(beside: Resemblance) -> Iterable[tuple[str, str]]:
    for candidate in beside.candidates:
        name, place = candidate.facts[0], candidate_place(candidate)
        yield f"{candidate.key}.{beside.mark}", gettext("Dezelfde als %(name)s (%(place)s)", name=name, place=place)
    yield f"{ANOTHER}.{beside.mark}", gettext("Iemand anders: een nieuw huishouden")
    yield f".{beside.mark}", gettext("Nog niet kiezen: de rij blijft geweigerd")
