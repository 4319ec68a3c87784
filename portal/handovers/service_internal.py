"""An internal handover: to the type of trajectory that follows. Nothing leaves the organisation, so it is
not offered and asks no consent; the coordinator plans and records the meeting (service_meeting) and completes
(service_complete)."""

from portal.handovers import rules
from portal.handovers.models import WarmHandover
from portal.handovers.service_beginning import begin, to_begin
from portal.handovers.service_next import reserve, start_following
from portal.people.models import Volunteer
from portal.people.service_notices import notify
from portal.trajectories.models import Trajectory
from portal.work import Act, Work, unit_of_work


def prepare(act: Act, trajectory_id: int) -> WarmHandover:
    """Start a handover to the type that follows. Raises as `service_beginning.to_begin`."""
    with unit_of_work(act) as work:
        trajectory = to_begin(work, trajectory_id, rules.INTERNAL, "A")
        handover = begin(work, trajectory, rules.INTERNAL, "A", next_type=trajectory.type.next_type)
        work.commit("handover.prepared", handover, reference=handover.reference)
    return handover


def go_on(work: Work, handover: WarmHandover, trajectory: Trajectory, volunteer: Volunteer | None) -> None:
    """At completion: the next trajectory starts the same day, and the volunteer may claim it first."""
    assert handover.next_type is not None
    following = start_following(work, trajectory, handover.next_type)
    handover.next_trajectory = following
    if volunteer is not None and reserve(work, following, volunteer) is None:
        path = f"/trajecten/{following.id}/claimen"
        notify(work, volunteer.user_id, "next_reserved", path, reference=handover.reference)
