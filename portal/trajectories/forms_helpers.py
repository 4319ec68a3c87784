"""The form of somebody a household can ring."""

from portal.web import fields
from portal.web.forms import VersionedForm
from portal.wording import N_


class HelperForm(VersionedForm):
    """Name and number. No reason: the card says what somebody does, never what for."""

    name = fields.line(N_("Naam (mag leeg blijven)"), autocomplete="off")
    phone = fields.service_phone()
