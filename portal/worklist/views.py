"""The worklist on the coordinator's screen: what asks for somebody now, what does later, and what is done."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.i18n import _
from portal.positions import position, position_in
from portal.trajectories import traces
from portal.trajectories.named import named_among
from portal.web.acting import require_here, this_act
from portal.web.paging import PAGE_SIZE, Page, page_of
from portal.web.rendering import answer
from portal.work import Act
from portal.worklist import queries
from portal.worklist.queries import Listed
from portal.worklist.questions import words

blueprint = Blueprint("worklist", __name__)


@dataclass(frozen=True)
class Tab:
    """A view of the list."""

    url: str
    label: str
    current: bool


@blueprint.get("/werklijst")
def overview() -> ResponseReturnValue:
    """The questions that ask for a coordinator, the own first; a name on a list leaves a line (rule 11)."""
    require_here(Action.VIEW_BOARD)
    act, shown = this_act(), request.args.get("toon", "")
    page = _page(act, shown)
    named = traces.listed(act, "worklist", lambda: named_among(act.actor, {row.trajectory_id for row in page.rows}))
    return answer(
        "worklist/list.html",
        heading=words.heading(queries.how_many(act.actor, act.today)),
        views=[
            Tab(url_for(".overview", toon=code or None), label, code == shown)
            for code, label in (("", _("Open")), ("later", _("Later")), ("klaar", _("Klaar")))
        ],
        groups=words.grouped(page.rows, shown),
        next_url=page.next_url,
        names={each.id: each for each in named},
        words=words,
    )


def _page(act: Act, shown: str) -> Page[Listed]:
    """A page of one view; an unknown name is that of now."""
    after, size = request.args.get("na", ""), PAGE_SIZE + 1
    if shown == "klaar":
        return page_of(queries.settled(act.actor, act.today, position_in(after, int), size), lambda row: row.id)
    if shown == "later":
        rows = queries.later(act.actor, act.today, position_in(after, date, int), size)
        return page_of(rows, lambda row: position(row.snoozed_until or row.due_on, row.id))
    rows = queries.asking(act.actor, act.today, position_in(after, int, date, int), size)
    return page_of(rows, lambda row: position(int(not row.mine), row.due_on, row.id))
