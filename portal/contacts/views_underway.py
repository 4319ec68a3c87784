"""Logging on the way home, with or without a connection: the page that a phone keeps, and what it hears
of entries that it sends later."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, request

from portal.access import Action
from portal.contacts import queries, queries_late, rules, service, service_late
from portal.contacts import words as words
from portal.contacts.forms import LogForm
from portal.contacts.views import log_form, place_after, store, to_log
from portal.db import key as db_key
from portal.i18n import gettext
from portal.refusals import Refused
from portal.trajectories import service_reading
from portal.web.acting import require_here, this_act, today
from portal.web.rendering import answer
from portal.web.security import public
from portal.web.tokens import csrf_token
from portal.wording import say
from portal.work import Act

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

    401 it is somebody else's; 409 a household was released meanwhile; 422 something must be mended.
    """
    act = _act_of_sender()
    if act is None:
        return {}, 401
    about = _about(trajectory_id)
    if any(queries_late.was_mine(act.actor, each) for each in about):
        # It may have arrived before, and its answer never came.
        filed = [queries_late.in_file(act.actor.user_id, each, _key()) for each in about]
        if filed[0] is not None and None not in filed:
            return {"at": filed[0].logged_at.isoformat()}, 201
        return {"why": gettext("U begeleidt dit huishouden niet meer."), "released": True}, 409
    form = log_form(act, to_log(act, trajectory_id))
    contact = store(act, trajectory_id, form) if form.validate() else None
    if contact is None:
        return {"why": " ".join(_errors(form))}, 422
    if request.headers.get(WAITS):
        flash(words.stored(contact.said, act.today, len(form.ticked().item_ids)), "positive")
    return {"at": contact.logged_at.isoformat(), "place": place_after(act, form, contact)}, 201


@blueprint.post("/onderweg/<int:trajectory_id>/doorgeven")
def give(trajectory_id: int) -> Any:
    """Give an entry to the coordinators of the household that was released; what it says of other
    households is stored as usual. Answers as `receive` does, and changes nothing when sent again."""
    act = _act_of_sender()
    if act is None:
        return {}, 401
    about = _about(trajectory_id)
    released = {each for each in about if queries_late.was_mine(act.actor, each)}
    if trajectory_id not in released:
        service_reading.read_name(act, "contact", trajectory_id)
    form = LogForm()
    form.offer(list(queries.all_topics().values()), [SimpleNamespace(id=each, name="") for each in about])
    if not form.validate():
        return {"why": " ".join(_errors(form))}, 422
    details, key = form.details(), form.submission_key.data
    try:
        for each in about:
            if queries_late.in_file(act.actor.user_id, each, _key()) is not None:
                continue
            if each in released:
                service_late.hand_in(act, each, details, key)
            else:
                service.log(act, [each], details, rules.key_for(key, each, trajectory_id))
    except Refused as refused:
        return {"why": say(refused)}, 422
    return {"at": act.at.isoformat(), "given": True}, 201


def _act_of_sender() -> Act | None:
    """The act of who is signed in, when it was they who typed the entry."""
    act = this_act()
    return act if request.headers.get(SENDER) in (None, str(act.actor.user_id)) else None


def _key() -> str:
    return request.form.get("submission_key", "")


def _about(trajectory_id: int) -> list[int]:
    """Every trajectory the visit of an entry was about."""
    return list(dict.fromkeys([trajectory_id, *request.form.getlist("also", type=db_key)]))


def _errors(form: LogForm) -> list[str]:
    """What must be mended, each with the field it is about."""
    fields = [f"{str(field.label.text).rstrip('?')}: {error}" for field in form for error in field.errors]
    return [*form.form_errors, *fields]
