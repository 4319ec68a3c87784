"""Checklists: which there are, what the current version says, and what was verified when."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.admin import queries as admin_queries
from portal.admin.checklists import queries
from portal.admin.checklists.forms import ListForm
from portal.admin.page import form_page
from portal.checklists.template_items import service as template_items_service
from portal.checklists.templates import service as templates_service
from portal.i18n import gettext as _
from portal.refusals import NotVisible, Refused
from portal.web.acting import this_act, today
from portal.web.editing import attempt, done, edit, press
from portal.web.rendering import answer
from portal.wording import say

blueprint = Blueprint("checklists", __name__, url_prefix="/beheer/checklists")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every list, with its version and its draft."""
    lists: dict[str, dict[str, Any]] = {}
    for version in queries.lists():
        lists.setdefault(version.code, {})[version.status] = version
    return answer("admin/checklists/checklists.html", lists=lists, verify_before=admin_queries.verify_before(today()))


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Begin a new list; it counts once it is published."""
    form = ListForm()
    return edit(
        form_page(form, title=_("Checklist toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: templates_service.begin_list(this_act(), form.name.data, form.name_en.data, form.type_id.data),
        lambda draft: done(
            url_for("admin.drafts.show", code=draft.code),
            _("Het concept is gemaakt. Voeg nu punten toe en publiceer het daarna."),
        ),
    )


@blueprint.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    """The current version, or the draft while nothing was published yet."""
    versions = queries.versions(code)
    current = next((each for each in versions if each.status == "current"), None)
    if not versions:
        raise NotVisible
    if current is None:
        return redirect(url_for("admin.drafts.show", code=code), 303)
    return _version(code, current.number)


@blueprint.get("/<code>/versies/<int:number>")
def version(code: str, number: int) -> ResponseReturnValue:
    """An earlier version: running trajectories may still have it."""
    return _version(code, number)


def _version(code: str, number: int) -> ResponseReturnValue:
    return answer(
        "admin/checklists/checklist.html",
        list=queries.version(code, number),
        versions=queries.versions(code),
        verify_before=admin_queries.verify_before(today()),
    )


@blueprint.post("/<code>/concept")
def begin_draft(code: str) -> ResponseReturnValue:
    """Copy the current version into a draft, or go on in the one that is there."""
    draft = url_for("admin.drafts.show", code=code)

    def go_on(refused: Refused) -> ResponseReturnValue:
        flash(say(refused), "info")
        return redirect(draft, 303)

    return attempt(lambda: templates_service.begin_draft(this_act(), code), lambda _made: done(draft), go_on)


@blueprint.post("/<code>/punten/<int:item_id>/gecontroleerd")
def verify(code: str, item_id: int) -> ResponseReturnValue:
    """Record that an item was compared with its source today."""
    return press(
        lambda: template_items_service.verify_item(this_act(), code, item_id),
        url_for(".show", code=code, _anchor=f"item-{item_id}"),
        _("Vastgelegd: vandaag gecontroleerd."),
    )
