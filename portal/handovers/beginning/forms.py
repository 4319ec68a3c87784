"""Forms by which a handover begins: the course, and what goes along. Shape, never permission."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import (
    Field,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.beginning.rules import Content, Course, ToTeam
from portal.handovers.path import Agreed
from portal.i18n import gettext, lazy
from portal.web.days import DayField
from portal.web.forms import RowForm, VersionedForm, one_line, readable, stripped
from portal.wording import label

MOST_ROWS = 20
ADD = "add_row"


class NeedRow(RowForm):
    """A need on one topic, in one sentence."""

    topic = SelectField(lazy("Onderwerp"), [Optional()])
    sentence = StringField(
        lazy("Wat is er nodig? Eén zin, samen gelezen"), [Length(max=300), readable], filters=[one_line]
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """A sentence belongs to a topic. `Optional` ends the checks of an empty field, so this comes after them."""
        valid = super().validate(extra_validators)
        if self.sentence.data and not self.topic.data:
            self.topic.errors = [gettext("Kies een onderwerp bij deze zin.")]
            return False
        return valid

    def validate_sentence(self, field: Field) -> None:
        """A topic asks for its sentence."""
        if self.topic.data and not field.data:
            raise ValidationError(gettext("Schrijf een zin bij dit onderwerp."))


class AgreementRow(RowForm):
    """An agreement: what, who, before when."""

    what = StringField(lazy("Wat spreekt u af?"), [Length(max=300), readable], filters=[one_line])
    who = StringField(lazy("Wie doet dit?"), [Length(max=120), readable], filters=[one_line])
    before = DayField(lazy("Voor wanneer"), [Optional()])

    def validate_what(self, field: Field) -> None:
        """A row that was begun says what."""
        if not field.data and (self.who.data or self.before.data):
            raise ValidationError(gettext("Schrijf op wat er is afgesproken."))

    def validate_who(self, field: Field) -> None:
        """An agreement without somebody who does it is none."""
        if not field.data and self.what.data:
            raise ValidationError(gettext("Schrijf op wie dit doet."))


def another_row(rows: FieldList, name: str) -> bool:
    """Add an empty row when its button was pressed; says whether it was."""
    pressed = request.method == "POST" and request.form.get(ADD) == name
    if pressed and len(rows.entries) < MOST_ROWS:
        rows.append_entry()
    return pressed


def agreed(rows: FieldList) -> list[Agreed]:
    """The agreements that were filled in."""
    filled: list[Any] = [row for row in rows if row.what.data]
    return [Agreed(row.what.data, row.who.data, row.before.data) for row in filled]


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
        """Offer the variants of the type, and the teams: the proposed one first and marked, each with what it `said`
        about its room."""
        ordered = sorted(teams, key=lambda team: team.id != proposed)
        labels = {team.id: _team_label(team, team.id == proposed, said.get(team.id)) for team in ordered}
        self.team.choices = [SelectChoice(key, words) for key, words in labels.items()]
        self.variant.choices = [SelectChoice(code, label("variant_explained", code)) for code in variants]

    def course(self) -> Course:
        """The recipient, the variant and the reason that were chosen."""
        return Course(ToTeam(self.team.data), self.variant.data, self.reason.data)


def _team_label(team: Any, proposed: bool, said: str | None) -> str:
    name = f"{team.name}, {team.municipality.name}"
    shown = str(lazy("%(name)s (hoort bij de postcode)")) % {"name": name} if proposed else name
    return f"{shown}: {said}" if said else shown


class ContentForm(VersionedForm):
    """The content of variant B. Rows that are left empty are no rows."""

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

    def content(self) -> Content:
        """The content as it was filled in."""
        needs = [(int(row.topic.data), row.sentence.data) for row in self.needs if row.sentence.data]
        return Content(needs, self.who_else_helps.data, agreed(self.agreements))
