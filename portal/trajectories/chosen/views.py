"""A coordinator chooses rows of a list, and reminds, assigns or passes them on in one step."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.db import key
from portal.people.models.people import Volunteer
from portal.people.queries import volunteers_visible_to
from portal.refusals import Refused
from portal.trajectories import traces
from portal.trajectories.assignments.forms import ABSENT
from portal.trajectories.chosen import page, queries, service, words
from portal.trajectories.chosen.forms import GiveForm, as_seen, keys_sent
from portal.trajectories.chosen.rules import MOST, Chosen
from portal.trajectories.models.trajectory import Trajectory
from portal.web.acting import require_here, this_act, today
from portal.web.addresses import own_path
from portal.web.forms import submitted
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.work import fetch_all, find

blueprint = Blueprint("chosen", __name__, url_prefix="/bord/gekozen")
blueprint.add_app_template_global(page.became, "what_became")


@blueprint.post("")
def act_on() -> ResponseReturnValue:
    """Remind the supporters of what was ticked, or go on to whom it is given to."""
    require_here(Action.VIEW_BOARD)
    back, keys = _back(), keys_sent()
    if said := _wrong(len(keys)):
        flash(said, "warning")
        return redirect(back, 303)
    if request.form.get("do") == "remind":
        act, chosen = this_act(), [Chosen(each) for each in keys]
        page.keep("reminded", service.one_by_one(chosen, lambda each: service.remind(act, each.trajectory_id)))
        return redirect(back, 303)
    return redirect(url_for("chosen.give", keys=keys, terug=back), 303)


@blueprint.route("/toewijzen", methods=["GET", "POST"])
def give() -> ResponseReturnValue:
    """Give them all to one volunteer; each is decided by itself."""
    require_here(Action.VIEW_BOARD)
    form = GiveForm()
    chosen = form.chosen() if request.method == "POST" else [Chosen(each) for each in keys_sent()]
    if said := _wrong(len(chosen)):
        flash(said, "warning")
        return redirect(_back(), 303)
    if submitted(form):
        return _give(form, chosen)
    return _show(form, [each.trajectory_id for each in chosen])


def _give(form: GiveForm, chosen: list[Chosen]) -> ResponseReturnValue:
    act = this_act()
    volunteer_id = request.form.get("volunteer", type=key)
    if volunteer_id is None:
        form.refuse(Refused("nobody_chosen"))
        return _show(form, [each.trajectory_id for each in chosen])
    volunteer = find(volunteers_visible_to(act.actor).where(Volunteer.id == volunteer_id))
    outcomes = service.one_by_one(chosen, lambda each: service.give_to(act, each, volunteer.id, form.reason.data))
    page.keep("given", outcomes, volunteer.id)
    return redirect(_back(), 303)


def _show(form: GiveForm, keys: list[int]) -> ResponseReturnValue:
    """The chosen trajectories, and who could take them on."""
    act, search = this_act(), request.args.get("zoek", "").strip()
    statement = queries.chosen(act.actor, keys).where(Trajectory.closed_on.is_(None))
    found = traces.listed(act, "assign", lambda: fetch_all(statement))
    trajectories = sorted(found, key=lambda each: keys.index(each.id))
    supporters = {each.volunteer_id for each in trajectories if each.volunteer_id}
    if request.method == "GET" and queries.are_away(supporters, today()):
        form.reason.data = ABSENT
    takers = queries.takers(act.actor, trajectories, today(), search)
    start = request.args.get("na", 0, type=key)
    return answer(
        "trajectories/chosen/give.html",
        "trajectories/chosen/_takers.html",
        status=422 if form.errors else 200,
        form=form,
        trajectories=trajectories,
        passes=bool(supporters),
        takers=page_of(takers[start : start + PAGE_SIZE + 1], lambda _row: start + PAGE_SIZE),
        as_seen=as_seen,
        search=search,
        back=_back(),
        words=words,
    )


def _wrong(number: int) -> str | None:
    """Why nothing can be done with so many."""
    return words.nothing_chosen() if not number else words.too_many(MOST) if number > MOST else None


def _back() -> str:
    """Where they came from: the same list with the same filters."""
    given = request.form.get("back") if request.method == "POST" else request.args.get("terug")
    return own_path(given) or url_for("board.board")
