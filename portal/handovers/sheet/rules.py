"""The client's sheet about each adult. Pure: plain values, standard library only."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from portal.handovers.path import SCOPES_OF
from portal.handovers.readiness.rules import AdultFacts, goes_along

# Who speaks Dari reads Farsi: one written language.
READS = {"prs": "fa"}


def asked(adult: AdultFacts) -> bool:
    """Whether an adult said yes or no already."""
    return adult.stays_out or bool(adult.scopes)


def as_if_agreed(adults: Sequence[AdultFacts], variant: str) -> list[AdultFacts]:
    """The adults as if everybody who was not asked yet said yes to everything: so they read on the sheet what would go
    along. Who answered is taken at their word."""
    everything = frozenset(SCOPES_OF[variant])
    return [adult if asked(adult) else replace(adult, scopes=everything) for adult in adults]


def answers(adult: AdultFacts, variant: str) -> dict[str, str]:
    """Each part the variant shares → "yes", "no", or "ask" as long as they were not asked."""
    if not asked(adult):
        return dict.fromkeys(SCOPES_OF[variant], "ask")
    agreed = adult.scopes if goes_along(adult) else frozenset[str]()
    return {scope: "yes" if scope in agreed else "no" for scope in SCOPES_OF[variant]}


def language_for(spoken: Sequence[str], known: Collection[str]) -> str:
    """The language to open the sheet in: the first one they speak that there are sentences for,
    Dutch and English last."""
    ours = [code for code in (READS.get(each, each) for each in spoken) if code in known]
    return next((code for code in ours if code not in ("nl", "en")), ours[0] if ours else "nl")
