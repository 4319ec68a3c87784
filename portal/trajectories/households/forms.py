"""Forms of a household, its adults and its trajectories: shape only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, IntegerField, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from portal.i18n import gettext, in_language, lazy
from portal.organisation.models import Language, Municipality
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import PREFERRED_CONTACTS, Client
from portal.trajectories.models.trajectory import LEGAL_REGIMES
from portal.web import fields
from portal.web.forms import BaseForm, RowForm, VersionedForm
from portal.web.person import NameFields
from portal.wording import N_

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
HOUSEHOLD = ("street", "house_number", "postcode", "city", "municipality_id", "housed_on")

HOUSEHOLD += ("adults", "children", "case_manager")

CLIENT = ("first_name", "last_name", "client_number", "birth_year", "phone", "email")

CLIENT += ("interpreter_needed", "preferred_contact")

TRAJECTORY = ("type_id", "legal_regime", "starts_on", "urgent")
# Rows for languages on a form: those known, and so many to fill in.
FREE_ROWS = 2


class HouseholdFields(Form):
    """Where a household lives, since when, and with how many."""

    street = fields.line(N_("Straat"), N_("Vul de straat in."), autocomplete="off")
    house_number = fields.house_number(N_("Vul het huisnummer in."))
    postcode = fields.postcode(N_("Vul de postcode in."))
    city = fields.line(N_("Woonplaats"), N_("Vul de woonplaats in."), autocomplete="off")
    municipality_id = fields.key_of(N_("Gemeente"), N_("Kies een gemeente."))
    housed_on = fields.day(N_("Gehuisvest op"), N_("Vul in wanneer het huishouden hier kwam wonen."))
    adults = fields.whole(N_("Volwassenen"), 1, 20, N_("Vul een aantal in van 1 tot 20."))
    children = fields.whole(N_("Kinderen"), 0, 20, N_("Vul een aantal in van 0 tot 20."))
    case_manager = fields.line(N_("Klantmanager van de gemeente"), autocomplete="off")

    def offer_municipalities(self, municipalities: Sequence[Municipality]) -> None:
        """The municipalities to choose from; the only one is chosen already."""
        pairs = [(each.id, each.name) for each in municipalities]
        self.municipality_id.choices = fields.options(pairs, empty=None if len(pairs) == 1 else "")

    def household(self) -> dict[str, Any]:
        """The columns of Household."""
        return {name: self[name].data for name in HOUSEHOLD}


class SpokenFields(RowForm):
    """One language, and how well where that is known."""

    language = SelectField(lazy("Taal"), [Optional()])
    level = SelectField(lazy("Niveau"), [Optional()], choices=lambda: _levels())


class ClientFields(NameFields):
    """Who a client is and how to reach them."""

    client_number = fields.line(N_("Cliëntnummer"), None, 40, autocomplete="off")
    birth_year = IntegerField(
        lazy("Geboortejaar"),
        [Optional(), NumberRange(1900, 2100, lazy("Vul een jaar in van vier cijfers."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "short"},
    )
    phone = fields.phone()
    email = fields.email()
    today: date
    spoken = FieldList(FormField(SpokenFields), min_entries=FREE_ROWS, max_entries=30)
    interpreter_needed = BooleanField(lazy("Er is een tolk nodig"))
    preferred_contact = fields.of_labels(
        N_("Liefst bereikbaar met"), "preferred_contact", PREFERRED_CONTACTS, none=N_("geen voorkeur")
    )

    def offer_languages(self, languages: Sequence[Language]) -> None:
        """The languages to choose from, on every row."""
        choices = fields.options(((each.id, in_language(each)) for each in languages), empty="")
        for row in self.spoken:
            row.language.choices = choices

    def client(self) -> dict[str, Any]:
        """The columns of Client."""
        return {name: self[name].data for name in CLIENT} | self.person()

    def languages(self) -> dict[int, str | None]:
        """Key of each language → level; of a language named twice the last row counts."""
        return {int(row.language.data): row.level.data or None for row in self.spoken if row.language.data}

    def validate_birth_year(self, field: IntegerField) -> None:
        """An adult was born in the past; whether somebody is one by now is not ours to refuse."""
        if field.data and field.data > self.today.year:
            raise ValidationError(gettext("Dit jaar is nog niet geweest."))


class TrajectoryFields(Form):
    """The type of the trajectory, its start and its legal regime."""

    type_id = fields.key_of(N_("Soort traject"), N_("Kies een soort traject."))
    legal_regime = fields.of_labels(N_("Wettelijk regime"), "legal_regime", LEGAL_REGIMES, N_("Kies een regime."))
    starts_on = fields.day(N_("Begint op"), N_("Vul in wanneer het traject begint."))
    urgent = BooleanField(lazy("Met spoed"))

    def offer_types(self, types: Sequence[TrajectoryType]) -> None:
        """The trajectory types to choose from."""
        self.type_id.choices = fields.options(((each.id, in_language(each)) for each in types), empty="")

    def trajectory(self) -> dict[str, Any]:
        """Type, regime, start and urgency."""
        return {name: self[name].data for name in TRAJECTORY}


class NewHouseholdForm(HouseholdFields, ClientFields, TrajectoryFields, BaseForm):
    """A household with its first client and its first trajectory, in one go."""

    def __init__(self, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(**options)


class HouseholdForm(HouseholdFields, VersionedForm):
    """A household that is there."""


class ClientForm(ClientFields, VersionedForm):
    """A client, there already or new."""

    def __init__(self, today: date, client: Client | None = None, **options: Any) -> None:
        self.today = today
        super().__init__(data=_of(client), **options)


def _of(client: Client | None) -> dict[str, Any]:
    """The values the form begins with: the stored ones, and rows for more languages."""
    if client is None:
        return {}
    stored = {name: getattr(client, name) for name in ("version", *CLIENT)}
    spoken = [{"language": str(each.language_id), "level": each.level} for each in client.spoken]
    return {**stored, "spoken": spoken + [{}] * FREE_ROWS}


class LeaveForm(BaseForm):
    """Since when a client no longer belongs to the household."""

    left_on = fields.day(N_("Niet meer in dit huishouden sinds"), N_("Vul de dag in."))


class NewTrajectoryForm(TrajectoryFields, BaseForm):
    """Another trajectory for a household."""


class TrajectoryForm(VersionedForm):
    """A correction of a trajectory; its type is what it is."""

    legal_regime = fields.of_labels(N_("Wettelijk regime"), "legal_regime", LEGAL_REGIMES, N_("Kies een regime."))
    starts_on = fields.day(N_("Begint op"), N_("Vul in wanneer het traject begint."))
    urgent = BooleanField(lazy("Met spoed"))


def _levels() -> Any:
    return fields.options(((level, level) for level in LEVELS), empty="")


class HelperForm(VersionedForm):
    """Name and number. No reason: the card says what somebody does, never what for."""

    name = fields.line(N_("Naam (mag leeg blijven)"), autocomplete="off")
    phone = fields.service_phone()
