"""The team answers: accept, return, plan the meeting, record it, complete."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from portal.access import Action, may, require
from portal.db import key
from portal.handovers import queries, service_answer
from portal.handovers.forms_team import MeetingForm, PlanForm, ReturnForm
from portal.handovers.models import WarmHandover
from portal.handovers.views_pages import handover_page, too_late
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.forms import BaseForm, submitted
from portal.web.rendering import answer
from portal.work import find

blueprint = Blueprint("handovers_answer", __name__)


@blueprint.post("/overdrachten/<reference>/aannemen")
def accept(reference: str) -> Any:
    """Accept the version that was read, in one's own name or for a colleague."""
    colleague_id, read = (request.form.get(name, type=key) for name in ("colleague", "read"))
    try:
        made = service_answer.accept(this_act(), reference, read, colleague_id)
    except Refused as refused:
        return handover_page(reference, 409, refused)
    own = made.accepted_by_id == this_act().actor.user_id
    name = made.accepted_by.name if made.accepted_by else ""
    mine = _("U hebt deze overdracht aangenomen. Plan nu het gesprek.")
    flash(mine if own else _("Aangenomen voor %(who)s, die bericht krijgt.", who=name), "positive")
    return _back(reference)


@blueprint.route("/overdrachten/<reference>/terugsturen", methods=["GET", "POST"])
def return_to_sender(reference: str) -> Any:
    """Give it back, with a reason and a next step for the sender."""
    handover = _answered(reference)
    form = ReturnForm()
    teams = queries.choosable(handover.trajectory.household, this_act().today)
    form.offer_choices([team for team in teams if team.id != handover.team_id])

    def send() -> str:
        service_answer.return_to_sender(this_act(), reference, form.answer())
        return _("Teruggestuurd. De coördinator leest de reden.")

    return _answer_by("handovers/return.html", form, handover, send)


@blueprint.route("/overdrachten/<reference>/afspraak", methods=["GET", "POST"])
def plan(reference: str) -> Any:
    """Plan the meeting, or plan it anew."""
    handover = _answered(reference)
    form = PlanForm(obj=handover if may(this_act().actor, Action.VIEW_SNAPSHOT, handover) else None)

    def send() -> str:
        on, at, place = form.meeting_on.data, form.meeting_at.data, form.meeting_place.data
        service_answer.plan(this_act(), reference, on, at, place)
        return _("Het gesprek is gepland. De coördinator en de begeleider krijgen bericht.")

    return _answer_by("handovers/plan.html", form, handover, send)


@blueprint.route("/overdrachten/<reference>/gesprek", methods=["GET", "POST"])
def hold(reference: str) -> Any:
    """Record the meeting: who was present, what was agreed."""
    handover = _answered(reference)
    form = MeetingForm(data={"held_on": handover.meeting_on})
    form.offer_choices()

    def send() -> str:
        service_answer.hold(this_act(), reference, form.held_on.data, form.parties.data, form.agreement_rows())
        return _("Het gesprek is vastgelegd. Rond nu de overdracht af.")

    return _answer_by("handovers/meeting.html", form, handover, send, asks_row=form.wants_row())


@blueprint.post("/overdrachten/<reference>/afronden")
def complete(reference: str) -> Any:
    """Take over: the team leads from now on."""
    try:
        service_answer.complete(this_act(), reference)
    except Refused as refused:
        return handover_page(reference, 409, refused)
    flash(_("De overdracht is afgerond. Uw wijkteam heeft nu de regie."), "positive")
    return _back(reference)


def _answered(reference: str) -> WarmHandover:
    """The handover a form is about: the page names nobody, so it needs no line of its own."""
    handover = find(queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.ANSWER_HANDOVER, handover)
    return handover


def _answer_by(
    page: str, form: BaseForm, handover: WarmHandover, send: Callable[[], str], asks_row: bool = False
) -> Any:
    """The page of a form by which the team answers, or the end of it: `send` gives the words for what
    was done. A refusal stands beside its field; without one it came too late."""
    reference = handover.reference
    if not asks_row and submitted(form):
        try:
            flash(send(), "positive")
            return _back(reference)
        except Refused as refused:
            if refused.field is None:
                return too_late(page, _answered(reference), refused, form=form)
            form.refuse(refused)
    status = 422 if form.errors else 200
    return answer(page, form=form, handover=handover, now=None, problem=None, status=status)


def _back(reference: str) -> Any:
    return redirect(url_for("handovers.handover", reference=reference), 303)
