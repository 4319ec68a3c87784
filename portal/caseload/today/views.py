"""Vandaag: the households of a volunteer."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action, Actor
from portal.caseload.today import queries, words
from portal.people.queries import coordinators_to_ask
from portal.trajectories import traces
from portal.trajectories.pool import queries as pool_queries
from portal.trajectories.pool import words as pool_words
from portal.trajectories.pool.reader import reader
from portal.web.acting import require_here, this_act
from portal.web.rendering import answer
from portal.work import AMSTERDAM, fetch_all

blueprint = Blueprint("today", __name__)


@blueprint.get("/vandaag")
def today() -> ResponseReturnValue:
    """My households, those that need me first; a name on a list leaves a line (rule 11)."""
    actor = require_here(Action.VIEW_POOL)
    act = this_act()
    mine = traces.listed(act, "today", lambda: queries.mine(actor))
    if not mine:
        return _beginning(actor)
    visits = queries.day_of(queries.visits(mine, act.today), act.at.astimezone(AMSTERDAM))
    return answer("caseload/today/today.html", visits=visits, words=words, now=act.at.astimezone(AMSTERDAM))


def _beginning(actor: Actor) -> ResponseReturnValue:
    """The steps before a first household, and whom to ask, for who supports nobody."""
    act = this_act()
    who = reader(actor, act.today)
    return answer(
        "caseload/today/beginning.html",
        words=words,
        who=who,
        steps=pool_words.steps(who) if who else [],
        waiting=pool_queries.how_many(who) if who else 0,
        to_ask=fetch_all(coordinators_to_ask(actor)),
        now=act.at.astimezone(AMSTERDAM),
    )
