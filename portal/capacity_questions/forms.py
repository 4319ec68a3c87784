"""Forms of asking for room: shape, never permission."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from portal.capacity_questions.rules import MOST_HOUSEHOLDS, VARIANTS, Question
from portal.i18n import lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, new_key, one_line, readable
from portal.wording import label


class AskForm(BaseForm):
    """Has a team room? No household is named."""

    submission_key = HiddenField(validators=[InputRequired(), Regexp(r"[\w-]{1,64}\Z")])
    team_id = SelectField(lazy("Aan welk wijkteam?"), [InputRequired(lazy("Kies een wijkteam."))], coerce=int)
    from_on = DayField(lazy("Plek vanaf"), [InputRequired(lazy("Vul een dag in."))])
    households = IntegerField(
        lazy("Hoeveel huishoudens?"),
        [
            InputRequired(lazy("Vul een aantal in.")),
            NumberRange(1, MOST_HOUSEHOLDS, lazy("Vul een aantal in van 1 tot en met 50.")),
        ],
        render_kw={"class": "short", "inputmode": "numeric", "min": "1", "max": str(MOST_HOUSEHOLDS)},
    )
    variant = RadioField(lazy("Welke vorm?"), [InputRequired(lazy("Kies een vorm."))])
    postcode_area = StringField(
        lazy("Postcodegebied"),
        [Optional(), Regexp(r"[1-9]\d{3}$", message=lazy("Vul vier cijfers in, zoals 2132."))],
        filters=[one_line],
        description=lazy("Alleen de vier cijfers. Noem niemand: dit is een vraag zonder naam."),
        render_kw={"class": "short", "inputmode": "numeric", "maxlength": "4", "autocomplete": "off"},
    )

    @classmethod
    def asking(cls, teams: Sequence[Any], today: date) -> "AskForm":
        """The form with the teams to choose from."""
        form = cls(data={"submission_key": new_key(), "households": 1, "from_on": today, "variant": VARIANTS[0]})
        form.team_id.choices = [SelectChoice(team.id, f"{team.name}, {team.municipality.name}") for team in teams]
        form.variant.choices = [SelectChoice(code, label("variant", code)) for code in VARIANTS]
        return form

    def question(self) -> Question:
        """The question as filled in."""
        values = {name: value for name, value in self.data.items() if name != "submission_key"}
        return Question(**values)


class AnswerForm(VersionedForm):
    """Yes, no, or from a day; which of them is the button that was pressed."""

    room_from = DayField(lazy("Plek vanaf"), [Optional()])
    note = StringField(
        lazy("Toelichting"),
        [Optional(), Length(max=300), readable],
        filters=[one_line],
        description=lazy("Eén regel, zonder namen."),
    )
