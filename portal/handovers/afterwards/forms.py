"""The form by which somebody says whether the household arrived: shape, never permission."""

from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.path import ARRIVALS
from portal.i18n import gettext, lazy
from portal.web.forms import BaseForm, stripped
from portal.wording import label


class ArrivalForm(BaseForm):
    """Whether the household found its way to who took it on."""

    arrival = RadioField(validators=[InputRequired(lazy("Kies een antwoord."))])
    note = TextAreaField(
        lazy("Toelichting"),
        [Optional(), Length(max=300)],
        filters=[stripped],
        description=lazy("Mag leeg blijven. Schrijf geen namen en geen verhaal."),
        render_kw={"rows": 2},
    )

    def offer_choices(self, recipient: str, read_there: bool) -> None:
        """Arrived at this recipient, not arrived, not known; `read_there` when they read the note too."""
        if read_there:
            self.note.description = gettext(
                "Mag leeg blijven. Beide kanten lezen dit. Schrijf geen namen en geen verhaal."
            )
        self.arrival.label.text = gettext("Heeft het huishouden contact met %(team)s?", team=recipient)
        self.arrival.choices = [SelectChoice(code, label("arrival_explained", code)) for code in ARRIVALS]
