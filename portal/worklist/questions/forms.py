"""Forms of questions: shape, never permission."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from portal.contacts.forms import one_kind_of_line_end
from portal.i18n import lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, one_line, readable
from portal.worklist.questions.rules import LONGEST_REASON, LONGEST_TEXT

TOO_LONG = lazy("Gebruik ten hoogste 1000 tekens.")


class AskForm(BaseForm):
    """A question about a household."""

    submission_key = HiddenField(validators=[InputRequired(), Regexp(r"[\w-]{1,64}\Z")])
    contact = HiddenField()
    words = TextAreaField(
        lazy("Uw vraag"),
        description=lazy("Schrijf zo dat de cliënt mag meelezen. Geen namen van anderen."),
        filters=[one_kind_of_line_end],
        validators=[DataRequired(lazy("Schrijf uw vraag op.")), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )


class AnswerForm(BaseForm):
    """The answer to a question, or what was done with it."""

    answer = TextAreaField(
        lazy("Uw antwoord"),
        description=lazy("Sprak u elkaar? Schrijf kort wat u afsprak, zo dat de cliënt mag meelezen."),
        filters=[one_kind_of_line_end],
        validators=[DataRequired(lazy("Schrijf uw antwoord op.")), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )


class HandOverForm(VersionedForm):
    """The colleague who answers instead."""

    colleague = SelectField(lazy("Wie beantwoordt deze vraag?"), [InputRequired(lazy("Kies een collega."))], coerce=int)

    def offer(self, people: Sequence[Any]) -> None:
        """The choices: these people."""
        self.colleague.choices = [SelectChoice(each.id, each.name) for each in people]


class SnoozeForm(VersionedForm):
    """The day on which a question comes back, and why not before."""

    until = DayField(lazy("Tot welke dag?"), [InputRequired(lazy("Vul een dag in."))])
    reason = StringField(
        lazy("Waarom"),
        description=lazy("Bijvoorbeeld: ik wacht op een brief van de gemeente."),
        filters=[one_line],
        validators=[
            DataRequired(lazy("Vul kort in waarom.")),
            Length(max=LONGEST_REASON, message=lazy("Gebruik ten hoogste 200 tekens.")),
            readable,
        ],
    )
