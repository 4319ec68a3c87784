"""The draft of a checklist: its items, publishing it, throwing it away."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin.checklists import queries as checklists_queries
from portal.admin.drafts.forms import DraftForm, ItemForm, NewItemForm
from portal.admin.page import change_row, form_page
from portal.checklists.models import ChecklistTemplate
from portal.checklists.template_items import service as template_items_service
from portal.checklists.template_items.service import ItemText
from portal.checklists.templates import service as templates_service
from portal.db import key
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.web.acting import this_act, today
from portal.web.editing import done, edit, press
from portal.web.rendering import answer

blueprint = Blueprint("drafts", __name__, url_prefix="/beheer/checklists/<code>/concept")


@blueprint.get("")
def show(code: str) -> ResponseReturnValue:
    """The draft, to work on; without one, the list itself."""
    draft = checklists_queries.draft(code)
    if draft is None:
        return redirect(url_for("admin.checklists.show", code=code), 303)
    return answer("admin/drafts/draft.html", draft=draft)


def _sent_version() -> int | None:
    return request.form.get("version", type=key)


def _here(code: str, item_id: int | None = None) -> str:
    return url_for("admin.drafts.show", code=code, _anchor=f"item-{item_id}" if item_id else None)


@blueprint.route("/naam", methods=["GET", "POST"])
def rename(code: str) -> ResponseReturnValue:
    """Name the list anew."""
    form = DraftForm(obj=_draft_to_work_on(code))
    return change_row(
        form,
        lambda: templates_service.rename_draft(
            this_act(), code, form.expected_version(), form.name.data, form.name_en.data
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: DraftForm(formdata=None, obj=checklists_queries.draft(code)),
        title=_("Naam van de checklist"),
        back_url=_here(code),
    )


@blueprint.post("/publiceren")
def publish(code: str) -> ResponseReturnValue:
    """Make the draft the current version."""
    version = _sent_version()
    return press(
        lambda: templates_service.publish(this_act(), code, version),
        url_for("admin.checklists.show", code=code),
        _("Gepubliceerd. Nieuwe trajecten krijgen deze versie. Wat loopt, houdt de versie waarmee het begon."),
        refused_at=_here(code),
    )


@blueprint.get("/weggooien")
def ask_discard(code: str) -> ResponseReturnValue:
    """Ask once before a draft is thrown away."""
    draft = checklists_queries.draft(code)
    if draft is None:
        return redirect(url_for("admin.checklists.show", code=code), 303)
    return answer(
        "admin/confirm.html",
        title=_("Concept weggooien"),
        text=_("Alles wat in dit concept is gewijzigd, verdwijnt. De versie die nu geldt, blijft zoals die is."),
        version=draft.version,
        button=_("Concept weggooien"),
        back_url=_here(code),
    )


@blueprint.post("/weggooien")
def discard(code: str) -> ResponseReturnValue:
    """Throw the draft away."""
    version = _sent_version()
    return press(
        lambda: templates_service.discard(this_act(), code, version),
        url_for("admin.checklists.overview"),
        _("Het concept is weggegooid."),
        refused_at=_here(code),
    )


@blueprint.route("/punten/nieuw", methods=["GET", "POST"])
def add_item(code: str) -> ResponseReturnValue:
    """Add an item at the end."""
    _draft_to_work_on(code)
    form = NewItemForm(anchor="start", verified_on=today())
    return edit(
        form_page(form, title=_("Punt toevoegen"), back_url=_here(code), button=_("Toevoegen")),
        lambda: template_items_service.add_item(this_act(), code, ItemText(**form.values())),
        lambda item: done(_here(code, item.id), _("Het punt is toegevoegd.")),
    )


@blueprint.route("/punten/<int:item_id>", methods=["GET", "POST"])
def change_item(code: str, item_id: int) -> ResponseReturnValue:
    """Change an item. When the draft is gone meanwhile, what was typed is still on the page."""
    form = _item_form(_draft_to_work_on(code), item_id)
    return change_row(
        form,
        lambda: template_items_service.change_item(
            this_act(), code, item_id, form.expected_version(), ItemText(**form.values())
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: _item_form(_draft_to_work_on(code), item_id, formdata=None),
        title=_("Punt wijzigen"),
        back_url=_here(code, item_id),
    )


def _draft_to_work_on(code: str) -> ChecklistTemplate | None:
    """The draft; without one there is no page to open, but what was typed may still come in."""
    draft = checklists_queries.draft(code)
    if draft is None and request.method == "GET":
        raise NotVisible
    return draft


def _item_form(draft: ChecklistTemplate | None, item_id: int, **kwargs: Any) -> ItemForm:
    item = next((each for each in draft.items if each.id == item_id), None) if draft else None
    if item is None and request.method == "GET":
        raise NotVisible
    return ItemForm(obj=item, version=draft.version if draft else None, **kwargs)


@blueprint.post("/punten/<int:item_id>/verwijderen")
def remove_item(code: str, item_id: int) -> ResponseReturnValue:
    """Take an item out."""
    version = _sent_version()
    return press(
        lambda: template_items_service.remove_item(this_act(), code, item_id, version),
        _here(code),
        _("Het punt is weggehaald."),
    )


@blueprint.post("/punten/<int:item_id>/omhoog")
def move_up(code: str, item_id: int) -> ResponseReturnValue:
    """One place up."""
    return _move(code, item_id, -1)


@blueprint.post("/punten/<int:item_id>/omlaag")
def move_down(code: str, item_id: int) -> ResponseReturnValue:
    """One place down."""
    return _move(code, item_id, 1)


def _move(code: str, item_id: int, steps: int) -> ResponseReturnValue:
    version = _sent_version()
    return press(
        lambda: template_items_service.move_item(this_act(), code, item_id, version, steps), _here(code, item_id)
    )
