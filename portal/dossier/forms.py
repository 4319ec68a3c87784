"""Forms of the trajectory's page: shape only."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.dossier.rules import GoalSaid
from portal.i18n import in_language, lazy
from portal.trajectories.models.trajectory import GOAL_SCALE
from portal.web.days import DayField
from portal.web.fields import labelled
from portal.web.forms import BaseForm, VersionedForm, one_line, readable


class GoalForm(VersionedForm):
    """A goal in the client's own words, and how far they are."""

    topic = SelectField(lazy("Onderwerp"), coerce=int)
    words = TextAreaField(
        lazy("In de woorden van de cliënt"),
        description=lazy("Bijvoorbeeld: “Ik wil zelf mijn brieven kunnen lezen.”"),
        filters=[one_line],
        validators=[
            DataRequired(lazy("Schrijf op wat de cliënt wil.")),
            Length(max=300, message=lazy("Gebruik ten hoogste 300 tekens.")),
        ],
    )
    scale = RadioField(lazy("Hoe gaat het nu?"), default="not_yet")

    def offer(self, topics: Sequence[Any]) -> None:
        """The choices: these topics, and the steps of the scale."""
        self.topic.choices = [SelectChoice(topic.id, in_language(topic)) for topic in topics]
        self.scale.choices = labelled("goal_scale", GOAL_SCALE)

    def said(self) -> GoalSaid:
        """The goal as it was typed."""
        return GoalSaid(self.topic.data, self.words.data, self.scale.data)


class SilenceForm(BaseForm):
    """Days on which no contact is expected."""

    starts_on = DayField(lazy("Eerste dag"), validators=[InputRequired(lazy("Vul de eerste dag in."))])
    ends_on = DayField(lazy("Laatste dag"), validators=[InputRequired(lazy("Vul de laatste dag in."))])
    reason = StringField(
        lazy("Waarom"),
        description=lazy("Bijvoorbeeld: vakantie van het gezin."),
        filters=[one_line],
        validators=[
            DataRequired(lazy("Vul kort in waarom.")),
            Length(max=200, message=lazy("Gebruik ten hoogste 200 tekens.")),
            readable,
        ],
    )
