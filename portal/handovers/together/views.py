"""The closing message: what a volunteer and a household did together."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.handovers.together import queries
from portal.handovers.together.words import done_together
from portal.refusals import NotVisible
from portal.trajectories.traces import read_name
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer
from portal.work import find

blueprint = Blueprint("handovers_together", __name__)


@blueprint.get("/overdrachten/<reference>/samen")
def together(reference: str) -> ResponseReturnValue:
    """The numbers, with a thank-you. It names the household as long as its volunteer may look in."""
    actor = require_here(Action.VIEW_POOL)
    handover = find(queries.ended_with(actor, reference))
    found = queries.together(actor, handover)
    until = handover.overlap_until
    try:
        household = read_name(this_act(), "together", handover.trajectory_id)
    except NotVisible:
        household = None
    following = handover.next_trajectory
    kept = following if following and following.open and following.reserved_for_id == actor.volunteer_id else None
    reserved_until = kept.reserved_until if kept else None
    return answer(
        "handovers/together/together.html",
        handover=handover,
        household=household,
        found=found,
        done=done_together(found),
        until=until if household else None,
        following=kept if reserved_until and this_act().today <= reserved_until else None,
    )
