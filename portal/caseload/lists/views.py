"""The lists behind the numbers of the board."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.lists import queries, words
from portal.caseload.lists.queries import Asked
from portal.trajectories import traces
from portal.trajectories.pool.queries import spoken_in
from portal.web.acting import require_here, this_act, today
from portal.web.paging import PAGE_SIZE, next_page, sort_url
from portal.web.rendering import answer

blueprint = Blueprint("board_lists", __name__)


@blueprint.get("/bord/wachtlijst")
def waiting() -> ResponseReturnValue:
    """Trajectories that nobody supports."""
    return _list("waiting", "spoed")


@blueprint.get("/bord/zonder-intake")
def without_intake() -> ResponseReturnValue:
    """Claimed more than 14 days ago without an intake (rule 5)."""
    return _list("without_intake")


@blueprint.get("/bord/stil")
def gone_quiet() -> ResponseReturnValue:
    """Silent longer than the phase allows."""
    return _list("gone_quiet")


@blueprint.get("/bord/loopt-af")
def ending() -> ResponseReturnValue:
    """Ending within three months."""
    return _list("ending")


@blueprint.get("/bord/overdrachten")
def open_handovers() -> ResponseReturnValue:
    """Trajectories with an open warm handover."""
    return _list("open_handovers")


@blueprint.get("/bord/niet-aangekomen")
def not_arrived() -> ResponseReturnValue:
    """Handed over, and not arrived at the team."""
    return _list("not_arrived")


def _list(name: str, sort: str = "dag") -> ResponseReturnValue:
    actor = require_here(Action.VIEW_BOARD)
    asked = Asked(
        type=request.args.get("soort", ""),
        search=request.args.get("zoek", "").strip(),
        sort=request.args.get("sorteer", sort),
        after=request.args.get("na"),
    )
    page = queries.list_page(actor, name, today(), asked, PAGE_SIZE)
    keys = list(page.marks)
    found = traces.listed(this_act(), name, lambda: queries.shown(actor, keys))
    return answer(
        "caseload/lists/list.html",
        "caseload/lists/_list.html",
        name=name,
        list=words.LISTS[name],
        asked=asked,
        page_of_list=page,
        rows=found,
        choices=words.choices(found),
        languages=spoken_in([each.household_id for each in found]) if name == "waiting" else {},
        handovers=queries.handovers_of(keys),
        types=queries.type_choices(),
        next_url=next_page(page.next_cursor),
        sort_url=sort_url,
        words=words,
    )
