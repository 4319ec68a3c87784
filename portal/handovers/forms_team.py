"""Forms of the team: shape, never permission."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.rules import RETURN_REASONS
from portal.handovers.rules_returned import Returned
from portal.i18n import gettext, lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm, one_line, readable, stripped
from portal.wording import label


def key_or_none(value: Any) -> int | None:
    """The key of a choice; the choice of none is None."""
    return int(value) if value not in (None, "") else None


class ReturnForm(BaseForm):
    """Why the team gives it back, and what belongs to that reason."""

    reason = RadioField(lazy("Waarom stuurt u deze overdracht terug?"), [InputRequired(lazy("Kies een reden."))])
    note = TextAreaField(
        lazy("Uw vraag of toelichting"),
        [Optional(), Length(max=500)],
        filters=[stripped],
        description=lazy("Nodig als er informatie ontbreekt: stel dan uw vraag. Ook bij iets anders. Geen namen."),
        render_kw={"rows": 3},
    )
    team = SelectField(
        lazy("Bij welk wijkteam hoort het?"),
        [Optional()],
        coerce=key_or_none,
        description=lazy("Alleen als het bij een ander wijkteam hoort, en u weet welk."),
    )
    until = DayField(
        lazy("Vanaf wanneer is er weer plek?"), [Optional()], description=lazy("Alleen nodig als er nu geen plek is.")
    )
    worker = StringField(
        lazy("Wie kent dit huishouden?"),
        [Length(max=120), readable],
        filters=[one_line],
        description=lazy("Alleen nodig als u het huishouden al kent: de naam of functie van uw collega."),
    )

    def offer_choices(self, teams: Sequence[Any]) -> None:
        """The reasons of domain.md section 4, and the other teams."""
        self.reason.choices = [SelectChoice(code, label("return_reason", code)) for code in RETURN_REASONS]
        self.team.choices = [
            SelectChoice("", gettext("Dat weet ik niet")),
            *(SelectChoice(team.id, f"{team.name}, {team.municipality.name}") for team in teams),
        ]

    def answer(self) -> Returned:
        """What the team says."""
        return Returned(self.reason.data, self.until.data, self.note.data, self.team.data, self.worker.data)
