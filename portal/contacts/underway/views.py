"""Logging on the way home, also without a connection: the page that a phone keeps, and the answers to its later
entries."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from portal.access import Action
from portal.contacts import queries as contacts_queries
from portal.contacts import rules as contacts_rules
from portal.contacts import service, words
from portal.contacts.forms import LogForm, one_kind_of_line_end
from portal.contacts.late import queries as late_queries
from portal.contacts.late import service as late_service
from portal.contacts.models import ContactMoment
from portal.contacts.underway import queries, rules
from portal.contacts.underway.rules import judged_at
from portal.contacts.views import place_after, thanks, to_log
from portal.days import AMSTERDAM
from portal.db import key as db_key
from portal.i18n import gettext
from portal.refusals import Forbidden, NotVisible, Refused
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, today
from portal.web.editing import succeeded
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
# When the phone saved an entry, by its own clock, in milliseconds since 1970.
SAVED = "X-Outbox-Saved"


@blueprint.get("/onderweg")
@public
def page() -> ResponseReturnValue:
    """The page that a phone keeps for when there is no connection. It is the same for everybody and
    holds nothing of anybody: the phone fills it with what it keeps."""
    form = LogForm(data=LogForm.beginning(today(), contacts_queries.Suggestions(None, None, [])))
    form.offer([topic for topic in contacts_queries.all_topics().values() if topic.active], [LogForm.NOBODY])
    return answer("contacts/underway/underway.html", form=form, actor=None, nav=[], words=words)


@blueprint.get("/onderweg/huishoudens")
def households() -> ResponseReturnValue:
    """The households of a volunteer as a phone may keep them: a number, initials and an area (domain.md section 7).
    The token for its entries goes along."""
    actor = require_here(Action.VIEW_POOL)
    mine = traces.listed(this_act(), "underway", lambda: queries.underway(actor))
    initials = rules.distinct_initials([each.name for each in mine])
    return {
        "user": actor.user_id,
        "token": csrf_token(),
        "households": [
            {"id": each.id, "name": name, "area": each.area} for each, name in zip(mine, initials, strict=True)
        ],
    }


@blueprint.post("/onderweg/<int:trajectory_id>")
def receive(trajectory_id: int) -> ResponseReturnValue:
    """An entry of a phone: stored (201), or why not. The same form as on the page, and stored once.

    It answers 401 for somebody else's entry, and 422 when something must be mended. 409: a household was released
    meanwhile, or the portal has it with other words.
    """
    act = _act_of_sender()
    if act is None:
        return {}, 401
    about, form = _about(trajectory_id), _entry(trajectory_id)
    given = late_queries.text_with(act.actor.user_id, _key())
    if given is not None:
        return {"at": given.handed_in_at.isoformat(), "given": True}, 201
    if any(late_queries.was_mine(act.actor, each) for each in about):
        return _released(act, about, form)
    to_log(act, trajectory_id)
    if not form.validate():
        return _why(form)
    try:
        contact = service.log(act, about, form.details(), _key(), form.ticked())[0]
    except Refused as refused:
        form.refuse(refused)
        return _there_already(act, form) if refused.code == "already_stored" else _why(form)
    if request.headers.get(WAITS):
        succeeded(thanks(act, contact, form), own_step=True)
    return _stored(act, form, contact)


@blueprint.post("/onderweg/<int:trajectory_id>/verbeteren")
def correct(trajectory_id: int) -> ResponseReturnValue:
    """Correct the contacts that came from an entry, and log it for a household that it did not name before. `versions`
    are those that the phone was told. Answers as `receive` does."""
    act = _act_of_sender()
    if act is None:
        return {}, 401
    to_log(act, trajectory_id)
    about, form = _about(trajectory_id), _entry(trajectory_id)
    if not form.validate():
        return _why(form)
    stored = {each.trajectory_id: each for each in contacts_queries.by_submission_key(act.actor.user_id, _key())}
    try:
        for each in about:
            if each in stored:
                seen = request.form.get(f"version-{stored[each].id}", type=db_key)
                service.correct(act, stored[each].id, form.details(), seen)
            else:
                service.log(act, [each], form.details(), contacts_rules.key_for(_key(), each, trajectory_id))
    except Refused as refused:
        form.refuse(refused)
        return _there_already(act, form) if refused.code == "stale" else _why(form)
    return _stored(act, form, contacts_queries.by_submission_key(act.actor.user_id, _key())[0])


@blueprint.post("/onderweg/<int:trajectory_id>/doorgeven")
def give(trajectory_id: int) -> ResponseReturnValue:
    """Give an entry to the coordinators of the household that was released; what it says of other
    households is stored as usual. Answers as `receive` does, and changes nothing when sent again."""
    act = _act_of_sender()
    if act is None:
        return {}, 401
    about, form = _about(trajectory_id), _entry(trajectory_id)
    released = {each for each in about if late_queries.was_mine(act.actor, each)}
    if trajectory_id not in released:
        traces.read_name(act, "contact", trajectory_id)
    if not form.validate():
        return _why(form)
    details = form.details()
    try:
        for each in about:
            filed = late_queries.in_file(act.actor.user_id, each, _key())
            if filed is not None and filed.said == details:
                continue
            if each in released:
                late_service.hand_in(act, each, details, _key())
            else:
                service.log(act, [each], details, contacts_rules.key_for(_key(), each, trajectory_id))
    except Refused as refused:
        return {"why": words.differs() if refused.code == "already_stored" else say(refused)}, 422
    return {"at": act.at.isoformat(), "given": True}, 201


@blueprint.post("/onderweg/<int:trajectory_id>/tekst")
def give_text(trajectory_id: int) -> ResponseReturnValue:
    """Give an entry that the portal failed to read to the coordinators, as the words that were typed. Answers as
    `receive` does, and changes nothing when sent again."""
    act = _act_of_sender()
    if act is None:
        return {}, 401
    try:
        late = late_service.hand_in_text(act, trajectory_id, one_kind_of_line_end(request.form.get("text")), _key())
    except Refused as refused:
        return {"why": words.differs() if refused.code == "already_stored" else say(refused)}, 422
    return {"at": late.handed_in_at.isoformat(), "given": True}, 201


@blueprint.errorhandler(NotVisible)
@blueprint.errorhandler(Forbidden)
@blueprint.errorhandler(RequestEntityTooLarge)
def refuse(error: Exception) -> ResponseReturnValue:
    """The words on a phone for a refusal that has a page of its own elsewhere. A household may be released while its
    entry is being read."""
    if isinstance(error, RequestEntityTooLarge):
        return {"why": gettext("Dit is te lang. Open het en maak de notitie korter.")}, 413
    if any(late_queries.was_mine(this_act().actor, each) for each in (request.view_args or {}).values()):
        return _gone()
    why = gettext("Dat kan niet met de rol die u nu hebt. Kies een andere rol, en bewaar dit opnieuw.")
    return {"why": why}, 403 if isinstance(error, Forbidden) else 404


def _act_of_sender() -> Act | None:
    """The act of who is signed in, when it was they who typed the entry; said when it was saved."""
    act = this_act()
    if request.headers.get(SENDER) not in (None, str(act.actor.user_id)):
        return None
    saved = request.headers.get(SAVED, "")
    if not saved and request.headers.get(WAITS):
        return act
    arrived = act.at.astimezone(AMSTERDAM)
    return replace(act, said_at=judged_at(saved, arrived, _entry_day()))


def _entry_day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("on_date", ""))
    except ValueError:
        return None


def _entry(trajectory_id: int) -> LogForm:
    """The form of an entry. Nobody knows any more which topics were in use when it was saved: any is taken."""
    form = LogForm()
    also = [SimpleNamespace(id=each, name="") for each in _about(trajectory_id)]
    form.offer(list(contacts_queries.all_topics().values()), also)
    return form


def _released(act: Act, about: list[int], form: LogForm) -> ResponseReturnValue:
    """An entry about a household that its author supports no longer. It may have arrived before, and its answer
    never came."""
    filed = [late_queries.in_file(act.actor.user_id, each, _key()) for each in about]
    there = [each for each in filed if each is not None]
    if len(there) < len(about) or not form.validate():
        return _gone()
    if any(each.said != form.details() for each in there):
        return {"why": words.differs()}, 409
    return {"at": there[0].logged_at.isoformat()}, 201


def _gone() -> ResponseReturnValue:
    return {"why": gettext("U begeleidt dit huishouden niet meer."), "released": True}, 409


def _there_already(act: Act, form: LogForm) -> ResponseReturnValue:
    """The portal has this entry with other words: which of its contacts can be corrected, in which version."""
    stored = contacts_queries.by_submission_key(act.actor.user_id, _key())
    if all(each.said == form.details() for each in stored):
        return {"why": gettext("Dit contact staat al in Wegwijs, met andere vinkjes. Wijzig die op de checklist.")}, 409
    versions = {f"version-{each.id}": str(each.version) for each in stored}
    return {"why": gettext("Dit contact staat al in Wegwijs, met een andere tekst."), "versions": versions}, 409


def _stored(act: Act, form: LogForm, contact: ContactMoment) -> ResponseReturnValue:
    return {"at": contact.logged_at.isoformat(), "place": place_after(act, form, contact)}, 201


def _why(form: LogForm) -> ResponseReturnValue:
    """The errors to mend, each with its field."""
    fields = [f"{str(field.label.text).rstrip('?')}: {error}" for field in form for error in field.errors]
    return {"why": " ".join([*form.form_errors, *fields])}, 422


def _key() -> str:
    return request.form.get("submission_key", "")


def _about(trajectory_id: int) -> list[int]:
    """Every trajectory the visit of an entry was about."""
    return list(dict.fromkeys([trajectory_id, *request.form.getlist("also", type=db_key)]))
