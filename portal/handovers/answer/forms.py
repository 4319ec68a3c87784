"""Forms of the team: shape, never permission."""

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.answer.rules import LONGEST_ADVICE
from portal.handovers.meeting.words import party_label
from portal.handovers.path import PARTIES_OF, RETURN_REASONS
from portal.handovers.returned.rules import Returned
from portal.i18n import gettext, lazy
from portal.web.days import DayField
from portal.web.fields import key_or_none
from portal.web.forms import BaseForm, one_line, readable, stripped
from portal.wording import label


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
        """The answer of the team."""
        return Returned(self.reason.data, self.until.data, self.note.data, self.team.data, self.worker.data)


class AnswerForm(BaseForm):
    """The answer to a question: the day, who took part, the advice."""

    held_on = DayField(lazy("Op welke dag was het gesprek of het antwoord?"), [InputRequired(lazy("Vul de dag in."))])
    parties = SelectMultipleField(
        lazy("Wie deden mee?"),
        [InputRequired(lazy("Vink aan wie meededen."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    advice = TextAreaField(
        lazy("Uw advies"),
        [DataRequired(lazy("Schrijf uw advies op.")), Length(max=LONGEST_ADVICE)],
        filters=[stripped],
        description=lazy("Schrijf het zoals de cliënt het mag lezen, zonder namen."),
        render_kw={"rows": 6},
    )

    def offer_choices(self, path: str) -> None:
        """Who can take part, and who must."""
        self.parties.choices = [SelectChoice(code, party_label(path, code)) for code in PARTIES_OF[path]]
        self.parties.description = label("parties_needed", path)


def as_recorded(form: ReturnForm, leave_out: Collection[str] = ("other_area",)) -> None:
    """The form to return, for the coordinator who writes down what another organisation said."""
    form.reason.label.text = gettext("Waarom neemt de organisatie het niet aan?")
    form.note.label.text = gettext("Toelichting")
    form.note.description = gettext("Nodig als er informatie ontbreekt, of bij iets anders. Schrijf geen namen.")
    form.worker.description = gettext("Alleen nodig als zij het huishouden al kennen: een naam of een functie bij hen.")
    form.reason.choices = [
        SelectChoice(code, label("organisation_return", code))
        for code in (choice.value for choice in form.reason.choices)
        if code not in leave_out
    ]


class AcceptForm(BaseForm):
    """For which colleague, and which version was read."""

    read = HiddenField()
    colleague = SelectField(lazy("Voor welke collega?"), coerce=int)

    @classmethod
    def offering(cls, colleagues: Sequence[Any], read: int) -> "AcceptForm":
        """The colleagues to choose from."""
        form = cls(formdata=None, data={"read": read})
        form.colleague.choices = [SelectChoice(each.id, each.name) for each in colleagues]
        return form
