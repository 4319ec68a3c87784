"""Logging on the way home, with or without a connection: the page that a phone keeps, and what it hears
of entries that it sends later."""

from typing import Any

from flask import Blueprint, flash, request

from portal.access import Action
from portal.contacts import queries, rules
from portal.contacts import words as words
from portal.contacts.forms import LogForm
from portal.contacts.views import log_form, place_after, store
from portal.trajectories import service_reading
from portal.web.acting import require_here, this_act, today
from portal.web.rendering import answer
from portal.web.security import public
from portal.web.tokens import csrf_token

blueprint = Blueprint("underway", __name__)

# Who sends an entry. The phone may have changed hands since it was typed.
SENDER = "X-Outbox-User"
# A page that waits for the answer shows what was stored; an entry that was sent later says so in its own list.
WAITS = "X-Outbox-Waits"


@blueprint.get("/onderweg")
@public
def page() -> Any:
    """The page that a phone keeps for when there is no connection. It is the same for everybody and
    holds nothing of anybody: the phone fills it with what it keeps."""
    form = LogForm(data=LogForm.beginning(today(), queries.Suggestions(None, None, [])))
    form.offer([topic for topic in queries.all_topics().values() if topic.active], [LogForm.NOBODY])
    return answer("contacts/underway.html", form=form, actor=None, nav=[], words=words)


@blueprint.get("/onderweg/huishoudens")
def households() -> Any:
    """What a phone may keep of a volunteer's households: a number, initials and an area (domain.md
    section 7). With it the token for what it sends."""
    actor = require_here(Action.VIEW_POOL)
    mine = service_reading.listed(this_act(), "underway", lambda: queries.underway(actor))
    initials = rules.distinct_initials([each.name for each in mine])
    return {
        "user": actor.user_id,
        "token": csrf_token(),
        "households": [
            {"id": each.id, "name": name, "area": each.area} for each, name in zip(mine, initials, strict=True)
        ],
    }


@blueprint.post("/onderweg/<int:trajectory_id>")
def receive(trajectory_id: int) -> Any:
    """An entry of a phone: stored (201), or why not. The same form as on the page, and stored once.

    401 it is somebody else's; 409 the household was released meanwhile; 422 something must be mended.
    """
    act = this_act()
    if request.headers.get(SENDER) not in (None, str(act.actor.user_id)):
        return {}, 401
    trajectory = service_reading.read_name(act, "contact", trajectory_id)
    form = log_form(act, trajectory)
    contact = store(act, trajectory_id, form) if form.validate() else None
    if contact is None:
        return {"why": " ".join(_errors(form))}, 422
    if request.headers.get(WAITS):
        flash(words.stored(contact.said, act.today, len(form.ticked().item_ids)), "positive")
    return {"at": contact.logged_at.isoformat(), "place": place_after(act, form, contact)}, 201


def _errors(form: LogForm) -> list[str]:
    """What must be mended, each with the field it is about."""
    fields = [f"{str(field.label.text).rstrip('?')}: {error}" for field in form for error in field.errors]
    return [*form.form_errors, *fields]
