"""The form of a coordinator who leaves a late contact out of the file: shape only."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from portal.i18n import lazy
from portal.web.forms import BaseForm, one_line


class DeclineForm(BaseForm):
    """Why it stays out."""

    reason = TextAreaField(
        lazy("Waarom neemt u dit niet over?"),
        description=lazy("De vrijwilliger leest dit in een melding. Schrijf geen namen."),
        filters=[one_line],
        validators=[
            DataRequired(lazy("Schrijf op waarom. De vrijwilliger leest de reden.")),
            Length(max=300, message=lazy("Gebruik ten hoogste 300 tekens.")),
        ],
    )
