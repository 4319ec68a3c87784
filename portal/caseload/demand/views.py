"""The page that says what waits."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.demand import page, words
from portal.web.acting import require_here, today
from portal.web.rendering import answer

blueprint = Blueprint("board_demand", __name__)


@blueprint.get("/bord/vraag")
def demand() -> ResponseReturnValue:
    """The hours that households that wait ask, by type, function, language and postcode area."""
    actor = require_here(Action.VIEW_BOARD)
    return answer("caseload/demand/demand.html", found=page.demand(actor, today()), words=words)
