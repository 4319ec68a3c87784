"""Forms on locations and municipalities."""

from portal.admin.forms import choice, code_or_none
from portal.admin.queries import municipality_names
from portal.config import ROOT
from portal.i18n import lazy
from portal.web import fields
from portal.web.fields import ManyField, required
from portal.web.forms import VersionedForm
from portal.wording import N_

THEMES = ROOT / "static" / "themes"


class LocationForm(VersionedForm):
    """A location: its name, whom it serves, how it looks."""

    name = fields.line(N_("Naam"), N_("Vul de naam van de locatie in."))
    municipality_ids = ManyField(lazy("Gemeenten"), [required(N_("Kies ten minste één gemeente."))], coerce=int)
    phone = fields.service_phone(N_("Telefoonnummer van het kantoor"))
    theme = choice(
        N_("Kleuren en lettertype"),
        code_or_none,
        N_("Kies een thema."),
        description=N_("Elk thema is een bestand in static/themes/."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.municipality_ids.choices = fields.options(municipality_names())
        names = sorted(path.stem for path in THEMES.glob("*.css"))
        self.theme.choices = fields.options((name, name.capitalize()) for name in names)


class MunicipalityForm(VersionedForm):
    """The name of a municipality."""

    name = fields.line(N_("Naam"), N_("Vul de naam van de gemeente in."))
