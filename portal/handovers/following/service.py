"""Starting the type of trajectory that follows, and who goes on with it: what closing and an internal
handover share."""

from portal import places
from portal.handovers.following import rules
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import Volunteer
from portal.people.notices.steps import notify
from portal.trajectories import queries
from portal.trajectories.assignments.steps import assign_to, lock_volunteer
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.rules import claim_refusals, reserved_until
from portal.trajectories.starting import start_trajectory
from portal.work import Work


def start_following(work: Work, trajectory: Trajectory, next_type: TrajectoryType) -> Trajectory:
    """The trajectory that follows, from today. Raises Refused("type_already_open")."""
    return start_trajectory(work, trajectory.household, next_type, trajectory.legal_regime, work.act.today)


def keep(work: Work, following: Trajectory, volunteer: Volunteer) -> str | None:
    """Assign the volunteer to what follows; gives why rule 4 does not allow it, None when it does."""
    held, refusal = _may_go_on(work, following, volunteer)
    if refusal is None:
        work.add(assign_to(work.act, following, held))
    return refusal


def reserve(work: Work, following: Trajectory, volunteer: Volunteer) -> str | None:
    """Keep the next trajectory for the volunteer for `RESERVED_DAYS`. When rule 4 would refuse their claim it waits
    for everybody instead, and the code of the refusal is given."""
    held, refusal = _may_go_on(work, following, volunteer)
    if refusal is None:
        following.reserve(held, reserved_until(work.act.today, rules.RESERVED_DAYS))
    return refusal


def _may_go_on(work: Work, following: Trajectory, volunteer: Volunteer) -> tuple[Volunteer, str | None]:
    held = lock_volunteer(work, volunteer.id, following.location_id)
    today = work.act.today
    facts = queries.volunteer_facts([held.id], today)[held.id]
    refusals = claim_refusals(facts, queries.trajectory_facts(following, today), today)
    return held, next(iter(refusals), None)


def go_on(work: Work, handover: WarmHandover, trajectory: Trajectory, volunteer: Volunteer | None) -> None:
    """At completion: the next trajectory starts the same day, and the volunteer may claim it first."""
    assert handover.next_type is not None
    following = start_following(work, trajectory, handover.next_type)
    handover.next_trajectory = following
    if volunteer is not None and reserve(work, following, volunteer) is None:
        path = places.claim(following.id)
        notify(work, volunteer.user_id, "next_reserved", path, reference=handover.reference)
