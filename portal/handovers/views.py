"""The list of handovers, and the page of one."""

from typing import Any

from flask import Blueprint, request
from wtforms import SelectChoice

from portal.access import Action, RoleKind
from portal.handovers import queries, queries_asking
from portal.handovers.forms import FilterForm
from portal.handovers.service_reading import listed
from portal.handovers.views_pages import STATE_KINDS, handover_page
from portal.refusals import Forbidden
from portal.web.acting import may_here, this_act
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.wording import label

blueprint = Blueprint("handovers", __name__)

TEAM_FILTERS = ("open", "offered", "running", "to_check", "completed", "all")


@blueprint.get("/overdrachten")
def overview() -> Any:
    """The handovers of the location, or those offered to the team; filtered, new first, paged."""
    actor = this_act().actor
    if actor.kind not in (RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER):
        raise Forbidden("overview")
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    filters = TEAM_FILTERS if team_side else tuple(queries.FILTERS)
    chosen = request.args.get("stand", "open")
    chosen = chosen if chosen in filters else "open"
    form = FilterForm(data={"stand": chosen}, formdata=None)
    form.stand.choices = [SelectChoice(code, label("handover_filter", code)) for code in filters]
    rows = listed(this_act(), queries.overview(actor, chosen, request.args.get("na"), PAGE_SIZE))
    page = page_of(rows, lambda handover: queries.overview_key(actor, handover))
    return answer(
        "handovers/overview.html",
        "handovers/_list.html",
        rows=page.rows,
        next_url=page.next_url,
        form=form,
        chosen=chosen,
        team_side=team_side,
        asked=team_side and queries_asking.unanswered(actor),
        titles={row.id: _title(row) for row in page.rows},
        kinds=STATE_KINDS,
    )


@blueprint.get("/overdrachten/<reference>")
def handover(reference: str) -> Any:
    """One handover as this reader may see it; opening it leaves a line."""
    return handover_page(reference)


def _title(row: Any) -> str:
    """The names, for who may read them now; the sender always, the team once it accepted."""
    if may_here(Action.PREPARE_HANDOVER.name, row):
        return row.trajectory.household.name
    named = may_here(Action.VIEW_SNAPSHOT.name, row) and row.accepted_by_id is not None and row.snapshots
    return ", ".join(person["name"] for person in row.snapshots[-1].content["people"]) if named else row.reference
