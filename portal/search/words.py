"""How much was found, in words."""

from collections.abc import Sequence
from typing import Any

from portal.i18n import gettext, ngettext


def found_words(groups: Sequence[Any]) -> str:
    """How many rows there are, for who hears the page and for who sees it."""
    total = sum(group.total for group in groups)
    if not total:
        return gettext("Niets gevonden")
    return ngettext("%(n)s gevonden", "%(n)s gevonden", total)
