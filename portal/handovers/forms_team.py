"""Forms of the team: shape, never permission."""

from wtforms import DateField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.rules import RETURN_REASONS
from portal.i18n import lazy
from portal.web.forms import BaseForm, stripped
from portal.wording import label


class ReturnForm(BaseForm):
    """Why the team gives it back."""

    reason = RadioField(lazy("Waarom stuurt u deze overdracht terug?"), [InputRequired(lazy("Kies een reden."))])
    until = DateField(
        lazy("Vanaf wanneer is er weer plek?"), [Optional()], description=lazy("Alleen nodig als er nu geen plek is.")
    )
    note = TextAreaField(
        lazy("Toelichting"),
        [Optional(), Length(max=500)],
        filters=[stripped],
        description=lazy("Nodig als er informatie ontbreekt, of bij iets anders. Schrijf geen namen."),
        render_kw={"rows": 3},
    )

    def offer_choices(self) -> None:
        """The reasons of domain.md section 4."""
        self.reason.choices = [SelectChoice(code, label("return_reason", code)) for code in RETURN_REASONS]
