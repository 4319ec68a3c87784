"""The form by which somebody says whether the household arrived: shape, never permission."""

from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.rules import ARRIVALS
from portal.i18n import lazy
from portal.web.forms import BaseForm, stripped
from portal.wording import label


class ArrivalForm(BaseForm):
    """Whether the household found its way to the team."""

    arrival = RadioField(
        lazy("Weet het huishouden het wijkteam te vinden?"), [InputRequired(lazy("Kies een antwoord."))]
    )
    note = TextAreaField(
        lazy("Toelichting"),
        [Optional(), Length(max=300)],
        filters=[stripped],
        description=lazy("Mag leeg blijven. Beide kanten lezen dit. Schrijf geen namen en geen verhaal."),
        render_kw={"rows": 2},
    )

    def offer_choices(self) -> None:
        """Arrived, not arrived, not known."""
        self.arrival.choices = [SelectChoice(code, label("arrival_explained", code)) for code in ARRIVALS]
