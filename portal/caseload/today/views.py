"""Vandaag: the households of a volunteer."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.today import queries, words
from portal.trajectories import traces
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer
from portal.work import AMSTERDAM

blueprint = Blueprint("today", __name__)


@blueprint.get("/vandaag")
def today() -> ResponseReturnValue:
    """My households, those that need me first; a name on a list leaves a line (rule 11)."""
    actor = require_here(Action.VIEW_POOL)
    act = this_act()
    mine = traces.listed(act, "today", lambda: queries.mine(actor))
    visits = queries.day_of(queries.visits(mine, act.today), act.at.astimezone(AMSTERDAM))
    return answer("caseload/today/today.html", visits=visits, words=words, now=act.at.astimezone(AMSTERDAM))
