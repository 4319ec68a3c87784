"""Forms of checklists: shape only."""

from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from portal.i18n import lazy
from portal.trajectories.rules import DOERS
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, one_line, readable


class TickForm(VersionedForm):
    """Who did it: the three buttons of an open item."""

    done_by = StringField(validators=[AnyOf(DOERS, message=lazy("Kies wie het deed."))])


class ReasonForm(VersionedForm):
    """Why an item is not for this household."""

    reason = StringField(
        lazy("Waarom niet?"),
        filters=[one_line],
        validators=[
            DataRequired(lazy("Vul in waarom dit niet van toepassing is.")),
            Length(max=300, message=lazy("Gebruik ten hoogste 300 tekens.")),
            readable,
        ],
    )


class UndoForm(VersionedForm):
    """Opening an item again asks nothing more."""


class AddListForm(BaseForm):
    """A list that belongs to no type, and the day it is about."""

    template = SelectField(lazy("Lijst"), coerce=int)
    about = DayField(
        lazy("Dag waarop het begint"),
        description=lazy("Bij aankomst van familie: de dag van aankomst. De termijnen tellen vanaf deze dag."),
        validators=[InputRequired(lazy("Vul een datum in."))],
    )

    def offer(self, lists: list[tuple[int, str]]) -> None:
        """The lists to choose from: key and name."""
        self.template.choices = [SelectChoice(key, name) for key, name in lists]
