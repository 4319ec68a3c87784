"""Words of who offers fewer hours for a while: refusals, labels, and each row as people read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.i18n import day, gettext, in_language, ngettext, number
from portal.people.reductions.rules import Turn, turns
from portal.people.rules import HUNDREDTHS, WHOLE, is_away, offered
from portal.wording import N_, label

REFUSALS = {
    "end_or_review": N_("Vul de laatste dag in, of de dag waarop u opnieuw kijkt."),
    "review_order": N_("Kijk opnieuw op een dag tussen de eerste en de laatste dag."),
    "review_past": N_("Deze dag is al voorbij. Kies een dag die nog komt."),
    "reason_gone": N_("Deze reden staat niet meer in de lijst. Kies een andere."),
    "amount_missing": N_("Vul in hoeveel procent of hoeveel uren het is."),
    "percentage_bounds": N_("Vul een heel getal in van 1 tot 100."),
    "hours_bounds": N_("Vul een aantal uren in van 0,1 tot 60."),
    "reason_exists": N_("Er is al een reden met deze naam."),
    "last_reason": N_("Dit is de laatste reden om uit te kiezen. Zet eerst een andere aan."),
}

LABELS = {
    "reduction_size": {
        "away": N_("Helemaal afwezig"),
        "percentage": N_("Een deel, in procent"),
        "hours": N_("Een deel, in uren per week"),
    },
    "turn": {"begins": N_("begint"), "review": N_("opnieuw kijken"), "ends": N_("laatste dag")},
}


@dataclass(frozen=True)
class Told:
    """A reduction as a card says it: its key, its days, its size with the reason, the badges (kind, words), and whether
    the reader may change it."""

    id: int
    days: str
    what: str
    badges: list[tuple[str, str]]
    changeable: bool


def shown(volunteer: Any, today: date, own: bool) -> list[Told]:
    """All that lasts or comes of a volunteer, in the reader's language. On the `own` page only an absence can be
    changed: the coordinator keeps the rest."""
    return [
        Told(each.id, days_in_words(each), what(each), _badges(each, today), each.is_absence or not own)
        for each in volunteer.reductions
        if not each.days.are_over(today)
    ]


def what(reduction: Any) -> str:
    """How much less, and why."""
    return f"{_size(reduction)} · {in_language(reduction.reason)}"


def days_in_words(reduction: Any) -> str:
    """From when until when; without a last day the day to look again."""
    first, last = day(reduction.starts_on), day(reduction.ends_on)
    if last:
        return gettext("%(first)s tot en met %(last)s", first=first, last=last)
    again = day(reduction.review_on)
    return gettext("Vanaf %(first)s, opnieuw kijken op %(again)s", first=first, again=again)


def offer_now(volunteer: Any, today: date) -> str:
    """The hours that a volunteer offers today, in one sentence."""
    cuts, whole = [each.cut for each in volunteer.reductions], volunteer.hours_per_week
    if is_away(cuts, today):
        return gettext("Nu afwezig.")
    left = Decimal(offered(whole, cuts, today)) / HUNDREDTHS
    if left == whole:
        return ngettext("Nu %(hours)s uur per week.", "Nu %(hours)s uur per week.", float(whole), hours=number(whole))
    return ngettext(
        "Nu %(left)s van de %(hours)s uur per week.",
        "Nu %(left)s van de %(hours)s uur per week.",
        float(whole),
        left=number(left, 2),
        hours=number(whole),
    )


def this_week(count: int) -> str:
    """The words of the link to the coming week."""
    if not count:
        return gettext("Afwezig en minder uren: de komende week verandert er niets")
    return ngettext(
        "Afwezig en minder uren: %(n)s verandering in de komende week",
        "Afwezig en minder uren: %(n)s veranderingen in de komende week",
        count,
    )


def when(turn: Turn, today: date) -> str:
    """On which day something happens, and that it does."""
    if turn.what == "review" and turn.day < today:
        return gettext("opnieuw kijken: dat was op %(day)s", day=day(turn.day))
    return f"{day(turn.day)}: {label('turn', turn.what)}"


def _size(reduction: Any) -> str:
    if reduction.percentage == WHOLE:
        return gettext("helemaal afwezig")
    if reduction.percentage is not None:
        return gettext("%(part)s %% minder", part=reduction.percentage)
    less = number(reduction.hours)
    return ngettext(
        "%(hours)s uur per week minder", "%(hours)s uur per week minder", reduction.hours, hours=less
    )


def _badges(reduction: Any, today: date) -> list[tuple[str, str]]:
    days = reduction.days
    now = gettext("nu afwezig") if reduction.is_absence else gettext("nu minder uren")
    soon = {each.what for each in turns(days, today)}
    said = (
        (days.hold_on(today), "warning", now),
        (days.ask_for_a_look(today), "warning", gettext("kijk of dit nog klopt")),
        ("begins" in soon and not days.hold_on(today), "neutral", gettext("begint binnenkort")),
        ("ends" in soon, "neutral", gettext("eindigt binnenkort")),
    )
    return [(kind, words) for holds, kind, words in said if holds]
