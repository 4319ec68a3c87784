"""Forms of the offer: shape, never permission."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.i18n import lazy
from portal.web.forms import BaseForm, stripped


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
