"""Commands on the settings of the warm handover and the free days, for the functional admin."""

from datetime import date

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers.terms.models import FreeDay, HandoverSetting
from portal.handovers.terms.queries import days_off
from portal.handovers.terms.rules import check_free_day, check_terms
from portal.refusals import NotVisible
from portal.work import Act, put, unit_of_work


def change_settings(act: Act, version: int | None, **values: int) -> None:
    """Change how long things take, for what runs too: reminder_after, escalate_after, lapse_after (working days),
    overlap_weeks, check_after_weeks. Raises Forbidden, Refused "stale", "escalate_too_early" or "lapse_too_early"."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        setting = work.lock_as_seen(select(HandoverSetting), version)
        changed = put(setting, **values)
        check_terms(setting.terms)
        work.commit("configuration.changed", setting, what="handover_setting", change=",".join(changed))


def add_free_day(act: Act, day: date, name: str) -> None:
    """A day on which nobody works, besides the public holidays. The same day and name twice are one.
    Raises Forbidden, Refused "day_over", "day_is_weekend" or "day_free_already"."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        there = days_off(day, day)
        if there and not there[0].public and there[0].name == name:
            return
        check_free_day(day, act.today, {each.day for each in there})
        free = work.add(FreeDay(day=day, name=name, worked=False))
        work.commit("configuration.changed", free, what=day.isoformat(), change="free")


def work_on(act: Act, day: date) -> None:
    """Let people work on a day that was free: a public holiday, or a day that was added. A second tap changes nothing.
    Raises Forbidden, and NotVisible for a day that is not special."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        there = next(iter(days_off(day, day)), None)
        if there is None:
            raise NotVisible
        if there.worked:
            return
        if there.public:
            row = work.add(FreeDay(day=day, name=there.name, worked=True))
        else:
            row = work.lock(select(FreeDay).where(FreeDay.day == day))
            work.session.delete(row)
        work.commit("configuration.changed", row, what=day.isoformat(), change="worked")


def rest_on(act: Act, day: date) -> None:
    """Let a public holiday be free again. A second tap changes nothing.
    Raises Forbidden, and NotVisible for a day that is not special."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        there = next(iter(days_off(day, day)), None)
        if there is None:
            raise NotVisible
        if there.worked:
            row = work.lock(select(FreeDay).where(FreeDay.day == day))
            work.session.delete(row)
            work.commit("configuration.changed", row, what=day.isoformat(), change="free")
