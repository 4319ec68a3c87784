"""Forms of the other ways a handover goes: to an organisation, inside ours, as a question. Shape only."""

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.forms_team import ReturnForm
from portal.handovers.rules_kinds import (
    LONGEST_ADVICE,
    MOST_OVERLAP_WEEKS,
    PARTIES_OF,
    Choice,
    NewOrganisation,
)
from portal.handovers.words_kinds import party_label
from portal.i18n import gettext, lazy, ngettext
from portal.web import fields
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, one_line, readable, stripped
from portal.wording import N_, label

NEW = 0  # the choice of an organisation that is not there yet
WEEKS = (0, 1, 2, 3, 4, 6, 8, MOST_OVERLAP_WEEKS)


class OrganisationForm(VersionedForm):
    """How an organisation is called and reached."""

    name = fields.line(N_("Naam van de organisatie"), N_("Vul de naam in."))
    phone = fields.service_phone()
    email = fields.email()


class OrganisationCourseForm(VersionedForm):
    """To which organisation and in which variant; a new one is added on the same page."""

    organisation = RadioField(
        lazy("Naar welke organisatie?"), [InputRequired(lazy("Kies een organisatie."))], coerce=int
    )
    name = fields.line(N_("Naam van de organisatie"))
    phone = fields.service_phone()
    email = fields.email()
    variant = RadioField(lazy("Welke vorm?"), [InputRequired(lazy("Kies een vorm."))])

    def offer_choices(self, organisations: Sequence[Any], variants: Sequence[str]) -> None:
        """The organisations to choose from, and last a new one."""
        known = [SelectChoice(each.id, each.name) for each in organisations]
        self.organisation.choices = [*known, SelectChoice(NEW, gettext("Een organisatie die hier nog niet staat"))]
        self.variant.choices = [SelectChoice(code, label("organisation_variant", code)) for code in variants]

    def validate(self, extra_validators: Any = None) -> bool:
        """A new organisation has a name."""
        valid = super().validate(extra_validators)
        if self.organisation.data == NEW and not self.organisation.errors and not self.name.data:
            self.name.errors = [*self.name.errors, gettext("Vul de naam in.")]
            return False
        return valid

    def choice(self) -> Choice:
        """The key of the one that was chosen, or the new one."""
        if self.organisation.data != NEW:
            return int(self.organisation.data)
        return NewOrganisation(self.name.data, self.phone.data or None, self.email.data or None)


class AcceptedForm(BaseForm):
    """Who takes it at the other organisation."""

    for_worker = StringField(
        lazy("Wie neemt het daar aan?"),
        [DataRequired(lazy("Vul een naam of een functie in.")), Length(max=120), readable],
        filters=[one_line],
        description=lazy("Een naam of een functie, zodat u weet wie u belt."),
    )


class CompleteForm(BaseForm):
    """How long the volunteer of before may look in."""

    weeks = SelectField(lazy("Hoe lang mag de begeleider nog meekijken?"), coerce=int)

    def offer_choices(self, default: int) -> None:
        """No weeks, or some of them; the usual number always among them."""
        self.weeks.choices = [
            SelectChoice(n, ngettext("%(n)s week", "%(n)s weken", n) if n else gettext("niet, het stopt meteen"))
            for n in sorted({*WEEKS, default})
        ]


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
