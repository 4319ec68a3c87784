"""Forms of who offers fewer hours: shape only."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from wtforms import Field, RadioField, ValidationError
from wtforms.validators import NumberRange, Optional

from portal.i18n import gettext, in_language, lazy
from portal.people.models.reductions import Reduction, ReductionReason
from portal.people.reductions.rules import Planned
from portal.people.rules import WHOLE, Days
from portal.web import fields
from portal.web.forms import BaseForm, VersionedForm
from portal.web.numbers import HoursField
from portal.wording import N_

LEAST = Decimal("0.1")
SIZES = ("away", "percentage", "hours")
LAST_DAY = N_("Laatste dag")
LOOK_AGAIN = N_("Opnieuw kijken op")
UNKNOWN_YET = N_("Weet u de laatste dag nog niet? Vul dan alleen in wanneer u opnieuw kijkt.")


class AbsenceForm(BaseForm):
    """Days on which somebody is away, and why; the first reason of the list is chosen already."""

    reason_id = fields.key_of(N_("Reden"), N_("Kies een reden."))
    starts_on = fields.day(N_("Eerste dag"), N_("Vul de eerste dag in."))
    ends_on = fields.day(LAST_DAY)
    review_on = fields.day(LOOK_AGAIN, description=UNKNOWN_YET)

    def __init__(self, reasons: Sequence[ReductionReason], **sent: Any) -> None:
        super().__init__(data={"reason_id": next((each.id for each in reasons), None)}, **sent)
        self.reason_id.choices = fields.options((each.id, in_language(each)) for each in reasons)

    def planned(self) -> Planned:
        """The reduction that is asked for."""
        return Planned(Days(self.starts_on.data, self.ends_on.data, self.review_on.data), self.reason_id.data)


class ReductionForm(AbsenceForm):
    """Days on which somebody is away or offers fewer hours."""

    size = RadioField(
        lazy("Hoeveel minder"), default="away", choices=lambda: list(fields.labelled("reduction_size", SIZES))
    )
    amount = HoursField(
        lazy("Aantal procent of uren"),
        [Optional(), NumberRange(LEAST, WHOLE, lazy("Vul een getal in van 0,1 tot 100."))],
        places=1,
        render_kw={"inputmode": "decimal", "autocomplete": "off", "class": "short"},
        description=lazy("Alleen bij minder uren. 50 procent minder is de helft."),
    )

    def validate_amount(self, field: Field) -> None:
        """An amount without percentage or hours would be lost."""
        if self.size.data == "away":
            raise ValidationError(gettext("Hier staat een aantal. Kies dan ook procent of uren."))
        if self.size.data == "percentage" and field.data != int(field.data):
            raise ValidationError(gettext("Vul een heel getal in van 1 tot 100."))

    def planned(self) -> Planned:
        away, amount = super().planned(), self.amount.data
        if self.size.data == "hours":
            return replace(away, percentage=None, hours=amount)
        if self.size.data == "percentage":
            return replace(away, percentage=None if amount is None else int(amount))
        return away


class DaysForm(VersionedForm):
    """Another last day, or another day to look again."""

    ends_on = fields.day(LAST_DAY)
    review_on = fields.day(LOOK_AGAIN, description=UNKNOWN_YET)

    def days_of(self, reduction: Reduction) -> Days:
        """The days that are asked."""
        return Days(reduction.starts_on, self.ends_on.data, self.review_on.data)
