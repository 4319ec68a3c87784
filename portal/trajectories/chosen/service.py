"""Commands on chosen trajectories: each is decided, kept and audited by itself, by the command for one."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select

from portal import places
from portal.access import Action, require
from portal.days import day_of
from portal.people.models.people import Notice
from portal.people.notices.steps import notify
from portal.refusals import NotVisible, Refused
from portal.trajectories import queries as trajectory_queries
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.assignments.service import Passing
from portal.trajectories.chosen.rules import Chosen, Outcome
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work, unit_of_work

REMINDED = "reminded_of_household"
GONE = "chosen_gone"


def one_by_one(chosen: Sequence[Chosen], command: Callable[[Chosen], object]) -> list[Outcome]:
    """Do it to each, whatever became of the others."""
    return [_outcome(each, command) for each in chosen]


def _outcome(chosen: Chosen, command: Callable[[Chosen], object]) -> Outcome:
    try:
        command(chosen)
    except NotVisible:
        return Outcome(chosen.trajectory_id, GONE)
    except Refused as refused:
        return Outcome(chosen.trajectory_id, refused.code, refused.facts)
    return Outcome(chosen.trajectory_id)


def give_to(act: Act, chosen: Chosen, volunteer_id: int, reason: str) -> None:
    """Assign it where it waited, else pass it on from today with the reason; `reason` is one of PASSING_REASONS.
    Raises as `assign` and `reassign`; nobody writes why the hours do not matter, so they are a limit here."""
    try:
        if chosen.assignment_id is None:
            assignments_service.assign(act, chosen.trajectory_id, volunteer_id)
        else:
            passing = Passing(chosen.assignment_id, act.today, reason)
            assignments_service.reassign(act, chosen.trajectory_id, volunteer_id, passing)
    except Refused as refused:
        raise Refused("assign_hours_full") if refused.code == "hours_need_reason" else refused from refused


def remind(act: Act, trajectory_id: int) -> None:
    """Leave a notice with who supports it now, once a day whoever asks for it, without the household's name (rule 3).
    Raises NotVisible, Forbidden, Refused "trajectory_closed", "nobody_to_remind", "reminds_oneself" and
    "reminded_today"."""
    with unit_of_work(act) as work:
        trajectory = work.lock(trajectory_queries.visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.REMIND, trajectory)
        if not trajectory.open:
            raise Refused("trajectory_closed")
        if trajectory.current is None:
            raise Refused("nobody_to_remind")
        user_id, path = trajectory.current.volunteer.user_id, places.trajectory(trajectory_id)
        if user_id == act.actor.user_id:
            raise Refused("reminds_oneself")
        if _last_reminded_on(work, user_id, path) == act.today:
            raise Refused("reminded_today")
        notify(work, user_id, REMINDED, path, reminder=True, area=trajectory.household.area)
        work.commit("trajectory.reminded", trajectory, volunteer_id=trajectory.volunteer_id)


def _last_reminded_on(work: Work, user_id: int, path: str) -> date | None:
    """The day of the last reminder of this trajectory. It is held, so that nobody else adds one just now."""
    last = select(Notice.created_at).where(Notice.user_id == user_id, Notice.code == REMINDED, Notice.path == path)
    moment = work.session.scalars(last.order_by(Notice.id.desc()).limit(1)).first()
    return day_of(moment) if moment else None
