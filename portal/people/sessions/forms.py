"""Forms of people: shape, never permission."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from portal.cleaning import clean_line
from portal.i18n import lazy
from portal.web.forms import BaseForm
from portal.web.incoming import LONGEST_QUERY


class SignInForm(BaseForm):
    """E-mail and password."""

    keeps = False

    email = EmailField(
        lazy("E-mailadres"),
        [InputRequired(lazy("Vul uw e-mailadres in.")), Length(max=254)],
        filters=[lambda text: clean_line(text or "")],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(
        lazy("Wachtwoord"),
        [InputRequired(lazy("Vul uw wachtwoord in.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField(validators=[Length(max=LONGEST_QUERY)])
