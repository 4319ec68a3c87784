"""The board in words: its conclusion, the first things to do, groups and rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from portal.caseload.board.rules import Thing
from portal.caseload.capacity.rules import STOPS, Sums, VolunteerNumbers, missing, signal, usable_from
from portal.caseload.conclusion.rules import Line
from portal.caseload.words import hours_said
from portal.i18n import day, gettext, ngettext, number
from portal.wording import N_, label

LABELS = {
    "board_part": {
        "usable": N_("Plek voor wie wacht"),
        "soon": N_("Binnenkort plek"),
        "absent": N_("Afwezig"),
        "full": N_("Vol"),
        "not_needed": N_("Niet voor wie nu wacht"),
        "stopped": N_("Stopt"),
    },
    "board_badge": {
        "leaving": N_("stopt binnenkort"),
        "inactive": N_("niet actief"),
        "certificate_ends_soon": N_("VOG verloopt"),
    },
    "board_wants": {
        "introduction": N_("wordt aangemeld"),
        "certificate": N_("nog geen VOG"),
        "certificate_again": N_("VOG verlopen"),
        "confidentiality": N_("geheimhouding niet getekend"),
        "course": N_("nog geen cursus"),
    },
    "board_missing": {
        "introduction": N_("kennismaken"),
        "certificate": N_("VOG vragen"),
        "certificate_again": N_("VOG verlengen"),
        "confidentiality": N_("geheimhouding"),
        "course": N_("cursus"),
    },
}


def signals(row: VolunteerNumbers, today: date) -> str | None:
    """The one thing that asks for attention, beside the name; None when nothing does."""
    code = signal(row, today)
    return label("board_badge", code) if code else None


def stands_in_the_way(row: VolunteerNumbers, part: str, today: date) -> str:
    """The last cell of a row: what keeps these hours from who waits, and until when. Empty when nothing does."""
    if row.too_much:
        return gettext("te vol")
    if row.absent_until:
        return _until(row.absent_until)
    if part != "soon":
        return ""
    from_day = usable_from(row, today)
    wanting = [label("board_missing", code) for code in missing(row, today)]
    if from_day:
        wanting.append(gettext("vanaf %(day)s", day=day(from_day, "d MMM")))
    return gettext("%(first)s, %(more)s", first=wanting[0], more=wanting[1]) if len(wanting) > 1 else wanting[0]


def badges(row: VolunteerNumbers, today: date) -> list[tuple[str, str]]:
    """The things that ask for attention, on the volunteer's own page: each with its kind."""
    away = row.absent_until
    found = [("neutral", gettext("afwezig, %(until)s", until=_until(away)))] if away else []
    if said := signals(row, today):
        found.append(("warning" if row.status == "active" else "neutral", said))
    kinds = {"certificate_again": "negative", "introduction": "neutral"}
    wanting = [] if row.status in STOPS else missing(row, today)
    return found + [(kinds.get(code, "warning"), label("board_wants", code)) for code in wanting]


def _until(last: date) -> str:
    """Until when somebody is away."""
    if last == date.max:
        return gettext("zonder einddatum")
    return gettext("tot en met %(day)s", day=day(last, "d MMM"))


def activity(last: date, today: date) -> str:
    """How long ago somebody logged a contact."""
    if last == date.min:
        return gettext("nog nooit")
    days = (today - last).days
    if days <= 1:
        return gettext("gisteren") if days == 1 else gettext("vandaag")
    return ngettext("%(n)s dag", "%(n)s dagen", days)


def heading(lines: Sequence[Line], waiting: int) -> str:
    """The conclusion above the board: the hours a week that nobody can give today."""
    short = sum((line.short for line in lines), Decimal(0))
    if short:
        return gettext("U komt %(hours)s per week te kort", hours=hours_said(short))
    if not waiting:
        return gettext("Niemand wacht op een begeleider")
    return gettext("Er is plek voor wie wacht")


def lead(waiting: int, fitting: int) -> str:
    """The sentence under it: how many wait, and for how many somebody fits today. Empty when nobody waits."""
    if not waiting:
        return ""
    waits = ngettext("%(n)s traject wacht.", "%(n)s trajecten wachten.", waiting)
    if fitting >= waiting:
        return waits
    if not fitting:
        return gettext("%(waits)s Vandaag past daar niemand bij.", waits=waits)
    fits = ngettext(
        "Voor %(n)s daarvan is er vandaag iemand die past.",
        "Voor %(n)s daarvan is er vandaag iemand die past.",
        fitting,
    )
    return f"{waits} {fits}"


def balance(line: Line) -> str:
    """The conclusion of a function: "27 uur tekort", "3 uur over"."""
    if line.short:
        return gettext("%(hours)s tekort", hours=hours_said(line.short))
    return gettext("%(hours)s over", hours=hours_said(line.over)) if line.over else gettext("precies genoeg")


def behind(line: Line) -> str:
    """The numbers behind it."""
    said = gettext(
        "nodig %(needed)s, bruikbaar %(usable)s.", needed=number(line.needed, 2), usable=hours_said(line.usable)
    )
    many = ngettext("%(n)s traject.", "%(n)s trajecten.", line.trajectories)
    return f"{said} {many}"


def thing(found: Thing) -> tuple[str, str]:
    """Something to do first: what, and about whom."""
    return _THINGS[found.code](found), _about(found)


def _about(found: Thing) -> str:
    if found.code == "assign":
        waits = ngettext("langst wachtend %(n)s dag", "langst wachtend %(n)s dagen", found.days)
        return gettext("%(hours)s, %(more)s", hours=hours_said(found.hours), more=waits)
    first, others = found.names[:2], len(found.names) - 2
    said = gettext(" en ").join(first) if others <= 0 else ", ".join(first)
    return ngettext("%(who)s en %(n)s ander", "%(who)s en %(n)s anderen", others, who=said) if others > 0 else said


def _assign(found: Thing) -> str:
    return ngettext("Wijs %(n)s traject toe", "Wijs %(n)s trajecten toe", found.count)


def _absent(found: Thing) -> str:
    return ngettext("%(n)s huishouden van wie afwezig is", "%(n)s huishoudens van wie afwezig is", found.count)


def _too_much(found: Thing) -> str:
    return ngettext("%(n)s vrijwilliger heeft te veel", "%(n)s vrijwilligers hebben te veel", found.count)


def _with_hours(said: str, found: Thing) -> str:
    return gettext("%(what)s: %(hours)s erbij", what=said, hours=hours_said(found.hours))


def _again(found: Thing) -> str:
    return _with_hours(ngettext("Verleng %(n)s VOG", "Verleng %(n)s VOG’s", found.count), found)


def _certificate(found: Thing) -> str:
    return _with_hours(ngettext("Vraag %(n)s VOG aan", "Vraag %(n)s VOG’s aan", found.count), found)


def _confidentiality(found: Thing) -> str:
    said = ngettext("Laat %(n)s geheimhouding tekenen", "Laat %(n)s keer geheimhouding tekenen", found.count)
    return _with_hours(said, found)


def _course(found: Thing) -> str:
    return _with_hours(ngettext("Plan de cursus voor %(n)s", "Plan de cursus voor %(n)s", found.count), found)


def _introduction(found: Thing) -> str:
    said = ngettext("Rond %(n)s aanmelding af", "Rond %(n)s aanmeldingen af", found.count)
    return _with_hours(said, found)


_THINGS = {
    "assign": _assign,
    "absent": _absent,
    "too_much": _too_much,
    "certificate_again": _again,
    "certificate": _certificate,
    "confidentiality": _confidentiality,
    "course": _course,
    "introduction": _introduction,
}


def part_title(code: str) -> str:
    """The head of a group: what its hours are."""
    return label("board_part", code)


def part_said(volunteers: int, hours: Decimal) -> str:
    """Beside it: how many people, and their free hours."""
    people = ngettext("%(n)s mens", "%(n)s mensen", volunteers)
    return gettext("%(people)s, %(hours)s", people=people, hours=hours_said(hours)) if hours else people


def shown() -> dict[str, str]:
    """The choices of whom the board shows, by their code in the address."""
    return {
        "": gettext("Iedereen"),
        "ruimte": gettext("Heeft plek"),
        "binnenkort": gettext("Binnenkort"),
        "afwezig": gettext("Afwezig"),
        "vol": gettext("Vol"),
        "niet-gevraagd": gettext("Niet gevraagd"),
        "te-vol": gettext("Te vol"),
        "gestopt": gettext("Niet actief"),
    }


def volunteers_summed(sums: Sums) -> str:
    """The head of the sum row: of how many volunteers."""
    return ngettext("%(n)s vrijwilliger", "%(n)s vrijwilligers", sums.volunteers)
