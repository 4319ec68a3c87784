"""Codes into words, at the edge: refusals, and the labels of fixed values.

Each feature registers its own words in its `words.py`; the sentences are Dutch msgids.
"""

from typing import Any

from portal.i18n import gettext
from portal.refusals import Refused

_REFUSALS: dict[str, str] = {}
_LABELS: dict[str, dict[str, str]] = {}


def register_refusals(sentences: dict[str, str]) -> None:
    """Add the sentences for refusal codes; `%(name)s` takes the fact of that name."""
    _REFUSALS.update(sentences)


def register_labels(group: str, labels: dict[str, str]) -> None:
    """Add the labels of a group of fixed values, such as the ways of contact."""
    _LABELS.setdefault(group, {}).update(labels)


def say(refusal: Refused) -> str:
    """The sentence of a refusal in the reader's language. Every code must have one."""
    return gettext(_REFUSALS[refusal.code], **refusal.facts)


def label(group: str, code: Any) -> str:
    """The label of a fixed value in the reader's language. Empty for None."""
    return gettext(_LABELS[group][str(code)]) if code is not None else ""


def labels(group: str) -> dict[str, str]:
    """All labels of a group in their order, for choices in a form."""
    return {code: gettext(text) for code, text in _LABELS[group].items()}


def known_refusals() -> frozenset[str]:
    """The codes that have a sentence; a test holds them against the codes in use."""
    return frozenset(_REFUSALS)


def N_(message: str) -> str:  # noqa: N802 - the name that catalogue tools know
    """Mark a sentence for the catalogue without putting it into a language yet."""
    return message


register_refusals(
    {
        "stale": N_(
            "Iemand anders heeft dit intussen gewijzigd. Hieronder staat wat nu geldt. "
            "Uw tekst staat er nog. Kijk na en sla opnieuw op."
        ),
        "busy": N_("Er is niets opgeslagen, want iemand anders slaat nu veel tegelijk op. Probeer het zo nog eens."),
    }
)
