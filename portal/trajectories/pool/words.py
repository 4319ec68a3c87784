"""Why a waiting trajectory fits a volunteer, and why they cannot claim it, in words to them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portal.i18n import gettext, in_language, ngettext, number
from portal.refusals import Refused
from portal.trajectories.assignments import rules as assignments_rules
from portal.wording import say


def title(row: Any) -> str:
    """The type and the area, without a name: "Maatschappelijke begeleiding in 2132"."""
    return gettext("%(type)s in %(area)s", type=in_language(row.type), area=row.area)


def about(row: Any) -> list[tuple[str, str]]:
    """The facts that rule 2 allows in the pool, each as (icon, words)."""
    languages = ", ".join(in_language(language) for language in row.languages)
    return [
        ("people", ngettext("%(n)s persoon", "%(n)s personen", row.size)),
        ("language", languages or gettext("taal niet bekend")),
        ("clock", waits(row.days)),
    ]


def waits(days: int) -> str:
    """How long it waits."""
    if days == 0:
        return gettext("wacht sinds vandaag")
    return ngettext("wacht %(n)s dag", "wacht %(n)s dagen", days)


def reasons(row: Any, who: Any) -> list[tuple[bool, str]]:
    """The reasons for and against a trajectory, each as (fits, words). The reasons against every trajectory stand
    once, above the list: see `obstacles`."""
    found = []
    if row.shared:
        languages = ", ".join(in_language(language) for language in row.shared)
        found.append((True, gettext("U spreekt ook %(languages)s", languages=languages)))
    if row.same_area:
        found.append((True, gettext("Zelfde postcodegebied")))
    if "hours_full" not in row.refusals:
        found.append((True, gettext("Past in uw uren: %(hours)s", hours=asked(row, who))))
    own = [code for code in row.refusals if code not in who.obstacles]
    return found + [(False, _refusal(code, row, who)) for code in own]


def asked(row: Any, who: Any) -> str:
    """The hours that the type asks in its present phase, beside the hours the reader has left."""
    free = max(assignments_rules.free_hours(who.facts), Decimal(0))
    return gettext(
        "vraagt nu %(hours)s uur per week, u hebt %(free)s over", hours=number(row.facts.hours, 2), free=number(free, 2)
    )


def obstacles(who: Any) -> list[tuple[bool, str]]:
    """Why the reader can claim nothing now, and what to do about it."""
    return [(False, say(Refused(code))) for code in who.obstacles]


def soft_limit(rows: Sequence[Any]) -> str | None:
    """Where hours alone stand in the way, that limit is soft (rule 4): who can pass it."""
    if any(row.refusals == ("hours_full",) for row in rows):
        return gettext("Past iets alleen niet in uw uren? Uw coördinator kan een uitzondering maken.")
    return None


def _refusal(code: str, row: Any, who: Any) -> str:
    if code == "hours_full":
        return gettext("Past niet in uw uren: %(hours)s", hours=asked(row, who))
    return say(Refused(code))
