"""The closing message in words."""

from typing import Any

from portal.i18n import ngettext, number


def done_together(found: Any) -> list[tuple[str, str]]:
    """The sentences of the closing message, each as (icon, sentence); numbers of zero stay out."""
    told = [
        (
            found.conversations,
            "note",
            ngettext("U sprak elkaar %(n)s keer.", "U sprak elkaar %(n)s keer.", found.conversations),
        ),
        (
            found.hours,
            "clock",
            ngettext(
                "U gaf er %(hours)s uur van uw tijd aan.",
                "U gaf er %(hours)s uur van uw tijd aan.",
                found.hours,
                hours=number(found.hours, 1),
            ),
        ),
        (
            found.items,
            "check",
            ngettext("Er is %(n)s punt geregeld.", "Er zijn %(n)s punten geregeld.", found.items)
            + _who_did(found.items_by_client, found.items_together),
        ),
        (
            found.goals_moved,
            "done",
            ngettext(
                "Van de %(all)s doelen lukt er nu %(n)s met een beetje hulp of zelf.",
                "Van de %(all)s doelen lukken er nu %(n)s met een beetje hulp of zelf.",
                found.goals_moved,
                all=found.goals,
            ),
        ),
    ]
    return [(glyph, sentence) for amount, glyph, sentence in told if amount]


def _who_did(by_client: int, together: int) -> str:
    told = [
        (by_client, ngettext("De cliënt deed %(n)s punt zelf.", "De cliënt deed %(n)s punten zelf.", by_client)),
        (together, ngettext("U deed %(n)s punt samen.", "U deed %(n)s punten samen.", together)),
    ]
    return "".join(f" {sentence}" for amount, sentence in told if amount)
