"""The form that takes a file, and the one that confirms what was understood of it."""

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from portal.i18n import lazy
from portal.imports.models import KINDS
from portal.web.fields import labelled
from portal.web.forms import BaseForm
from portal.wording import N_


class UploadForm(BaseForm):
    """What kind of list, and the file."""

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
    """The counts that the preview showed."""

    seen = HiddenField()
