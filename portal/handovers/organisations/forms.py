"""Forms about organisations without an account here. Shape only."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.handovers.beginning.rules import Course, ToOrganisation
from portal.handovers.organisations.rules import NewOrganisation
from portal.i18n import gettext, lazy
from portal.web import fields
from portal.web.forms import BaseForm, VersionedForm, one_line, readable
from portal.wording import N_, label

NEW = 0  # the choice of an organisation that is not there yet


class OrganisationForm(VersionedForm):
    """How an organisation is called and reached."""

    name = fields.line(N_("Naam van de organisatie"), N_("Vul de naam in."))
    phone = fields.service_phone()
    email = fields.email()


class OrganisationCourseForm(VersionedForm):
    """To which organisation and in which variant; a new one is added on the same page."""

    organisation = RadioField(
        lazy("Naar welke organisatie?"), [InputRequired(lazy("Kies een organisatie."))], coerce=int
    )
    name = fields.line(N_("Naam van de organisatie"))
    phone = fields.service_phone()
    email = fields.email()
    variant = RadioField(lazy("Welke vorm?"), [InputRequired(lazy("Kies een vorm."))])

    def offer_choices(self, organisations: Sequence[Any], variants: Sequence[str]) -> None:
        """The organisations to choose from, and last a new one."""
        known = [SelectChoice(each.id, each.name) for each in organisations]
        self.organisation.choices = [*known, SelectChoice(NEW, gettext("Een organisatie die hier nog niet staat"))]
        self.variant.choices = [SelectChoice(code, label("organisation_variant", code)) for code in variants]

    def validate(self, extra_validators: Any = None) -> bool:
        """A new organisation has a name."""
        valid = super().validate(extra_validators)
        if self.organisation.data == NEW and not self.organisation.errors and not self.name.data:
            self.name.errors = [*self.name.errors, gettext("Vul de naam in.")]
            return False
        return valid

    def course(self) -> Course:
        """The way to the one that was chosen, or to the new one."""
        chosen = self.organisation.data
        new = NewOrganisation(self.name.data, self.phone.data or None, self.email.data or None)
        return Course(ToOrganisation(new if chosen == NEW else int(chosen)), self.variant.data)


class AcceptedForm(BaseForm):
    """Who takes it at the other organisation."""

    for_worker = StringField(
        lazy("Wie neemt het daar aan?"),
        [DataRequired(lazy("Vul een naam of een functie in.")), Length(max=120), readable],
        filters=[one_line],
        description=lazy("Een naam of een functie, zodat u weet wie u belt."),
    )
