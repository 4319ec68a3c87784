"""The form of a message: shape, never permission."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from portal.handovers.conversation.models import LONGEST
from portal.i18n import lazy
from portal.web.forms import BaseForm, new_key, stripped


class MessageForm(BaseForm):
    """A message to the others around a handover."""

    submission_key = HiddenField(validators=[InputRequired(), Regexp(r"[\w-]{1,64}\Z")])
    text = TextAreaField(
        lazy("Uw bericht"),
        [DataRequired(lazy("Schrijf uw bericht.")), Length(max=LONGEST)],
        filters=[stripped],
        description=lazy("Schrijf zonder verhaal: wat er nodig is, en geen namen van cliënten."),
        render_kw={"rows": 3},
    )

    @classmethod
    def fresh(cls) -> "MessageForm":
        """An empty form with a key of its own."""
        return cls(formdata=None, data={"submission_key": new_key()})
