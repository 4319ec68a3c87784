"""The households behind a volunteer's numbers."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.board import words
from portal.caseload.volunteer import queries
from portal.caseload.words import why
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, today
from portal.web.rendering import answer
from portal.work import fetch_all

blueprint = Blueprint("board_volunteer", __name__)


@blueprint.get("/bord/vrijwilligers/<int:volunteer_id>")
def volunteer(volunteer_id: int) -> ResponseReturnValue:
    """The households behind a volunteer's numbers."""
    actor = require_here(Action.VIEW_BOARD)
    statement = queries.supported_by(actor, volunteer_id)
    trajectories = traces.listed(this_act(), "volunteer", lambda: fetch_all(statement))
    return answer(
        "caseload/volunteer/volunteer.html",
        behind=queries.behind(actor, volunteer_id, trajectories, today()),
        why=why,
        words=words,
    )
