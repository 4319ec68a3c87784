"""The form that tells when the draft was read: shape only."""

from wtforms.validators import InputRequired

from portal.i18n import lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm


class DraftForm(BaseForm):
    """On which day the draft was read with the client."""

    read_on = DayField(lazy("Op welke dag las u dit samen?"), [InputRequired(lazy("Vul de dag in."))])
