"""Why a volunteer fits a household and what stands in the way, in words for a coordinator."""

from typing import Any

from portal.i18n import gettext, in_language, ngettext, number
from portal.names import name_key
from portal.refusals import Refused
from portal.wording import say


def fit_words(candidate: Any) -> list[tuple[bool, str]]:
    """The reasons for and against a candidate, each as (fits, words)."""
    languages = [in_language(language) for language in candidate.languages]
    words = []
    if languages:
        words.append((True, gettext("Spreekt %(languages)s", languages=", ".join(languages))))
    if candidate.same_area:
        words.append((True, gettext("Zelfde postcodegebied")))
    if not candidate.soft:
        words.append((True, gettext("Past in de uren")))
    return words + [(False, text) for text in refusals(candidate.hard + candidate.soft)]


def room(candidate: Any) -> str:
    """The hours a candidate has left, and what language they share, beside a name."""
    left = ngettext("%(hours)s uur over", "%(hours)s uur over", candidate.free, hours=number(candidate.free, 2))
    return ", ".join([left, *(in_language(language) for language in candidate.languages)])


def refusals(codes: list[str]) -> list[str]:
    """The sentences of refusal codes of rule 4, said of somebody else."""
    return [say(Refused(f"assign_{code}")) for code in codes]


def spoken(household: Any) -> list[str]:
    """The languages of a household's adults, each once."""
    languages = {each.language for client in household.members for each in client.spoken}
    return sorted((in_language(language) for language in languages), key=name_key)
