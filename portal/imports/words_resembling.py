"""Words about a row that resembles somebody: where each stands, and what they have in common."""

from collections.abc import Iterable

from portal.i18n import gettext
from portal.imports.rules.resembling import Candidate
from portal.wording import N_, label


def in_common(features: Iterable[str]) -> str:
    """The features two people have in common, in words: "naam, adres"."""
    return ", ".join(label("resembling", feature) for feature in features)


def candidate_place(candidate: Candidate) -> str:
    """Where somebody stands whom a row resembles: in the portal, or on an earlier line of the file."""
    if candidate.household_id is not None:
        return gettext("In Wegwijs")
    return gettext("Op regel %(line)s", line=candidate.key.removeprefix("line-"))


LABELS = {
    "resembling_fact": {
        "name": N_("Naam"),
        "birth_year": N_("Geboortejaar"),
        "address": N_("Adres"),
        "numbers": N_("Cliëntnummer"),
        "phone": N_("Telefoonnummer"),
        "email": N_("E-mailadres"),
    },
}
