"""The form by which consent is recorded: shape, never permission."""

from wtforms import RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.consent.rules import GivenConsent
from portal.handovers.path import CONSENT_WAYS, SCOPES_OF
from portal.i18n import lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm
from portal.wording import label


class ConsentForm(BaseForm):
    """The consent of an adult: to which parts, how and when. Nothing is ticked beforehand (rule 9)."""

    scopes = SelectMultipleField(
        lazy("Wat mag er mee?"),
        [InputRequired(lazy("Vink aan wat er mee mag."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    how = RadioField(lazy("Hoe is de toestemming gegeven?"), [InputRequired(lazy("Kies hoe."))])
    given_on = DayField(lazy("Op welke dag?"), [InputRequired(lazy("Vul de dag in."))])

    def offer_choices(self, variant: str) -> None:
        """The parts that this variant shares, and the ways to give consent."""
        self.scopes.choices = [SelectChoice(code, label("scope", code)) for code in SCOPES_OF[variant]]
        self.how.choices = [SelectChoice(code, label("consent_way", code)) for code in CONSENT_WAYS]

    def given(self) -> GivenConsent:
        """The consent as it was given."""
        return GivenConsent(self.scopes.data, self.how.data, self.given_on.data)
