"""A person's notices: what changed for them, and where to look."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.db import key
from portal.people.notices import service
from portal.people.notices.queries import by_place, notice_rows
from portal.people.words import notice_sentence
from portal.web.acting import this_act
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.web.security import without_role

blueprint = Blueprint("notices", __name__)

blueprint.add_app_template_global(notice_sentence)


@blueprint.get("/meldingen")
@without_role
def overview() -> ResponseReturnValue:
    """My notices, newest first."""
    rows = notice_rows(this_act().actor, request.args.get("na", type=key), PAGE_SIZE + 1)
    part = page_of(rows, lambda notice: notice.id)
    return answer("people/notices/notices.html", part=part, groups=by_place(part.rows))


@blueprint.post("/meldingen/<int:notice_id>")
@without_role
def open_notice(notice_id: int) -> ResponseReturnValue:
    """Mark a notice as read and go where it points."""
    return redirect(service.open_notice(this_act(), notice_id), 303)


@blueprint.post("/meldingen/gelezen")
@without_role
def read_all() -> ResponseReturnValue:
    """Mark all of them as read."""
    service.read_all(this_act())
    return redirect(url_for("notices.overview"), 303)
