"""A trajectory in time in words: where it is now, and the dates that its line shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from portal.dossier.rules import week_of
from portal.dossier.year.rules import Mark, Met, Support
from portal.i18n import clock_time, day, gettext, ngettext

Moment = tuple[date, time | None]
STYLES = {"day": "d MMM", "month": "MMM", "year": "y"}
# More evaluations than this are counted: all of them stand among the contacts, or in the checklist.
MOST_DAYS = 3


@dataclass(frozen=True)
class Agreed:
    """Days that are agreed or still asked: the next appointment, the meeting of a handover, and the last days of the
    evaluations that were not held."""

    appointment: Moment | None
    meeting: Moment | None
    to_evaluate: Sequence[date]


NOTHING_AGREED = Agreed(None, None, ())


@dataclass(frozen=True)
class Dated:
    """A date as people read it. `kind` is its sign on the line, `lines` what is said below its title."""

    on: date
    kind: str
    title: str
    lines: tuple[str, ...]


def where(support: Support, today: date) -> str:
    """Where a trajectory is: in which of its weeks, or how far before its start or after its end."""
    if support.closed_on is None and today < support.starts_on:
        ahead = (support.starts_on - today).days
        return ngettext("begint over %(n)s dag", "begint over %(n)s dagen", ahead)
    if support.closed_on is None and today > support.ends_on:
        past = (today - support.ends_on).days
        return ngettext("de einddatum is %(n)s dag voorbij", "de einddatum is %(n)s dagen voorbij", past)
    now, last = week_of(support.starts_on, support.ends_on, support.closed_on or today)
    if support.closed_on:
        return gettext("gesloten in week %(now)s van %(last)s", now=now, last=last)
    return gettext("week %(now)s van %(last)s", now=now, last=last)


def dates(support: Support, met: Sequence[Met], agreed: Agreed, today: date) -> list[Dated]:
    """All that the line shows, and what lies outside it, in the order of the days."""
    found = [Dated(support.starts_on, "start", gettext("Start"), (_short(support.starts_on),)), *_met(met)]
    if support.closed_on is None:
        found.append(Dated(today, "today", gettext("Vandaag"), (_short(today),)))
    else:
        found.append(Dated(support.closed_on, "start", gettext("Gesloten"), (_short(support.closed_on),)))
    found += _agreed(agreed)
    found.append(Dated(support.ends_on, "end", gettext("Einde"), (_short(support.ends_on),)))
    return sorted(found, key=lambda each: each.on)


def _met(met: Sequence[Met]) -> list[Dated]:
    """The last contact and how many there were, and the evaluations that were held."""
    found = []
    reached = [each.on for each in met if each.reached]
    contacts, attempts = sum(each.reached for each in met), sum(each.attempts for each in met)
    counted = [ngettext("%(n)s contact", "%(n)s contacten", contacts)] if contacts else []
    counted += [ngettext("%(n)s poging", "%(n)s pogingen", attempts)] if attempts else []
    if met:
        last = reached[-1] if reached else met[-1].on
        title = gettext("Laatste contact") if reached else gettext("Laatste poging")
        found.append(Dated(last, "contact", title, (_short(last), *counted)))
    held = [each.on for each in met if each.evaluated]
    if held:
        title = ngettext("Evaluatie gehouden", "Evaluaties gehouden", len(held))
        earlier = gettext("en %(n)s eerder", n=len(held) - MOST_DAYS)
        found.append(Dated(held[-1], "held", title, _few(held[::-1], earlier)))
    return found


def _agreed(agreed: Agreed) -> list[Dated]:
    found = []
    if agreed.appointment:
        found.append(_moment("appointment", gettext("Volgende afspraak"), agreed.appointment))
    if agreed.meeting:
        found.append(_moment("meeting", gettext("Gesprek voor de overdracht"), agreed.meeting))
    if agreed.to_evaluate:
        title = ngettext("Evaluatie uiterlijk", "Evaluaties uiterlijk", len(agreed.to_evaluate))
        later = gettext("en %(n)s later", n=len(agreed.to_evaluate) - MOST_DAYS)
        found.append(Dated(agreed.to_evaluate[0], "to_hold", title, _few(agreed.to_evaluate, later)))
    return found


def _few(days: Sequence[date], others: str) -> tuple[str, ...]:
    """The first of these days; `others` says that there are more."""
    return (*map(_short, days[:MOST_DAYS]), *([others] if len(days) > MOST_DAYS else []))


def _short(on: date) -> str:
    return day(on, "d MMM y")


def _moment(kind: str, title: str, moment: Moment) -> Dated:
    on, at = moment
    return Dated(on, kind, title, (f"{_short(on)}, {clock_time(at)}" if at else _short(on),))


def named(marks: Sequence[Mark]) -> list[tuple[float, str]]:
    """Where the marks are that have room for a name, and that name."""
    return [(each.place, day(each.on, STYLES[each.name])) for each in marks if each.name]
