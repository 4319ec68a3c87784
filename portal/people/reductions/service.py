"""Commands on who offers fewer hours, or none, for a while."""

from dataclasses import replace

from sqlalchemy import select

from portal.access import Action, require
from portal.people.models.people import Volunteer
from portal.people.models.reductions import Reduction, ReductionReason
from portal.people.reductions.queries import absence_planned_by, changed_by
from portal.people.reductions.rules import Planned, check_days, check_size, until_yesterday
from portal.people.rules import WHOLE, Days
from portal.refusals import NotVisible, Refused
from portal.work import Act, Work, put, unit_of_work


def plan_reduction(act: Act, volunteer_id: int, planned: Planned) -> None:
    """Plan that a volunteer offers less; only a coordinator plans less than all of it. The same twice is one. Raises
    NotVisible, Forbidden, Refused("reason_gone") for a reason that is not offered, or what `rules.check_days` and
    `rules.check_size` refuse."""
    check_days(planned.days, act.today)
    check_size(planned.percentage, planned.hours)
    with unit_of_work(act) as work:
        volunteer = _hold(work, volunteer_id)
        if planned.percentage != WHOLE:
            require(act.actor, Action.EDIT_VOLUNTEER, volunteer)
        reason = work.session.get(ReductionReason, planned.reason_id)
        if reason is None or not reason.active:
            raise Refused("reason_gone", field="reason_id")
        if planned not in [_as_planned(each) for each in volunteer.reductions]:
            size = {"percentage": planned.percentage, "hours": planned.hours}
            work.add(Reduction(volunteer_id=volunteer.id, reason_id=reason.id, **vars(planned.days), **size))
            work.commit("reduction.planned", volunteer, volunteer_id=volunteer.id)


def change_days(act: Act, reduction_id: int, version: int | None, days: Days) -> None:
    """Give a reduction another last day, or another day to look again; its first day stays. Raises NotVisible when it
    is over, Refused("stale") when it was changed since `version`, or what `rules.check_days` refuses."""
    with unit_of_work(act) as work:
        volunteer, reduction = _hold_both(work, reduction_id)
        wanted = replace(days, starts_on=reduction.starts_on)
        if wanted == reduction.days:
            return
        check_days(wanted, act.today)
        if reduction.version != version:
            raise Refused("stale")
        put(reduction, **vars(wanted))
        work.commit("reduction.changed", volunteer, volunteer_id=volunteer.id)


def take_back(act: Act, volunteer_id: int, reduction_id: int) -> None:
    """Take back a reduction; of one that began, only the days from today on.
    Raises NotVisible when this volunteer has none that still lasts or comes."""
    with unit_of_work(act) as work:
        volunteer, reduction = _hold_both(work, reduction_id)
        if volunteer.id != volunteer_id:
            raise NotVisible
        kept = until_yesterday(reduction.days, act.today)
        if kept is None:
            work.session.delete(reduction)
        else:
            put(reduction, **vars(kept))
        work.commit("reduction.removed", volunteer, volunteer_id=volunteer.id)


def _hold(work: Work, volunteer_id: int | None) -> Volunteer:
    volunteer = work.lock(absence_planned_by(work.act.actor).where(Volunteer.id == volunteer_id))
    require(work.act.actor, Action.PLAN_ABSENCE, volunteer)
    return volunteer


def _hold_both(work: Work, reduction_id: int) -> tuple[Volunteer, Reduction]:
    """A reduction that is not over, read after its volunteer is held: two who change it take turns."""
    owner = work.session.scalar(select(Reduction.volunteer_id).where(Reduction.id == reduction_id))
    volunteer = _hold(work, owner)
    statement = changed_by(work.act.actor).where(Reduction.id == reduction_id)
    reduction = work.session.scalars(statement, execution_options={"populate_existing": True}).first()
    if reduction is None or reduction.days.are_over(work.act.today):
        raise NotVisible
    return volunteer, reduction


def _as_planned(row: Reduction) -> Planned:
    return Planned(row.days, row.reason_id, row.percentage, row.hours)
