"""The coordinator's board."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.board import queries, words
from portal.caseload.board.queries import BoardAsked
from portal.caseload.board.rules import load_state
from portal.caseload.lists import marked as lists_marked
from portal.caseload.lists import words as lists_words
from portal.i18n import gettext
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.web.acting import require_here, today
from portal.web.paging import next_page, sort_url
from portal.web.rendering import answer
from portal.wording import labels

blueprint = Blueprint("board", __name__)
# A whole team on one page, as on the sheet it replaces; larger ones go on by key.
VOLUNTEERS_ON_A_PAGE = 75
# The numbers that ask for care when they are not nought, and those that nobody misses when they are.
ASK_CARE = ("waiting", "without_intake", "gone_quiet", "not_arrived")
SELDOM = ("not_arrived",)


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
    counts = lists_marked.counts(actor, today())
    page = queries.board_page(actor, today(), asked, VOLUNTEERS_ON_A_PAGE, functions)
    return answer(
        "caseload/board/board.html",
        "caseload/board/_board.html",
        asked=asked,
        waiting=counts["waiting"],
        tallies=_tallies(counts),
        functions=functions,
        rows=page.rows,
        state=lambda row: load_state(row, page.waiting, today()),
        sums=page.sums,
        anybody=page.sums.volunteers > 0 or queries.has_volunteers(actor),
        next_url=next_page(page.next_cursor),
        sort_url=sort_url,
        words=words,
    )


def _tallies(counts: dict[str, int]) -> list[tuple[str, str, int, bool]]:
    """The numbers beside the board: where each opens its rows, its words, and whether it asks for care."""
    found = [
        (
            url_for(f"board_lists.{name}"),
            lists_words.counts(name, counts[name]),
            counts[name],
            bool(counts[name]) and name in ASK_CARE,
        )
        for name in lists_words.LISTS
        if name not in SELDOM or counts[name]
    ]
    late = (url_for("late.overview"), gettext("later ingestuurd, nog te bekijken"), counts["late"], True)
    return [*found, late] if counts["late"] else found
