"""Views of caseload."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload import queries_today, words_today
from portal.trajectories import traces
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer

blueprint = Blueprint("caseload", __name__)


@blueprint.get("/vandaag")
def today() -> ResponseReturnValue:
    """My households, those that need me first; a name on a list leaves a line (rule 11)."""
    actor = require_here(Action.VIEW_POOL)
    act = this_act()
    mine = traces.listed(act, "today", lambda: queries_today.mine(actor))
    visits = queries_today.visits(mine, act.today)
    return answer("caseload/today.html", visits=visits, words=words_today)
