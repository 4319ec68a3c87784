"""Forms by which a trajectory closes and a handover completes: shape, never permission."""

from collections.abc import Sequence

from wtforms import BooleanField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.handovers.ending.rules import MOST_OVERLAP_WEEKS, Closing
from portal.i18n import gettext, lazy, ngettext
from portal.web.forms import BaseForm, stripped
from portal.wording import label


class ClosingForm(BaseForm):
    """With which outcome a trajectory closes, and what follows."""

    outcome = RadioField(lazy("Hoe sluit dit traject af?"), [InputRequired(lazy("Kies hoe het afsluit."))])
    reason = TextAreaField(
        lazy("Waarom?"),
        [Optional(), Length(max=500)],
        filters=[stripped],
        description=lazy("Nodig bij een uitzondering. Schrijf het zoals de cliënt het mag lezen."),
        render_kw={"rows": 3},
    )
    start_next = BooleanField(lazy("Start meteen het volgende traject"))
    keep_volunteer = BooleanField(lazy("De begeleider van nu gaat mee, als dat past"))

    def offer_choices(self, outcomes: Sequence[str]) -> None:
        """The outcomes that are possible now."""
        self.outcome.choices = [SelectChoice(code, label("closure_outcome", code)) for code in outcomes]

    def closing(self) -> Closing:
        """The way of closing that was chosen."""
        return Closing(self.outcome.data, self.reason.data, self.start_next.data, self.keep_volunteer.data)


WEEKS = (0, 1, 2, 3, 4, 6, 8, MOST_OVERLAP_WEEKS)


class CompleteForm(BaseForm):
    """How long the volunteer of before may look in."""

    weeks = SelectField(lazy("Hoe lang mag de begeleider nog meekijken?"), coerce=int)

    def offer_choices(self, default: int) -> None:
        """No weeks, or some of them; the usual number always among them."""
        self.weeks.choices = [
            SelectChoice(n, ngettext("%(n)s week", "%(n)s weken", n) if n else gettext("niet, het stopt meteen"))
            for n in sorted({*WEEKS, default})
        ]
