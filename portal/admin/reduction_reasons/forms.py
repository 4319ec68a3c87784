"""The form on a reason for fewer hours."""

from wtforms import BooleanField

from portal.i18n import lazy
from portal.web import fields
from portal.web.forms import VersionedForm
from portal.wording import N_


class ReasonForm(VersionedForm):
    """A reason in two languages."""

    name = fields.line(N_("Naam"), N_("Vul de naam van de reden in."))
    name_en = fields.line(N_("Naam in het Engels"), lang="en")
    active = BooleanField(
        lazy("Aanbieden als keuze"),
        default=True,
        description=lazy("Zet u dit uit, dan blijft leesbaar wat eerder is vastgelegd."),
    )
