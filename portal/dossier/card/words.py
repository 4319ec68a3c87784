"""The contact card in words: what somebody does, never why. Nothing on it marks who carries it."""

from collections.abc import Sequence
from datetime import date

from portal.dossier.card.rules import Entry, on_panels
from portal.identifiers import display_phone
from portal.paper.sentences import Voice
from portal.wording import N_

LABELS = {
    "card_role": {
        "supporter": N_("Begeleider"),
        "team": N_("Wijkteam"),
        "organisation": N_("Andere organisatie"),
        "case_manager": N_("Klantmanager van de gemeente"),
        "gp": N_("Huisarts"),
        "dentist": N_("Tandarts"),
        "pharmacy": N_("Apotheek"),
        "school": N_("School"),
        "landlord": N_("Verhuurder"),
    },
}
EMERGENCY = ("emergency_when", "emergency_say", "emergency_police")
PHRASES = ("phrase_name", "phrase_slowly", "phrase_interpreter")


def card_in_words(entries: Sequence[Entry], voice: Voice, checked: bool, today: date) -> dict[str, object]:
    """Everything on the card. `checked`: whether a native speaker read the sentences."""
    return {
        "mark": None if checked else voice.pair("unchecked"),
        "title": voice.pair("card_title"),
        "name": voice.pair("card_name"),
        "made": voice.pair("card_made", day=today),
        "panels": [[_entry(each, voice) for each in panel] for panel in on_panels(entries)],
        "emergency": {"title": voice.pair("emergency_title"), "lines": [voice.pair(key) for key in EMERGENCY]},
        "phrases": {"title": voice.pair("phrases_title"), "lines": [voice.pair(key) for key in PHRASES]},
        "notes": voice.pair("notes_title"),
    }


def _entry(entry: Entry, voice: Voice) -> dict[str, object]:
    return {
        "first": voice.pair("card_call_first") if entry.first else None,
        "role": voice.pair(f"role_{entry.role}"),
        "does": voice.pair(f"does_{entry.role}"),
        "name": entry.name,
        "phone": display_phone(entry.phone) if entry.phone else "",
    }
