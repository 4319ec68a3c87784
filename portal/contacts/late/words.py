"""Words of late contacts: refusals, notices, outcomes and the periods of support."""

from collections.abc import Iterable

from portal.contacts.late.rules import Period
from portal.i18n import day, gettext
from portal.wording import N_

REFUSALS = {
    "late_still_yours": N_("U begeleidt dit huishouden nu. Leg het contact daar zelf vast."),
    "late_in_file": N_("Dit contact staat al in het dossier. U hoeft niets meer te doen."),
    "late_malformed": N_("Dit contact is niet goed aangekomen. Vul het opnieuw in."),
    "late_is_text": N_("Dit is tekst. Leg het contact zelf vast, en kies daarna “Verwerkt”."),
    "late_no_text": N_("Dit is een contact. Zet het in het dossier, of neem het niet over."),
    "late_text_too_long": N_("Maak de tekst korter: ten hoogste %(most)s tekens."),
    "late_settled": N_(
        "%(who)s heeft dit later ingestuurde contact al behandeld. Hieronder staat wat ermee is gedaan."
    ),
    "late_without_reason": N_("Schrijf op waarom. De vrijwilliger leest de reden."),
    "note_too_long": N_("Gebruik ten hoogste 1000 tekens."),
    "note_has_bsn": N_("Hier lijkt een burgerservicenummer (BSN) te staan. Dat bewaren wij niet. Haal het weg."),
}
LABELS = {
    "notice": {
        "late_contact": N_("Er is later een contact ingestuurd door %(volunteer)s, met een huishouden in %(area)s."),
        "late_text_handled": N_("Uw tekst van %(day)s over een huishouden in %(area)s is verwerkt."),
        "late_contact_logged": N_("Uw contact van %(day)s met een huishouden in %(area)s staat nu in het dossier."),
        "late_contact_declined": N_(
            "Uw contact van %(day)s met een huishouden in %(area)s is niet overgenomen. De reden: %(reason)s"
        ),
    },
    "late_outcome": {
        "logged": N_("In het dossier"),
        "declined": N_("Niet overgenomen"),
        "handled": N_("Verwerkt"),
    },
}
OUTCOME_GLYPHS = {"logged": "check", "declined": "close", "handled": "check"}
OUTCOME_KINDS = {"logged": "positive", "declined": "neutral", "handled": "positive"}


def support(periods: Iterable[Period]) -> str:
    """From when to when somebody supported a household, each time of several."""
    return ", ".join(
        gettext("van %(first)s tot en met %(last)s", first=day(first), last=day(last))
        if last
        else gettext("vanaf %(first)s", first=day(first))
        for first, last in periods
    )
