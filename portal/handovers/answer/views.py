"""The team answers: it accepts, returns, or answers a question."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.db import key
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.answer import service
from portal.handovers.answer.forms import AnswerForm, ReturnForm, as_recorded
from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page, too_late
from portal.i18n import gettext as _
from portal.refusals import NotVisible, Refused
from portal.web.acting import this_act
from portal.web.forms import BaseForm, submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.work import find

blueprint = Blueprint("handovers_answer", __name__)


@blueprint.post("/overdrachten/<reference>/aannemen")
def accept(reference: str) -> ResponseReturnValue:
    """Accept the version that was read, in one's own name or for a colleague."""
    colleague_id, read = (request.form.get(name, type=key) for name in ("colleague", "read"))
    try:
        made = service.accept(this_act(), reference, read, colleague_id)
    except Refused as refused:
        return handover_page(reference, 409, refused)
    own = made.accepted_by_id == this_act().actor.user_id
    name = made.accepted_by.name if made.accepted_by else ""
    mine = _("U hebt deze overdracht aangenomen. Plan nu het gesprek.")
    succeeded(mine if own else _("Aangenomen voor %(who)s, die bericht krijgt.", who=name), own_step=True)
    return back_to(reference)


@blueprint.route("/overdrachten/<reference>/terugsturen", methods=["GET", "POST"])
def return_to_sender(reference: str) -> ResponseReturnValue:
    """Give it back, with a reason and a next step for the sender."""
    handover = answered(reference)
    form = ReturnForm()
    teams = beginning_queries.choosable(handover.trajectory.household, this_act().today)
    form.offer_choices([team for team in teams if team.id != handover.team_id])
    if handover.answered_here:
        as_recorded(form)

    def send() -> str:
        service.return_to_sender(this_act(), reference, form.answer())
        if handover.answered_here:
            return _("Vastgelegd. Hieronder leest u de volgende stap.")
        return _("Teruggestuurd. De coördinator leest de reden.")

    return answer_by("handovers/answer/return.html", form, handover, send)


def answered(reference: str) -> WarmHandover:
    """The handover a form is about: the page names nobody, so it needs no line of its own."""
    handover = find(queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.ANSWER_HANDOVER, handover)
    return handover


def answer_by(
    page: str,
    form: BaseForm,
    handover: WarmHandover,
    send: Callable[[], str],
    asks_row: bool = False,
    **shown: Any,
) -> ResponseReturnValue:
    """The page of a form by which the team answers, or the end of it: `send` gives the words for what
    was done. A refusal stands beside its field; without one it came too late."""
    reference = handover.reference
    if not asks_row and submitted(form):
        try:
            succeeded(send(), own_step=True)
            return back_to(reference)
        except Refused as refused:
            if refused.field is None:
                return too_late(page, answered(reference), refused, form=form, **shown)
            form.refuse(refused)
    status = 422 if form.errors else 200
    return answer(page, form=form, handover=handover, problem=None, status=status, **shown)


def back_to(reference: str) -> ResponseReturnValue:
    """On to the page of the handover."""
    return redirect(url_for("handovers.handover", reference=reference), 303)


@blueprint.route("/overdrachten/<reference>/antwoord", methods=["GET", "POST"])
def answer_question(reference: str) -> ResponseReturnValue:
    """The team answers the question."""
    handover = answered(reference)
    if handover.path != handover_path.CONSULTATION:
        raise NotVisible
    form = AnswerForm(data={"held_on": handover.meeting_on})
    form.offer_choices(handover.path)

    def send() -> str:
        service.answer(this_act(), reference, form.held_on.data, form.parties.data, form.advice.data)
        return _("Uw antwoord is verstuurd. De coördinator en de begeleider krijgen bericht.")

    return answer_by("handovers/answer/answer.html", form, handover, send)
