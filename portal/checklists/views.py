"""Ticking items and adding a list by hand. The checklist itself is shown by the dossier."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from portal.access import Action
from portal.checklists import page, queries, service
from portal.checklists.forms import AddListForm, ReasonForm, SayForm
from portal.checklists.models import ChecklistItem
from portal.i18n import _, in_language
from portal.refusals import Refused
from portal.trajectories import traces
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to as trajectories_visible_to
from portal.trajectories.rules import DOERS
from portal.web.acting import require_here, this_act, today
from portal.web.editing import attempt, done, edit, on_page
from portal.web.forms import submitted
from portal.web.rendering import answer, is_fragment_request
from portal.work import find

blueprint = Blueprint("checklists", __name__)
LIST = "/trajecten/<int:trajectory_id>/checklist"


@blueprint.get(LIST)
def fold(trajectory_id: int) -> ResponseReturnValue:
    """The items in a fold of the checklist, when somebody opens it on the page of the trajectory."""
    act, name = this_act(), request.args.get("deel", "")
    traces.read_name(act, "checklist", trajectory_id)
    if not is_fragment_request() or name not in page.FOLDS:
        return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id, deel=name, _anchor="checklist"), 303)
    found = _trajectory(trajectory_id)
    return answer("checklists/_fold.html", trajectory=found, lines=page.fold_of(found, name, act.today))


@blueprint.post(LIST)
def say(trajectory_id: int) -> ResponseReturnValue:
    """An item is done, by whom, or open again. A list has one form, in which each button names its item."""
    form = SayForm()
    if not submitted(form):
        require_here(Action.TICK_ITEM, _trajectory(trajectory_id))
        return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id, _anchor="checklist"), 303)
    item_id, version, said = form.parts
    _item(trajectory_id, item_id)
    return attempt(
        lambda: (
            service.tick(this_act(), item_id, said, version)
            if said in DOERS
            else service.undo(this_act(), item_id, version)
        ),
        lambda item: _show(item_id, 200) if is_fragment_request() else redirect(_place_of(item), 303),
        lambda refused: _show(item_id, 409, refused),
    )


@blueprint.route(f"{LIST}/<int:item_id>/niet-van-toepassing", methods=["GET", "POST"])
def set_not_applicable(trajectory_id: int, item_id: int) -> ResponseReturnValue:
    """An item is not for this household, and why."""
    act = this_act()
    trajectory = traces.read_name(act, "checklist", trajectory_id)
    item = _item(trajectory_id, item_id)
    require_here(Action.TICK_ITEM, item)
    form = ReasonForm(data={"version": item.version})
    line = page.line_of(item_id, act.today, item.trajectory.supported_since)
    facts = {"trajectory": trajectory, "line": line, "back_url": _place_of(item)}
    return edit(
        on_page("checklists/not_applicable.html", form, **facts),
        lambda: service.set_not_applicable(act, item_id, form.reason.data, form.expected_version()),
        lambda changed: redirect(_place_of(changed), 303),
        otherwise=lambda refused, _page: _show(item_id, 409, refused) if refused.field is None else None,
    )


def _show(item_id: int, status: int, refused: Refused | None = None) -> ResponseReturnValue:
    """The item alone, in its present state: the fragment, or a small page without JavaScript."""
    act, found = this_act(), find(_visible(item_id))
    shown = answer(
        "checklists/item.html",
        "checklists/_changed.html",
        status,
        trajectory=found.trajectory,
        lines=[page.line_of(item_id, act.today, found.trajectory.supported_since)],
        refused=refused,
        progress=page.progress_of(queries.standing(found.trajectory_id)),
        back_url=_place_of(found),
    )
    # All items share a form, so the answer says which of them it replaces.
    return *shown, {"HX-Retarget": f"#item-{item_id}", "HX-Reswap": "outerHTML"}


def _trajectory(trajectory_id: int) -> Trajectory:
    return find(trajectories_visible_to(this_act().actor).where(Trajectory.id == trajectory_id))


def _item(trajectory_id: int, item_id: int) -> ChecklistItem:
    """The item, under its own trajectory only. Raises NotVisible."""
    return find(_visible(item_id).where(ChecklistItem.trajectory_id == trajectory_id))


def _visible(item_id: int) -> Select[ChecklistItem]:
    """The item as the database has it, also when this request just changed it."""
    statement = queries.visible_to(this_act().actor).where(ChecklistItem.id == item_id)
    return statement.execution_options(populate_existing=True)


def _place_of(item: ChecklistItem) -> str:
    """Where it stands on the page of its trajectory, with the fold that holds it open."""
    opened = page.fold_at(item.place(today()))
    return url_for("dossier.trajectory", trajectory_id=item.trajectory_id, deel=opened, _anchor=f"item-{item.id}")


@blueprint.route("/trajecten/<int:trajectory_id>/checklist/toevoegen", methods=["GET", "POST"])
def add_list(trajectory_id: int) -> ResponseReturnValue:
    """Add a list that belongs to no type, such as family reunification."""
    act = this_act()
    trajectory = traces.read_name(act, "checklist", trajectory_id)
    require_here(Action.TICK_ITEM, trajectory)
    form = AddListForm(data={"about": today()})
    form.offer([(each.id, in_language(each)) for each in queries.lists_by_hand()])
    place = url_for("dossier.trajectory", trajectory_id=trajectory_id, _anchor="checklist")
    return edit(
        on_page("checklists/add_list.html", form, trajectory=trajectory),
        lambda: service.add_list(act, trajectory_id, form.template.data, form.about.data),
        lambda _made: done(place, _("De lijst staat op de checklist.")),
    )
