"""The name of a person in a form: the same fields wherever somebody is added or corrected."""

from typing import ClassVar

from wtforms import Field, Form
from wtforms.validators import StopValidation

from portal import cleaning
from portal.i18n import gettext
from portal.web import fields
from portal.wording import N_


class _Somebody:
    """Somebody has a name, in one of the two fields at least, and a name has letters."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Form, _field: Field) -> None:
        written = [
            each
            for each in (form[name].data for name in ("first_name", "last_name"))
            if cleaning.says_something(each or "")
        ]
        if not written:
            raise StopValidation(gettext("Vul de naam in."))
        if not all(map(cleaning.is_name, written)):
            raise StopValidation(gettext("Een naam heeft letters. Vul de naam in zoals u die schrijft."))


class NameFields(Form):
    """First and last name. Some people have one name: then one of the two is enough."""

    first_name = fields.line(N_("Voornaam"), autocomplete="off")
    last_name = fields.line(
        N_("Achternaam"),
        check=_Somebody(),
        description=N_("Heeft iemand maar één naam? Vul die hier in en laat de voornaam leeg."),
        autocomplete="off",
    )

    def person(self) -> dict[str, str]:
        """First and last name as they are stored."""
        names = cleaning.person_name(self.first_name.data, self.last_name.data)
        return dict(zip(("first_name", "last_name"), names, strict=True))
