"""Forms around a handover: write a message, accept for a colleague. Shape, never permission."""

import secrets
from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from portal.handovers.models_thread import LONGEST
from portal.i18n import lazy
from portal.web.forms import BaseForm, stripped


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


def new_key() -> str:
    """A submission key that nobody guesses or repeats."""
    return secrets.token_urlsafe(18)
