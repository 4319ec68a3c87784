"""Why a waiting trajectory fits a volunteer, and why they cannot claim it, in words to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.i18n import day, gettext, in_language, ngettext, number
from portal.refusals import Refused
from portal.trajectories.assignments import rules as assignments_rules
from portal.wording import N_, say

# Which refusals of rule 4 each step towards a first household takes away, in the order in which people take them.
STEPS = (
    (("confidentiality_not_signed",), N_("Geheimhouding ondertekend")),
    (("certificate_missing", "certificate_expired"), N_("Verklaring omtrent het gedrag (VOG)")),
    (("basic_course_not_done",), N_("Basiscursus")),
)


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
    hours = row.facts.hours
    return ngettext(
        "vraagt nu %(hours)s uur per week, u hebt %(free)s over",
        "vraagt nu %(hours)s uur per week, u hebt %(free)s over",
        hours,
        hours=number(hours, 2),
        free=number(free, 2),
    )


def obstacles(who: Any) -> list[tuple[bool, str]]:
    """Why the reader can claim nothing now, and what to do about it."""
    return [(False, say(Refused(code))) for code in who.obstacles]


@dataclass(frozen=True)
class Step:
    """A step towards a first household, and whether it was taken. `text` says when, or who does what next."""

    title: str
    done: bool
    text: str


def steps(who: Any) -> list[Step]:
    """The steps of the reader: taken when nothing that keeps them from claiming says otherwise."""
    facts, stand = who.facts, who.obstacles
    days = (facts.confidentiality_signed_on, facts.certificate_seen_on, facts.basic_course_on)
    found = [Step(gettext("Account gemaakt"), True, "")]
    for (codes, title), on in zip(STEPS, days, strict=True):
        against = [code for code in codes if code in stand]
        text = say(Refused(against[0])) if against else gettext("in orde sinds %(day)s", day=day(on))
        found.append(Step(gettext(title), not against, text))
    named = {code for codes, _title in STEPS for code in codes}
    return found + [
        Step(gettext("Afspraak met uw coördinator"), False, say(Refused(code))) for code in stand if code not in named
    ]


def soft_limit(rows: Sequence[Any]) -> str | None:
    """Where hours alone stand in the way, that limit is soft (rule 4): who can pass it."""
    if any(row.refusals == ("hours_full",) for row in rows):
        return gettext("Past iets alleen niet in uw uren? Uw coördinator kan een uitzondering maken.")
    return None


def _refusal(code: str, row: Any, who: Any) -> str:
    if code == "hours_full":
        return gettext("Past niet in uw uren: %(hours)s", hours=asked(row, who))
    return say(Refused(code))
