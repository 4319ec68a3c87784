"""Steps of the other ways: another organisation accepted, the answer to a question; and completion, which
every way but a question has."""

from typing import Any

from flask import Blueprint

from portal.handovers import rules, service_complete, service_consultation, service_organisations
from portal.handovers.forms_kinds import AcceptedForm, AnswerForm
from portal.handovers.models import WarmHandover
from portal.handovers.views_answer import answer_by, answered, back_to
from portal.handovers.views_pages import completing, handover_page
from portal.i18n import gettext as _
from portal.i18n import short_day
from portal.refusals import NotVisible, Refused
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded

blueprint = Blueprint("handovers_kinds", __name__)


@blueprint.route("/overdrachten/<reference>/aangenomen", methods=["GET", "POST"])
def accepted(reference: str) -> Any:
    """The coordinator records that the other organisation takes it."""
    handover = answered(reference)
    if handover.kind != rules.ORGANISATION:
        raise NotVisible
    form = AcceptedForm(data={"for_worker": handover.for_worker})

    def send() -> str:
        service_organisations.record_accepted(this_act(), reference, form.for_worker.data)
        return _("Vastgelegd. Plan nu het gesprek.")

    return answer_by("handovers/accepted.html", form, handover, send)


@blueprint.route("/overdrachten/<reference>/antwoord", methods=["GET", "POST"])
def answer_question(reference: str) -> Any:
    """The team answers the question."""
    handover = answered(reference)
    if handover.path != rules.CONSULTATION:
        raise NotVisible
    form = AnswerForm(data={"held_on": handover.meeting_on})
    form.offer_choices(handover.path)

    def send() -> str:
        service_consultation.answer(this_act(), reference, form.held_on.data, form.parties.data, form.advice.data)
        return _("Uw antwoord is verstuurd. De coördinator en de begeleider krijgen bericht.")

    return answer_by("handovers/answer.html", form, handover, send)


@blueprint.post("/overdrachten/<reference>/afronden")
def complete(reference: str) -> Any:
    """Complete: the lead moves, or the next trajectory starts."""
    handover = answered(reference)
    form = completing(handover)
    if submitted(form):
        try:
            made = service_complete.complete(this_act(), reference, form.weeks.data)
        except Refused as refused:
            return handover_page(reference, 409, refused)
        succeeded(_what_happened(made), own_step=True)
        return back_to(reference)
    return answer("handovers/complete.html", form=form, handover=handover, status=422)


def _what_happened(handover: WarmHandover) -> str:
    if handover.path == rules.TEAM:
        return _("De overdracht is afgerond. Uw wijkteam heeft nu de regie.")
    if handover.path == rules.ORGANISATION:
        return _("De overdracht is afgerond. De andere organisatie heeft nu de regie.")
    following = handover.next_trajectory
    if following is not None and following.reserved_until is not None:
        day = short_day(following.reserved_until)
        return _("Het volgende traject is begonnen. Het is tot en met %(day)s bewaard voor de begeleider.", day=day)
    return _("Het volgende traject is begonnen. Het wacht op een begeleider.")
