"""Forms of the team: shape, never permission."""

from wtforms import (
    DateField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.forms_rows import MOST_ROWS, AgreementRow, agreed, another_row
from portal.handovers.rules import RETURN_REASONS, TEAM, Agreed
from portal.handovers.rules_kinds import PARTIES_OF
from portal.handovers.words_kinds import party_label
from portal.i18n import lazy
from portal.web.forms import BaseForm, no_line_breaks, stripped
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


class PlanForm(BaseForm):
    """When and where the three meet."""

    meeting_on = DateField(lazy("Dag"), [InputRequired(lazy("Vul een dag in."))])
    meeting_at = TimeField(lazy("Tijd"), [InputRequired(lazy("Vul een tijd in."))])
    meeting_place = StringField(
        lazy("Plaats"),
        [DataRequired(lazy("Vul in waar het gesprek is.")), Length(max=200), no_line_breaks],
        filters=[stripped],
    )


class MeetingForm(BaseForm):
    """The meeting as it was: the day, who was there, what was agreed."""

    held_on = DateField(lazy("Op welke dag was het gesprek?"), [InputRequired(lazy("Vul de dag in."))])
    parties = SelectMultipleField(
        lazy("Wie waren erbij?"),
        [InputRequired(lazy("Vink aan wie erbij waren."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    agreements = FieldList(FormField(AgreementRow), max_entries=MOST_ROWS)

    def offer_choices(self, path: str = TEAM) -> None:
        """The parties of this way, who of them must be there, and at least two rows for agreements."""
        self.parties.choices = [SelectChoice(code, party_label(path, code)) for code in PARTIES_OF[path]]
        self.parties.description = label("parties_needed", path)
        while len(self.agreements.entries) < 2:
            self.agreements.append_entry()

    def wants_row(self) -> bool:
        """Whether the button for another row was pressed: nothing is kept then, a row is added."""
        return another_row(self.agreements, "agreement")

    def agreement_rows(self) -> list[Agreed]:
        """The agreements that were filled in."""
        return agreed(self.agreements)
