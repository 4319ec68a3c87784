"""The households behind a volunteer's numbers."""

from collections.abc import Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.board import words
from portal.caseload.volunteer import queries
from portal.caseload.words import why
from portal.i18n import in_language
from portal.trajectories import traces
from portal.trajectories.chosen.words import Choice, told_apart
from portal.trajectories.models.trajectory import Trajectory
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
    found = queries.behind(actor, volunteer_id, trajectories, today())
    return answer(
        "caseload/volunteer/volunteer.html",
        behind=found,
        choices=choices_of(trajectories),
        why=why,
        words=words,
    )


def choices_of(trajectories: Sequence[Trajectory]) -> dict[int, Choice]:
    """How each row is ticked; the page itself says how to reach who supports them all."""
    named = [(each.id, each.household.name, in_language(each.type), each.household.area) for each in trajectories]
    more = told_apart(named)
    return {each.id: Choice(each.id, each.household.name, more[each.id], True, True) for each in trajectories}
