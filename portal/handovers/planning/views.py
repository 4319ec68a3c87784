"""The planning: the next step of every handover of the location, late steps first."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.handovers.planning import queries
from portal.positions import position
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, today
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("handovers_planning", __name__)
LATE = "te-laat"


@blueprint.get("/overdrachten/aankomend")
def coming() -> ResponseReturnValue:
    """Every trajectory whose end comes near, with what is to be done now and before which day."""
    actor = require_here(Action.VIEW_BOARD)
    late = request.args.get("toon") == LATE
    rows = queries.coming_keys(actor, today(), late, request.args.get("na"), PAGE_SIZE)
    page = page_of(rows, lambda row: position(row.rank, row.ends_on, row.id))
    keys = [row.id for row in page.rows]
    found = traces.listed(this_act(), "coming", lambda: queries.coming(actor, keys))
    return answer(
        "handovers/planning/coming.html",
        "handovers/planning/_coming.html",
        rows=[(each, each.step(today())) for each in found],
        next_url=page.next_url,
        counts=queries.counts(actor, today()),
        late=late,
    )
