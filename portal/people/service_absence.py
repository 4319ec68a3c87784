"""Commands on absence: days on which a volunteer offers no hours."""

from datetime import date, timedelta

from sqlalchemy import select

from portal.access import Action, require
from portal.people.models import Absence, Volunteer
from portal.people.queries_volunteers import absence_planned_by
from portal.refusals import NotVisible, Refused
from portal.work import Act, Work, unit_of_work


def plan_absence(act: Act, volunteer_id: int, starts_on: date, ends_on: date) -> None:
    """Plan an absence, first and last day included. The same days twice are one absence.

    Raises NotVisible, Forbidden, Refused("absence_order") when it ends before it starts,
    Refused("absence_past") when it is over already.
    """
    if ends_on < starts_on:
        raise Refused("absence_order", field="ends_on")
    if ends_on < act.today:
        raise Refused("absence_past", field="ends_on")
    with unit_of_work(act) as work:
        volunteer = _lock(work, volunteer_id)
        if all((each.starts_on, each.ends_on) != (starts_on, ends_on) for each in volunteer.absences):
            work.add(Absence(volunteer_id=volunteer.id, starts_on=starts_on, ends_on=ends_on))
            work.commit("absence.planned", volunteer, volunteer_id=volunteer.id)


def remove_absence(act: Act, volunteer_id: int, absence_id: int) -> None:
    """Take back a planned absence; of one that began, only the days from today on.

    Raises NotVisible when there is none that still lasts or comes.
    """
    with unit_of_work(act) as work:
        volunteer = _lock(work, volunteer_id)
        absence = work.session.scalars(
            select(Absence).where(
                Absence.id == absence_id, Absence.volunteer_id == volunteer.id, Absence.ends_on >= act.today
            )
        ).first()
        if absence is None:
            raise NotVisible
        if absence.starts_on < act.today:
            absence.ends_on = act.today - timedelta(days=1)
        else:
            work.session.delete(absence)
        work.commit("absence.removed", volunteer, volunteer_id=volunteer.id)


def _lock(work: Work, volunteer_id: int) -> Volunteer:
    volunteer = work.lock(absence_planned_by(work.act.actor).where(Volunteer.id == volunteer_id))
    require(work.act.actor, Action.PLAN_ABSENCE, volunteer)
    return volunteer
