"""Closing a trajectory by rule 6, and completing its handover."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.answer.views import answered, back_to
from portal.handovers.ending import rules, service
from portal.handovers.ending.forms import ClosingForm
from portal.handovers.ending.page import completing
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page
from portal.i18n import gettext as _
from portal.i18n import in_language, short_day
from portal.refusals import Refused
from portal.trajectories.traces import open_file
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.wording import say
from portal.work import fetch_all

blueprint = Blueprint("handovers_ending", __name__)


@blueprint.route("/trajecten/<int:trajectory_id>/afsluiten", methods=["GET", "POST"])
def close(trajectory_id: int) -> ResponseReturnValue:
    """Close a trajectory, and start the next one where its type says so."""
    trajectory = open_file(this_act(), trajectory_id)
    require(this_act().actor, Action.CLOSE, trajectory)
    if not trajectory.open:
        return _back(trajectory_id)
    handed_over = bool(fetch_all(queries.completed_of(trajectory_id)))
    form = ClosingForm()
    form.offer_choices(rules.closing_outcomes(trajectory.type.ends_with, handed_over))
    if submitted(form):
        try:
            closed = service.close(this_act(), trajectory_id, form.closing())
            _say_what_happened(closed)
            return _back(trajectory_id)
        except Refused as refused:
            form.refuse(refused)
            trajectory = open_file(this_act(), trajectory_id)
    return answer(
        "handovers/ending/closing.html",
        form=form,
        trajectory=trajectory,
        handover=next(iter(fetch_all(queries.open_of(trajectory_id))), None),
        status=422 if form.errors else 200,
    )


def _say_what_happened(closed: service.Closed) -> None:
    succeeded(_("Het traject is afgesloten."), own_step=True)
    if closed.next is None:
        return
    succeeded(_("%(type)s is begonnen.", type=in_language(closed.next.type)), own_step=True)
    if closed.not_kept is not None:
        why = say(Refused(f"assign_{closed.not_kept}"))
        flash(_("De begeleider gaat niet mee: %(why)s Het nieuwe traject wacht nu.", why=why), "warning")


def _back(trajectory_id: int) -> ResponseReturnValue:
    return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id), 303)


@blueprint.post("/overdrachten/<reference>/afronden")
def complete(reference: str) -> ResponseReturnValue:
    """Complete: the lead moves, or the next trajectory starts."""
    handover = answered(reference)
    form = completing(handover)
    if submitted(form):
        try:
            made = service.complete(this_act(), reference, form.weeks.data)
        except Refused as refused:
            return handover_page(reference, 409, refused)
        succeeded(_what_happened(made), own_step=True)
        return back_to(reference)
    return answer("handovers/ending/complete.html", form=form, handover=handover, status=422)


def _what_happened(handover: WarmHandover) -> str:
    if handover.path == handover_path.TEAM:
        return _("De overdracht is afgerond. Uw wijkteam heeft nu de regie.")
    if handover.path == handover_path.ORGANISATION:
        return _("De overdracht is afgerond. De andere organisatie heeft nu de regie.")
    following = handover.next_trajectory
    if following is not None and following.reserved_until is not None:
        day = short_day(following.reserved_until)
        return _("Het volgende traject is begonnen. Het is tot en met %(day)s bewaard voor de begeleider.", day=day)
    return _("Het volgende traject is begonnen. Het wacht op een begeleider.")
