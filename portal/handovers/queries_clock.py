"""The settings of the warm handover, the free days, and the offers that nobody answered yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import holidays
from sqlalchemy import Select, select

from portal import i18n
from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.models_clock import FreeDay, HandoverSetting
from portal.handovers.rules_clock import SATURDAY, Due, Terms, due, next_step
from portal.trajectories.models import Trajectory
from portal.work import AMSTERDAM, find

# As the package names the languages of the portal.
LANGUAGES = {"nl": "nl", "en": "en_US"}


@dataclass(frozen=True)
class DayOff:
    """A day from Monday to Friday that is special: `public` when the country has it off, `worked` when
    the organisation works on it all the same."""

    day: date
    name: str
    public: bool
    worked: bool


@dataclass(frozen=True)
class Unanswered:
    """An offer without an answer, and what the clock did about it."""

    id: int
    household_id: int
    offered_at: datetime
    reminded_at: datetime | None
    escalated_at: datetime | None

    def next_step(self, today: date, terms: Terms, free: Collection[date]) -> str | None:
        """What is due now."""
        said = day_of(self.reminded_at), day_of(self.escalated_at)
        return next_step(self.offered_at.astimezone(AMSTERDAM).date(), *said, today, terms, free)


def settings() -> HandoverSetting:
    """How long things take in a handover, as the functional admin set it."""
    return find(select(HandoverSetting))


def free_days(first: date, last: date) -> frozenset[date]:
    """The days, weekends aside, on which nobody works: the public holidays of the Netherlands and what
    the organisation added, without those on which it works."""
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


def unanswered() -> list[Unanswered]:
    """Every offer that waits for an answer, the oldest first."""
    return [Unanswered(*row) for row in db.session.execute(_unanswered().order_by(WarmHandover.offered_at))]


def still_unanswered(handover_id: int) -> Unanswered | None:
    """The offer as it is now, None when it was answered or taken back."""
    row = db.session.execute(_unanswered().where(WarmHandover.id == handover_id)).first()
    return Unanswered(*row) if row else None


def _unanswered() -> Select[Any]:
    return (
        select(
            WarmHandover.id,
            Trajectory.household_id,
            WarmHandover.offered_at,
            WarmHandover.reminded_at,
            WarmHandover.escalated_at,
        )
        .join(Trajectory, Trajectory.id == WarmHandover.trajectory_id)
        .where(WarmHandover.state == "offered")
    )


def due_days(handover: WarmHandover) -> Due | None:
    """When something happens to an offer as long as nobody answers; None for what waits for no answer."""
    offered_on = day_of(handover.offered_at)
    if handover.state != "offered" or offered_on is None:
        return None
    # The longest term is some ten months of working days: the end of the year after next lies beyond it.
    free = free_days(offered_on, date(offered_on.year + 2, 12, 31))
    return due(offered_on, settings().terms, free)


def day_of(moment: datetime | None) -> date | None:
    """The calendar day of a moment in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date() if moment else None
