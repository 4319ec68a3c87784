"""The team answers: accept, return, plan the meeting, record it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for

from portal.access import Action, may, require
from portal.handovers import queries, service_answer
from portal.handovers.forms_kinds import as_recorded
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
    """Accept in one's own name."""
    try:
        service_answer.accept(this_act(), reference)
    except Refused as refused:
        return handover_page(reference, 409, refused)
    flash(_("U hebt deze overdracht aangenomen. Plan nu het gesprek."), "positive")
    return back(reference)


@blueprint.route("/overdrachten/<reference>/terugsturen", methods=["GET", "POST"])
def return_to_sender(reference: str) -> Any:
    """Give it back, with a reason and a next step for the sender."""
    handover = answered(reference)
    form = ReturnForm()
    form.offer_choices()
    if handover.answered_here:
        as_recorded(form)

    def send() -> str:
        service_answer.return_to_sender(this_act(), reference, form.reason.data, form.until.data, form.note.data)
        return _("Teruggestuurd. De coördinator leest de reden.")

    return answer_by("handovers/return.html", form, handover, send)


@blueprint.route("/overdrachten/<reference>/afspraak", methods=["GET", "POST"])
def plan(reference: str) -> Any:
    """Plan the meeting, or plan it anew."""
    handover = answered(reference)
    form = PlanForm(obj=handover if may(this_act().actor, Action.VIEW_SNAPSHOT, handover) else None)

    def send() -> str:
        on, at, place = form.meeting_on.data, form.meeting_at.data, form.meeting_place.data
        service_answer.plan(this_act(), reference, on, at, place)
        return _("Het gesprek is gepland. De coördinator en de begeleider krijgen bericht.")

    return answer_by("handovers/plan.html", form, handover, send)


@blueprint.route("/overdrachten/<reference>/gesprek", methods=["GET", "POST"])
def hold(reference: str) -> Any:
    """Record the meeting: who was present, what was agreed."""
    handover = answered(reference)
    form = MeetingForm(data={"held_on": handover.meeting_on})
    form.offer_choices(handover.path)

    def send() -> str:
        service_answer.hold(this_act(), reference, form.held_on.data, form.parties.data, form.agreement_rows())
        return _("Het gesprek is vastgelegd. Rond nu de overdracht af.")

    return answer_by("handovers/meeting.html", form, handover, send, asks_row=form.wants_row())


def answered(reference: str) -> WarmHandover:
    """The handover a form is about: the page names nobody, so it needs no line of its own."""
    handover = find(queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.ANSWER_HANDOVER, handover)
    return handover


def answer_by(
    page: str, form: BaseForm, handover: WarmHandover, send: Callable[[], str], asks_row: bool = False
) -> Any:
    """The page of a form by which the team answers, or the end of it: `send` gives the words for what
    was done. A refusal stands beside its field; without one it came too late."""
    reference = handover.reference
    if not asks_row and submitted(form):
        try:
            flash(send(), "positive")
            return back(reference)
        except Refused as refused:
            if refused.field is None:
                return too_late(page, answered(reference), refused, form=form)
            form.refuse(refused)
    status = 422 if form.errors else 200
    return answer(page, form=form, handover=handover, now=None, problem=None, status=status)


def back(reference: str) -> Any:
    """To the page of the handover."""
    return redirect(url_for("handovers.handover", reference=reference), 303)
