"""Forms of the team: shape, never permission."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    DateField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.handovers.forms_rows import MOST_ROWS, AgreementRow, agreed, another_row
from portal.handovers.rules import PARTIES, RETURN_REASONS, Agreed
from portal.handovers.rules_returned import Returned
from portal.i18n import gettext, lazy
from portal.web.forms import BaseForm, no_line_breaks, stripped
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
    until = DateField(
        lazy("Vanaf wanneer is er weer plek?"), [Optional()], description=lazy("Alleen nodig als er nu geen plek is.")
    )
    worker = StringField(
        lazy("Wie kent dit huishouden?"),
        [Length(max=120), no_line_breaks],
        filters=[stripped],
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
        description=lazy("Het gesprek telt als cliënt, begeleider en wijkteam erbij waren."),
    )
    agreements = FieldList(FormField(AgreementRow), max_entries=MOST_ROWS)

    def offer_choices(self) -> None:
        """The parties, and at least two rows for agreements."""
        self.parties.choices = [SelectChoice(code, label("party", code)) for code in PARTIES]
        while len(self.agreements.entries) < 2:
            self.agreements.append_entry()

    def wants_row(self) -> bool:
        """Whether the button for another row was pressed: nothing is kept then, a row is added."""
        return another_row(self.agreements, "agreement")

    def agreement_rows(self) -> list[Agreed]:
        """The agreements that were filled in."""
        return agreed(self.agreements)
