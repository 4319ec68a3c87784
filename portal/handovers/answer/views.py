"""The team answers: it accepts, returns, or answers a question."""

from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.db import key
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.answer import service
from portal.handovers.answer.forms import AnswerForm, ReturnForm, as_recorded
from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.meeting.rules import usual_day
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page, to_handover, too_late
from portal.i18n import gettext as _
from portal.refusals import NotVisible
from portal.web.acting import this_act, today
from portal.web.editing import attempt, edit, on_page
from portal.work import find

blueprint = Blueprint("handovers_answer", __name__)


@blueprint.post("/overdrachten/<reference>/aannemen")
def accept(reference: str) -> ResponseReturnValue:
    """Accept the version that was read, in one's own name or for a colleague."""
    colleague_id, read = (request.form.get(name, type=key) for name in ("colleague", "read"))

    def accepted(made: WarmHandover) -> ResponseReturnValue:
        own = made.accepted_by_id == this_act().actor.user_id
        name = made.accepted_by.name if made.accepted_by else ""
        mine = _("U hebt deze overdracht aangenomen. Plan nu het gesprek.")
        said = mine if own else _("Aangenomen voor %(who)s, die bericht krijgt.", who=name)
        return to_handover(reference, said, own_step=True)

    command = partial(service.accept, this_act(), reference, read, colleague_id)
    return attempt(command, accepted, partial(handover_page, reference, 409))


@blueprint.route("/overdrachten/<reference>/terugsturen", methods=["GET", "POST"])
def return_to_sender(reference: str) -> ResponseReturnValue:
    """Give it back, with a reason and a next step for the sender."""
    handover = answered(reference)
    form = ReturnForm()
    teams = beginning_queries.choosable(handover.trajectory.household, today())
    form.offer_choices([team for team in teams if team.id != handover.team_id])
    if handover.answered_here:
        as_recorded(form)

    sent = _("Teruggestuurd. De coördinator leest de reden.")
    recorded = _("Vastgelegd. Hieronder leest u de volgende stap.")
    return edit(
        on_page("handovers/answer/return.html", form, handover=handover, problem=None),
        lambda: service.return_to_sender(this_act(), reference, form.answer()),
        lambda _made: to_handover(reference, recorded if handover.answered_here else sent, own_step=True),
        otherwise=too_late(partial(answered, reference)),
    )


def answered(reference: str) -> WarmHandover:
    """The handover a form is about: the page names nobody, so it needs no line of its own."""
    handover = find(queries.by_reference(this_act().actor, reference))
    require(this_act().actor, Action.ANSWER_HANDOVER, handover)
    return handover


@blueprint.route("/overdrachten/<reference>/antwoord", methods=["GET", "POST"])
def answer_question(reference: str) -> ResponseReturnValue:
    """The team answers the question."""
    handover = answered(reference)
    if handover.path != handover_path.CONSULTATION:
        raise NotVisible
    form = AnswerForm(data={"held_on": usual_day(handover.meeting_on, today())})
    form.offer_choices(handover.path)
    said = _("Uw antwoord is verstuurd. De coördinator en de begeleider krijgen bericht.")
    return edit(
        on_page("handovers/answer/answer.html", form, handover=handover, problem=None),
        lambda: service.answer(this_act(), reference, form.held_on.data, form.parties.data, form.advice.data),
        lambda _made: to_handover(reference, said, own_step=True),
        otherwise=too_late(partial(answered, reference)),
    )
