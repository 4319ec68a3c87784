"""Dutch in pages of another language, marked as such: a screen reader then says it as Dutch (WCAG 3.1.2)."""

import re

from markupsafe import Markup, escape

from portal import i18n

DUTCH = "nl"
# Names and terms that stay Dutch in an English sentence.
TERMS = re.compile(r"\b(Mijn toeslagen|Sociaal Wijkteam|[Ww]ijkteams?|[Rr]egeldag|[Ii]nburgering)\b")


def dutch(text: str | None) -> str | None:
    """A text that is Dutch whatever the reader speaks, such as the title of a law, for a page; None stays None."""
    if not text or i18n.locale.get() == DUTCH:
        return text
    return Markup('<span lang="nl">{}</span>').format(text)


def with_dutch(thing: object, attribute: str = "name") -> str:
    """The words of a thing as `i18n.in_language` gives them, for a page: Dutch as a whole where it has no others, and
    else with its Dutch terms marked."""
    words = i18n.in_language(thing, attribute)
    if i18n.locale.get() == DUTCH:
        return words
    if not getattr(thing, f"{attribute}_{i18n.locale.get()}", None):
        return dutch(words) or ""
    parts = TERMS.split(words)  # every second one is a term
    return Markup("").join(
        Markup('<span lang="nl">{}</span>').format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )
