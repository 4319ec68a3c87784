"""Forms of the sender: shape, never permission."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.forms_rows import MOST_ROWS, AgreementRow, NeedRow, agreed, another_row
from portal.handovers.rules import CONSENT_WAYS, SCOPES_OF, Agreed
from portal.i18n import gettext, lazy
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, stripped
from portal.wording import label


class CourseForm(VersionedForm):
    """To which team, in which variant, and why another team than the postcode says."""

    team = RadioField(lazy("Naar welk wijkteam?"), [InputRequired(lazy("Kies een wijkteam."))], coerce=int)
    reason = TextAreaField(
        lazy("Waarom een ander wijkteam dan bij de postcode hoort?"),
        [Optional(), Length(max=300)],
        filters=[stripped],
        description=lazy("Alleen nodig als u een ander wijkteam kiest, of als er geen of meer dan één bij hoort."),
        render_kw={"rows": 2},
    )
    variant = RadioField(lazy("Welke vorm?"), [InputRequired(lazy("Kies een vorm."))])

    def offer_choices(
        self, teams: Sequence[Any], proposed: int | None, said: Mapping[int, str], variants: Sequence[str]
    ) -> None:
        """The teams to choose from, the proposed one first and marked, with what each `said` about its room; and the
        variants of the type."""
        ordered = sorted(teams, key=lambda team: team.id != proposed)
        labels = {team.id: _team_label(team, team.id == proposed, said.get(team.id)) for team in ordered}
        self.team.choices = [SelectChoice(key, words) for key, words in labels.items()]
        self.variant.choices = [SelectChoice(code, label("variant_explained", code)) for code in variants]


def _team_label(team: Any, proposed: bool, said: str | None) -> str:
    name = f"{team.name}, {team.municipality.name}"
    shown = str(lazy("%(name)s (hoort bij de postcode)")) % {"name": name} if proposed else name
    return f"{shown}: {said}" if said else shown


class ContentForm(VersionedForm):
    """What goes along in variant B. Rows that are left empty are no rows."""

    needs = FieldList(FormField(NeedRow), max_entries=MOST_ROWS)
    who_else_helps = TextAreaField(
        lazy("Wie helpt er nog meer?"),
        [Optional(), Length(max=500)],
        filters=[stripped],
        description=lazy("Noem de functie, zonder verhaal: huisarts, klantmanager, budgetcoach."),
        render_kw={"rows": 2},
    )
    agreements = FieldList(FormField(AgreementRow), max_entries=MOST_ROWS)

    def offer_choices(self, topics: Sequence[tuple[int, str]]) -> None:
        """At least two rows to fill in, and the topics to choose from."""
        for rows in (self.needs, self.agreements):
            while len(rows.entries) < 2:
                rows.append_entry()
        for row in self.needs:
            row.form.topic.choices = [SelectChoice("", ""), *(SelectChoice(str(key), name) for key, name in topics)]

    def ask_questions(self) -> None:
        """In a consultation the sentences are questions."""
        for row in self.needs:
            row.form.sentence.label.text = gettext("Uw vraag, in één zin, samen gelezen")

    def wants_row(self) -> bool:
        """Whether the button for another row was pressed: nothing is kept then, a row is added."""
        return another_row(self.needs, "need") or another_row(self.agreements, "agreement")

    def need_rows(self) -> list[tuple[int, str]]:
        """The needs that were filled in, as topic key and sentence."""
        return [(int(row.topic.data), row.sentence.data) for row in self.needs if row.sentence.data]

    def agreement_rows(self) -> list[Agreed]:
        """The agreements that were filled in."""
        return agreed(self.agreements)


class ConsentForm(BaseForm):
    """What an adult consents to, how and when. Nothing is ticked beforehand (rule 9)."""

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


class OfferForm(BaseForm):
    """The mark of the preview that was read."""

    seen = HiddenField()


class WithdrawForm(BaseForm):
    """Why the handover is taken back."""

    reason = TextAreaField(
        lazy("Waarom trekt u de overdracht in?"),
        [DataRequired(lazy("Schrijf op waarom.")), Length(max=300)],
        filters=[stripped],
        description=lazy("Wie deze overdracht volgt, leest deze reden ook. Schrijf geen namen en geen verhaal."),
        render_kw={"rows": 3},
    )


class ClosingForm(BaseForm):
    """With which outcome a trajectory closes, and what follows."""

    outcome = RadioField(lazy("Hoe sluit dit traject af?"), [InputRequired(lazy("Kies hoe het afsluit."))])
    reason = TextAreaField(
        lazy("Waarom?"),
        [Optional(), Length(max=500)],
        filters=[stripped],
        description=lazy("Nodig bij een uitzondering. Schrijf het zoals de cliënt het mag lezen."),
        render_kw={"rows": 3},
    )
    start_next = BooleanField(lazy("Start meteen het volgende traject"))
    keep_volunteer = BooleanField(lazy("De begeleider van nu gaat mee, als dat past"))

    def offer_choices(self, outcomes: Sequence[str]) -> None:
        """The outcomes that are possible now."""
        self.outcome.choices = [SelectChoice(code, label("closure_outcome", code)) for code in outcomes]


class FilterForm(BaseForm):
    """Which handovers the overview shows."""

    stand = SelectField(lazy("Stand"))
