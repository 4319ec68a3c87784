"""Forms of checklists: shape only."""

from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from portal.cleaning import clean_line
from portal.i18n import lazy
from portal.trajectories.rules import DOERS
from portal.web.days import DayField
from portal.web.forms import BaseForm, VersionedForm, one_line, readable


class SayForm(BaseForm):
    """One tap on a checklist, of which all items share a form: the number of the item, its version on the page, and who
    did it, or "open" to undo that."""

    said = StringField(
        validators=[Regexp(rf"\d{{1,18}}\.\d{{1,9}}\.({'|'.join((*DOERS, 'open'))})\Z")],
        filters=[lambda text: clean_line(text or "")],
    )

    @property
    def parts(self) -> tuple[int, int, str]:
        """The item, its version, and what is said of it. The form was found in order."""
        item, version, answer = self.said.data.split(".")
        return int(item), int(version), answer


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
