"""The settings of the warm handover, and the free days."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.handovers.terms.models import FreeDay, HandoverSetting
from portal.handovers.terms.rules import SATURDAY
from portal.work import find

# The languages of the portal, under the names of the package.
LANGUAGES = {"nl": "nl", "en": "en_US"}


@dataclass(frozen=True)
class DayOff:
    """A special day from Monday to Friday. `public`: the country has it off; `worked`: the organisation works on it
    all the same."""

    day: date
    name: str
    public: bool
    worked: bool


def settings() -> HandoverSetting:
    """How long things take in a handover, as the functional admin set it."""
    return find(select(HandoverSetting))


def free_days(first: date, last: date) -> frozenset[date]:
    """The days, weekends aside, on which nobody works: the public holidays of the Netherlands and the days the
    organisation added, without those on which it works."""
    return frozenset(each.day for each in days_off(first, last) if not each.worked)


def days_off(first: date, last: date) -> list[DayOff]:
    """The special days of a period, both ends included, the first one first, named in the reader's language."""
    found = {
        day: DayOff(day, name, public=True, worked=False)
        for year in range(first.year, last.year + 1)
        for day, name in public_holidays(year, i18n.locale.get())
    }
    own = db.session.scalars(select(FreeDay).where(FreeDay.day.between(first, last)))
    for row in own:
        name, public = (found[row.day].name, True) if row.day in found else (row.name, False)
        found[row.day] = DayOff(row.day, name, public, row.worked)
    return sorted(
        (each for each in found.values() if first <= each.day <= last and each.day.weekday() < SATURDAY),
        key=lambda each: each.day,
    )


@lru_cache(maxsize=64)
def public_holidays(year: int, language: str) -> tuple[tuple[date, str], ...]:
    """The public holidays of the Netherlands in a year, with their names. No subdivision has its own."""
    return tuple(sorted(holidays.country_holidays("NL", years=year, language=LANGUAGES[language]).items()))
