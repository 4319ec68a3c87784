"""Asking for room without a name: the questions, a new one, the answer."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal import i18n
from portal.access import Action, RoleKind, may
from portal.capacity_questions import queries, service
from portal.capacity_questions.forms import AnswerForm, AskForm
from portal.capacity_questions.models import CapacityQuestion
from portal.capacity_questions.rules import Answer
from portal.capacity_questions.words import asked_since, in_words
from portal.db import key
from portal.i18n import gettext as _
from portal.i18n import ngettext
from portal.refusals import Forbidden, Refused
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, done, edit, on_page, when_stale
from portal.web.forms import new_key
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.wording import label

blueprint = Blueprint("capacity_questions", __name__)


@dataclass(frozen=True)
class Row:
    """A question in words, with the form of who may answer it."""

    id: int
    title: str
    badge: tuple[str, str]
    meta: list[tuple[str, str]]
    note: str | None
    answered: bool
    form: AnswerForm | None


@blueprint.get("/overdrachten/plek")
def overview() -> ResponseReturnValue:
    """The questions of the location, or those to the team, newest first."""
    return _overview()


@blueprint.route("/overdrachten/plek/vragen", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Ask a team whether it has room."""
    actor = require_here(Action.ASK_CAPACITY)
    form = AskForm.asking(queries.teams_near(actor.location_id, today()), today())

    def ask_anew(_refused: Refused, _page: FormPage) -> None:
        form.submission_key.data = new_key()

    def asked(made: CapacityQuestion) -> ResponseReturnValue:
        said = _("Gevraagd aan %(team)s. U krijgt bericht van het antwoord.", team=made.team.name)
        return done(url_for(".overview"), said, own_step=True)

    return edit(
        on_page("capacity_questions/ask.html", form),
        lambda: service.ask(this_act(), form.question(), form.submission_key.data),
        asked,
        otherwise=ask_anew,
    )


@blueprint.post("/overdrachten/plek/<int:question_id>/antwoord")
def reply(question_id: int) -> ResponseReturnValue:
    """Say whether the team has room."""
    form, said = AnswerForm(prefix=_prefix(question_id)), request.form.get("answer", "")

    def answer_it() -> None:
        answered = Answer(said, form.room_from.data, form.note.data)
        service.answer(this_act(), question_id, form.expected_version(), answered)

    return edit(
        FormPage(form, partial(_overview, question_id, form)),
        answer_it,
        lambda _made: done(url_for(".overview"), _("Uw antwoord is verstuurd."), own_step=True),
        otherwise=when_stale,
    )


def _overview(question_id: int | None = None, form: AnswerForm | None = None, status: int = 200) -> ResponseReturnValue:
    actor = this_act().actor
    if actor.kind not in (RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER):
        raise Forbidden("overview")
    page = page_of(queries.listed(actor, request.args.get("na", type=key), PAGE_SIZE), lambda row: row.id)
    return answer(
        "capacity_questions/asking.html",
        status=status,
        rows=[_row(each, form if each.id == question_id else None) for each in page.rows],
        next_url=page.next_url,
        team_side=actor.kind is RoleKind.TEAM_MEMBER,
        sent=form,
    )


def _prefix(question_id: int) -> str:
    """Each question on the page has a form of its own."""
    return f"q{question_id}-"


def _row(question: CapacityQuestion, sent: AnswerForm | None) -> Row:
    form = None
    if may(this_act().actor, Action.ANSWER_CAPACITY, question):
        held = {"version": question.version, "room_from": question.room_from, "note": question.note}
        form = sent or AnswerForm(formdata=None, data=held, prefix=_prefix(question.id))
        form.version.data = question.version
    whom = question.location if form else question.team
    waits = ngettext("%(n)s huishouden", "%(n)s huishoudens", question.households)
    meta = [("note", label("variant", question.variant))]
    meta += [("route", _("Postcodegebied %(area)s", area=question.postcode_area))] if question.postcode_area else []
    meta += [("people", whom.name), ("user", asked_since(question, today()))]
    kind = {"yes": "positive", "no": "negative", "from_day": "info", None: "warning"}[question.answer]
    return Row(
        id=question.id,
        title=_("Plek voor %(waits)s vanaf %(day)s?", waits=waits, day=i18n.day(question.from_on)),
        badge=(kind, in_words(question) if question.answer else _("nog geen antwoord")),
        meta=meta,
        note=question.note,
        answered=question.answer is not None,
        form=form,
    )
