"""The coordinator's board and the lists behind its numbers."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload import queries_board, queries_list_page, queries_lists, queries_volunteer, words_board
from portal.caseload.queries_board import BoardAsked
from portal.caseload.queries_list_page import Asked
from portal.caseload.words import why
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.trajectories import traces
from portal.trajectories.assignments.words import spoken
from portal.web.acting import require_here, this_act, today
from portal.web.paging import PAGE_SIZE, this_page
from portal.web.rendering import answer
from portal.wording import labels
from portal.work import fetch_all

blueprint = Blueprint("board", __name__)

# A whole team on one page, as on the sheet it replaces; larger ones go on by key.
VOLUNTEERS_ON_A_PAGE = 75
PLACES = {
    "waiting": "board.waiting",
    "without_intake": "board.without_intake",
    "gone_quiet": "board.gone_quiet",
    "ending": "board.ending",
    "open_handovers": "board.open_handovers",
    "not_arrived": "board.not_arrived",
}


@blueprint.get("/bord")
def board() -> ResponseReturnValue:
    """Who has room, who is overloaded, who waits, what went quiet."""
    actor = require_here(Action.VIEW_BOARD)
    asked = BoardAsked(
        function=request.args.get("functie", ""),
        shown=request.args.get("toon", ""),
        search=request.args.get("zoek", "").strip(),
        sort=request.args.get("sorteer", "vrij"),
        after=request.args.get("na"),
    )
    functions = labels("function", VOLUNTEER_FUNCTIONS)
    page = queries_board.board_page(actor, today(), asked, VOLUNTEERS_ON_A_PAGE, functions)
    return answer(
        "caseload/board.html",
        "caseload/_board.html",
        asked=asked,
        counts=queries_lists.counts(actor, today()),
        functions=functions,
        rows=page.rows,
        sums=page.sums,
        anybody=page.sums.volunteers > 0 or queries_board.has_volunteers(actor),
        next_url=_next(page.next_cursor),
        places=PLACES,
        sort_url=_sort_url,
        words=words_board,
    )


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


@blueprint.get("/bord/vrijwilligers/<int:volunteer_id>")
def volunteer(volunteer_id: int) -> ResponseReturnValue:
    """The households behind a volunteer's numbers."""
    actor = require_here(Action.VIEW_BOARD)
    statement = queries_volunteer.supported_by(actor, volunteer_id)
    trajectories = traces.listed(this_act(), "volunteer", lambda: fetch_all(statement))
    return answer(
        "caseload/board_volunteer.html",
        behind=queries_volunteer.behind(actor, volunteer_id, trajectories, today()),
        why=why,
        words=words_board,
    )


def _list(name: str, sort: str = "dag") -> ResponseReturnValue:
    actor = require_here(Action.VIEW_BOARD)
    asked = Asked(
        type=request.args.get("soort", ""),
        search=request.args.get("zoek", "").strip(),
        sort=request.args.get("sorteer", sort),
        after=request.args.get("na"),
    )
    page = queries_list_page.list_page(actor, name, today(), asked, PAGE_SIZE)
    keys = list(page.marks)
    found = traces.listed(this_act(), name, lambda: fetch_all(queries_list_page.shown(actor, keys)))
    return answer(
        "caseload/board_list.html",
        "caseload/_board_list.html",
        name=name,
        list=words_board.LISTS[name],
        asked=asked,
        page_of_list=page,
        rows=sorted(found, key=lambda each: keys.index(each.id)),
        handovers=queries_list_page.handovers_of(keys),
        types=queries_list_page.type_choices(),
        next_url=_next(page.next_cursor),
        sort_url=_sort_url,
        spoken=spoken,
        words=words_board,
    )


def _next(cursor: str | None) -> str | None:
    return this_page(na=cursor) if cursor else None


def _sort_url(column: str) -> str:
    """The address that sorts by a column: again, and it turns around. Sorting starts at the top."""
    turned = f"-{column}" if request.args.get("sorteer") == column else column
    return this_page(sorteer=turned, na=None)
