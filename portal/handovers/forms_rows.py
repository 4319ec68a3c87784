"""Rows that people fill in and add to: needs and agreements. "Another row" works without JavaScript."""

from typing import Any

from flask import request
from wtforms import Field, FieldList, SelectField, StringField, ValidationError
from wtforms.validators import Length, Optional

from portal.handovers.rules import Agreed
from portal.i18n import gettext, lazy
from portal.web.days import DayField
from portal.web.forms import RowForm, one_line, readable

MOST_ROWS = 20
ADD = "add_row"


class NeedRow(RowForm):
    """What is needed on one topic, in one sentence."""

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
    """What was agreed: what, who, before when."""

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
