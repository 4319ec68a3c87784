"""Ticking items and adding a list by hand. The checklist itself is shown by the dossier."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from portal.access import Action
from portal.checklists import queries, service
from portal.checklists.forms import AddListForm, ReasonForm, TickForm, UndoForm
from portal.checklists.models import ChecklistItem
from portal.i18n import _, in_language
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, today
from portal.web.editing import attempt, done, edit, on_page
from portal.web.forms import VersionedForm, submitted
from portal.web.rendering import answer, is_fragment_request
from portal.work import find

blueprint = Blueprint("checklists", __name__)
ITEM = "/trajecten/<int:trajectory_id>/checklist/<int:item_id>"


@blueprint.post(f"{ITEM}/gedaan")
def tick(trajectory_id: int, item_id: int) -> ResponseReturnValue:
    """An item is done, by whom."""
    form = TickForm()
    return _change(
        form,
        trajectory_id,
        item_id,
        lambda: service.tick(this_act(), item_id, form.done_by.data, form.expected_version()),
    )


@blueprint.post(f"{ITEM}/niet-van-toepassing")
def set_not_applicable(trajectory_id: int, item_id: int) -> ResponseReturnValue:
    """An item is not for this household, and why."""
    form = ReasonForm()
    return _change(
        form,
        trajectory_id,
        item_id,
        lambda: service.set_not_applicable(this_act(), item_id, form.reason.data, form.expected_version()),
    )


@blueprint.post(f"{ITEM}/terug")
def undo(trajectory_id: int, item_id: int) -> ResponseReturnValue:
    """An item is open again."""
    form = UndoForm()
    return _change(form, trajectory_id, item_id, lambda: service.undo(this_act(), item_id, form.expected_version()))


def _change(
    form: VersionedForm, trajectory_id: int, item_id: int, command: Callable[[], ChecklistItem]
) -> ResponseReturnValue:
    """One command; then the item as it is now, or the page it stands on."""
    find(_visible(item_id).where(ChecklistItem.trajectory_id == trajectory_id))
    if not submitted(form):
        return _show(item_id, 422, form, refusal=None if isinstance(form, ReasonForm) else _first_error(form))

    def changed(item: ChecklistItem) -> ResponseReturnValue:
        return _show(item.id, 200) if is_fragment_request() else redirect(_place_of(item), 303)

    return attempt(command, changed, lambda refused: _show(item_id, 409, form, refusal=refused))


def _show(item_id: int, status: int, form: VersionedForm | None = None, refusal: Any = None) -> ResponseReturnValue:
    """The item alone, in its present state: the fragment, or a small page without JavaScript."""
    item = find(_visible(item_id))
    over, total = queries.counts(item.trajectory_id)
    return answer(
        "checklists/item.html",
        "checklists/_item_changed.html",
        status,
        item=item,
        trajectory=item.trajectory,
        form=form if isinstance(form, ReasonForm) else None,
        refusal=refusal,
        over=over,
        total=total,
        back_url=_place_of(item),
        just_changed=True,
    )


def _visible(item_id: int) -> Select[ChecklistItem]:
    """The item as the database has it, also when this request just changed it."""
    statement = queries.visible_to(this_act().actor).where(ChecklistItem.id == item_id)
    return statement.execution_options(populate_existing=True)


def _first_error(form: VersionedForm) -> str | None:
    return next((error for errors in form.errors.values() for error in errors), None)


def _place_of(item: ChecklistItem) -> str:
    return url_for("dossier.trajectory", trajectory_id=item.trajectory_id, _anchor=f"item-{item.id}")


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
