"""The form that begins a checklist."""

from portal.admin.forms import choice
from portal.admin.types.queries import type_names
from portal.i18n import gettext
from portal.web import fields
from portal.web.forms import BaseForm
from portal.wording import N_


class ListForm(BaseForm):
    """A new list."""

    name = fields.line(N_("Naam"), N_("Vul de naam van de checklist in."))
    name_en = fields.line(N_("Naam in het Engels"), lang="en")
    type_id = choice(
        N_("Trajecttype"),
        description=N_(
            "De lijst komt automatisch bij een nieuw traject van dit type. Zonder type voegt u de lijst zelf toe."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.type_id.choices = fields.options(type_names(), gettext("geen, met de hand"))
