"""Forms on how long things take in a handover, and on the free days."""

from portal.handovers.ending.rules import MOST_OVERLAP_WEEKS
from portal.i18n import lazy
from portal.web import fields
from portal.web.days import DayField
from portal.web.fields import required
from portal.web.forms import BaseForm, VersionedForm
from portal.wording import N_

DAYS = N_("Vul een aantal werkdagen in van 1 tot en met 200.")
WEEKS = N_("Vul een aantal weken in van 0 tot en met 12.")
CHECK = N_("Vul een aantal weken in van 1 tot en met 52.")


class TermsForm(VersionedForm):
    """The terms of an offer, in working days, and what comes after the completion, in weeks."""

    reminder_after = fields.whole(
        N_("Herinnering aan het wijkteam na"), 1, 200, DAYS, N_("Werkdagen na het aanbod zonder antwoord.")
    )
    escalate_after = fields.whole(
        N_("Bericht aan aandachtsfunctionaris en coördinator na"),
        1,
        200,
        DAYS,
        N_("Werkdagen na het aanbod zonder antwoord."),
    )
    lapse_after = fields.whole(
        N_("Het aanbod verloopt na"), 1, 200, DAYS, N_("Werkdagen na het aanbod zonder antwoord.")
    )
    overlap_weeks = fields.whole(
        N_("De begeleider kijkt nog mee"), 0, MOST_OVERLAP_WEEKS, WEEKS, N_("Weken na de afronding van de overdracht.")
    )
    check_after_weeks = fields.whole(
        N_("Vraag of het huishouden is aangekomen na"), 1, 52, CHECK, N_("Weken na de afronding van de overdracht.")
    )

    TERMS = ("reminder_after", "escalate_after", "lapse_after", "overlap_weeks", "check_after_weeks")

    def values(self) -> dict[str, int]:
        """The values for the command."""
        return {name: self[name].data for name in self.TERMS}


class FreeDayForm(BaseForm):
    """A day on which nobody works."""

    day = DayField(lazy("Welke dag?"), [required(N_("Vul de dag in."))])
    name = fields.line(N_("Wat is het voor dag?"), N_("Schrijf op wat het voor dag is, zoals: brugdag."))
