"""Forms on trajectory types and phases."""

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import NumberRange, Optional

from portal.admin.forms import amount, choice, code_or_none
from portal.admin.types.queries import type_names
from portal.i18n import gettext, lazy
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.trajectories.models.configuration import DURATION_KINDS, ENDS_WITH, STARTS_FROM, TrajectoryType
from portal.web import fields
from portal.web.fields import ManyField, required
from portal.web.forms import BaseForm, VersionedForm
from portal.wording import N_

MOST_DAYS = 365
MOST_MONTHS = 60
WEEK = N_("Vul een week in van 0 tot 260.")
CONTACTS = N_("Vul een aantal in van 0 tot 20, zoals 2 of 0,5.")
HOURS = N_("Vul een aantal uren in van 0 tot 60, zoals 4 of 0,75.")
SILENCE = N_("Vul een aantal dagen in van 1 tot 365.")


class NewPhaseForm(BaseForm):
    """The fields of a phase."""

    name = fields.line(N_("Naam van de fase"), N_("Vul de naam van de fase in."))
    name_en = fields.line(N_("Naam in het Engels"), lang="en")
    from_week = fields.whole(N_("Vanaf week"), 0, 260, WEEK, N_("Week 0 is de eerste week van het traject."))
    contacts_per_week = amount(N_("Contacten per week"), 20, CONTACTS, N_("Minder dan één mag ook, zoals 0,5."))
    hours_per_week = amount(
        N_("Uren per week"), 60, HOURS, N_("Wat één begeleider nodig heeft, met reizen en papierwerk erbij.")
    )
    quiet_after_days = fields.whole(
        N_("Aantal dagen zonder contact"),
        1,
        365,
        SILENCE,
        N_("Daarna staat het traject als stil op het bord."),
    )
    source = fields.line(N_("Bron"), longest=200)


class PhaseForm(NewPhaseForm, VersionedForm):
    """A phase that is there; the version is that of its type."""


class TypeForm(VersionedForm):
    """The fields of a type: its name, how long it lasts, and who may do it."""

    name = fields.line(N_("Naam"), N_("Vul de naam van het trajecttype in."))
    name_en = fields.line(N_("Naam in het Engels"), lang="en")
    duration_kind = RadioField(lazy("Hoe lang het duurt"), [required(N_("Kies hoe lang het duurt."))])
    duration = IntegerField(
        lazy("Aantal maanden of dagen"),
        [Optional(), NumberRange(1, MOST_DAYS)],
        description=lazy("Laat dit leeg als een duurregel geldt."),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "short"},
    )
    starts_from = choice(N_("Begint op"), code_or_none, N_("Kies waar het mee begint."))
    ends_with = choice(N_("Eindigt met"), code_or_none, N_("Kies waar het mee eindigt."))
    next_type_id = choice(N_("Daarna volgt"))
    function_codes = ManyField(lazy("Functies die passen"), [required(N_("Kies ten minste één functie."))])
    source = fields.line(N_("Bron"), longest=200)
    active = BooleanField(
        lazy("In gebruik"),
        default=True,
        description=lazy("Zet u dit uit, dan kan niemand een nieuw traject starten. Lopende trajecten gaan door."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.duration_kind.choices = fields.labelled("duration_kind", DURATION_KINDS)
        self.starts_from.choices = fields.labelled("starts_from", STARTS_FROM)
        self.ends_with.choices = fields.labelled("ends_with", ENDS_WITH)
        self.next_type_id.choices = fields.options(type_names(), gettext("niets automatisch"))
        self.function_codes.choices = fields.labelled("function", VOLUNTEER_FUNCTIONS)

    def validate(self, extra_validators: object = None) -> bool:
        """A fixed duration needs its number, in months at most five years."""
        valid = super().validate(extra_validators)
        kind, field = self.duration_kind.data, self.duration
        if field.errors or kind not in ("days", "months"):
            return valid
        if field.data is None:
            field.errors = [gettext("Vul in hoeveel maanden of dagen het duurt.")]
        elif kind == "months" and field.data > MOST_MONTHS:
            field.errors = [gettext("Kies ten hoogste %(n)s maanden.", n=MOST_MONTHS)]
        return valid and not field.errors

    def values(self) -> dict[str, Any]:
        """The text of the type as the command takes it."""
        kind = self.duration_kind.data
        plain = ("name", "name_en", "starts_from", "ends_with", "next_type_id", "source", "active")
        return {
            **{name: self[name].data for name in plain},
            "duration_days": self.duration.data if kind == "days" else None,
            "duration_months": self.duration.data if kind == "months" else None,
            "functions": tuple(self.function_codes.data),
        }


class NewTypeForm(TypeForm):
    """A new type comes with its first phase: without one nobody could tell what it asks."""

    contacts_per_week = amount(
        N_("Contacten per week"), 20, CONTACTS, N_("Fasen met andere getallen kunt u daarna toevoegen.")
    )
    hours_per_week = amount(N_("Uren per week"), 60, HOURS)
    quiet_after_days = fields.whole(N_("Aantal dagen zonder contact"), 1, 365, SILENCE)


def type_form(type_: TrajectoryType, **kwargs: object) -> TypeForm:
    """The form filled in with a type."""
    by_days, by_months = type_.duration_days is not None, type_.duration_months is not None
    return TypeForm(
        obj=type_,
        duration_kind="days" if by_days else "months" if by_months else "by_rule",
        duration=type_.duration_days or type_.duration_months,
        function_codes=[each.function for each in type_.functions],
        **kwargs,
    )
