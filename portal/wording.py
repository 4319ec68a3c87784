"""Codes into words, at the edge: refusals, and the labels of fixed values; the sentences are Dutch msgids.
Each feature registers its own `words.py`. The domain says which values there are."""

from collections import ChainMap
from collections.abc import Iterable
from types import ModuleType

from portal.i18n import gettext
from portal.refusals import Refused

_REFUSALS: dict[str, str] = {}
_LABELS: dict[str, dict[str, str]] = {}
_OWNERS: dict[str, str] = {}
_REGISTERED: set[str] = set()
_ASK: set[str] = set()
# The groups to which every feature adds codes of its own.
OPEN_GROUPS = frozenset({"notice"})


class TakenError(Exception):
    """Words that others have already: the portal does not start with one sentence instead of another."""


def register(words: ModuleType) -> None:
    """Take the `REFUSALS` and the `LABELS` of a feature's `words`, once; `%(name)s` takes the fact of that name. Its
    `ASK_COORDINATOR` are the codes of refusals that a coordinator can do something about. Raises TakenError for the
    group of another feature (but for `OPEN_GROUPS`), and for a code that has words already."""
    if words.__name__ in _REGISTERED:
        return
    _REGISTERED.add(words.__name__)
    _add(_REFUSALS, getattr(words, "REFUSALS", {}), "refusal")
    _ASK.update(getattr(words, "ASK_COORDINATOR", ()))
    feature = words.__name__.split(".")[1]
    for group, labels in getattr(words, "LABELS", {}).items():
        owner = _OWNERS.setdefault(group, feature)
        if owner != feature and group not in OPEN_GROUPS:
            raise TakenError(f"the labels {group!r} are those of {owner}, not of {feature}")
        _add(_LABELS.setdefault(group, {}), labels, group)


def say(refusal: Refused) -> str:
    """The sentence of a refusal in the reader's language. Every code must have one."""
    return gettext(_REFUSALS[refusal.code], **refusal.facts)


def asks_coordinator(refusal: Refused) -> bool:
    """Whether a coordinator can do something about a refusal, so that the reader is told whom to ask."""
    return refusal.code in _ASK


def label(group: str, code: object) -> str:
    """The label of a fixed value in the reader's language. Empty for None."""
    return gettext(_LABELS[group][str(code)]) if code is not None else ""


def label_in(groups: Iterable[str], code: str) -> str:
    """The label of a code in the first of these groups that has it, in the reader's language."""
    return gettext(ChainMap(*(_LABELS[group] for group in groups))[code])


def labels(group: str, codes: Iterable[str]) -> dict[str, str]:
    """The labels of these codes in their order, for choices in a form."""
    return {code: label(group, code) for code in codes}


def known_refusals() -> frozenset[str]:
    """The codes that have a sentence; a test holds them against the codes in use."""
    return frozenset(_REFUSALS)


def _add(there: dict[str, str], words: dict[str, str], kind: str) -> None:
    taken = there.keys() & words
    if taken:
        raise TakenError(f"{kind} has words for {sorted(taken)} already")
    there.update(words)


def N_(message: str) -> str:  # noqa: N802 - the name that catalogue tools know
    """Mark a sentence for the catalogue without putting it into a language yet."""
    return message


_add(
    _REFUSALS,
    {
        "stale": N_(
            "Iemand anders heeft dit intussen gewijzigd. Hieronder staat wat nu geldt. "
            "Uw tekst staat er nog. Kijk na en sla opnieuw op."
        ),
        "no_public_url": N_(
            "Het adres van Wegwijs is niet ingesteld. Daarom kan er geen link worden gemaakt. Vraag wie de server "
            "beheert om PUBLIC_URL in te vullen."
        ),
        "busy": N_("Er is niets opgeslagen, want iemand anders slaat nu veel tegelijk op. Probeer het zo nog eens."),
    },
    "refusal",
)

# Why a line of text cannot be stored, by the codes of `cleaning.fault`.
FAULTS = {
    "not_calculated": N_("Excel kon deze cel niet uitrekenen. Vul zelf in wat hier hoort."),
    "number_cut_short": N_("Excel heeft dit getal ingekort. Vul alle cijfers in, als tekst."),
    "damaged_letter": N_("In dit veld is een letter verloren gegaan. Typ het opnieuw."),
    "control_character": N_("In dit veld staat een onzichtbaar teken dat hier niet hoort."),
}
