"""Forms of volunteers: shape only."""

from collections.abc import Sequence
from datetime import date

from wtforms import Field, Form, SelectField, ValidationError

from portal.i18n import gettext, in_language, lazy
from portal.organisation.models import Language
from portal.people.models.people import VOLUNTEER_FUNCTIONS, VOLUNTEER_STATUSES, Volunteer
from portal.web import fields
from portal.web.days import DayField
from portal.web.fields import required
from portal.web.forms import BaseForm, VersionedForm
from portal.web.limits import WithinLimits
from portal.web.person import NameFields
from portal.wording import N_

OFFER = (
    "function",
    "status",
    "hours_per_week",
    "max_households",
    "postcode",
    "conduct_certificate_seen_on",
    "confidentiality_signed_on",
    "basic_course_on",
)


class VolunteerForm(VersionedForm):
    """The offer of a volunteer and their papers. The form asks only the day on which the VOG was seen."""

    function = fields.of_labels(N_("Functie"), "function", VOLUNTEER_FUNCTIONS, N_("Kies een functie."))
    status = fields.of_labels(N_("Status"), "volunteer_status", VOLUNTEER_STATUSES, N_("Kies een status."))
    hours_per_week = fields.hours(N_("Uren per week"))
    max_households = fields.whole(
        N_("Maximaal aantal huishoudens"), 0, 50, N_("Vul een aantal in van 0 tot 50. Meestal is 4 genoeg.")
    )
    phone = fields.phone()
    postcode = fields.postcode()
    languages = fields.ManyField(lazy("Talen"), coerce=int)
    conduct_certificate_seen_on = fields.day(
        N_("VOG gezien op"), description=N_("Alleen de dag. De VOG zelf bewaart u niet.")
    )
    confidentiality_signed_on = fields.day(N_("Geheimhouding getekend op"))
    basic_course_on = fields.day(N_("Basiscursus gedaan op"))

    def __init__(
        self, languages: Sequence[Language], today: date, volunteer: Volunteer | None = None, **options: object
    ) -> None:
        super().__init__(data=_of(volunteer), **options)
        self.today = today
        self.languages.choices = fields.options((each.id, in_language(each)) for each in languages)

    def _not_to_come(self, field: Field) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(gettext("Deze dag is nog niet geweest."))

    validate_conduct_certificate_seen_on = _not_to_come
    validate_confidentiality_signed_on = _not_to_come
    validate_basic_course_on = _not_to_come

    def offer(self) -> dict[str, object]:
        """The columns of Volunteer."""
        return {name: self[name].data for name in OFFER}

    def phone_number(self) -> str | None:
        """The phone number, None also where the form does not ask for it."""
        return self.phone.data if "phone" in self else None


def _of(volunteer: Volunteer | None) -> dict[str, object]:
    """The values the form begins with: the stored ones, or those of a new volunteer."""
    if volunteer is None:
        return {"status": "applying", "max_households": 4}
    stored = {name: getattr(volunteer, name) for name in ("version", *OFFER)}
    return {**stored, "phone": volunteer.user.phone, "languages": [each.id for each in volunteer.languages]}


class NewVolunteerForm(NameFields, VolunteerForm):
    """A volunteer with the account to go with it."""

    email = fields.email(N_("Vul het e-mailadres in. Daarmee logt de vrijwilliger in."))

    def account(self) -> dict[str, object]:
        """The columns of User."""
        return {**self.person(), "email": self.email.data, "phone": self.phone.data}


class VolunteerFilter(WithinLimits, Form):
    """The filter of the list; an address that can be kept, so nothing changes."""

    q = fields.search(N_("Naam of e-mailadres"))
    status = SelectField(
        lazy("Status"),
        choices=lambda: fields.labelled("volunteer_status", VOLUNTEER_STATUSES, gettext("Elke status")),
    )
    functie = SelectField(
        lazy("Functie"),
        choices=lambda: fields.labelled("function", VOLUNTEER_FUNCTIONS, gettext("Alle functies")),
    )


class AbsenceForm(BaseForm):
    """The first and the last day of an absence."""

    starts_on = DayField(lazy("Eerste dag"), [required(N_("Vul de eerste dag in."))])
    ends_on = DayField(lazy("Laatste dag"), [required(N_("Vul de laatste dag in."))])
