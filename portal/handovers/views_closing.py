"""Closing a trajectory by rule 6."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from portal.access import Action, require
from portal.handovers import queries, rules, service_closing
from portal.handovers.forms import ClosingForm
from portal.i18n import gettext as _
from portal.i18n import in_language
from portal.refusals import Refused
from portal.trajectories.service_reading import open_file
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.wording import say
from portal.work import fetch_all

blueprint = Blueprint("closing", __name__)


@blueprint.route("/trajecten/<int:trajectory_id>/afsluiten", methods=["GET", "POST"])
def close(trajectory_id: int) -> Any:
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
            closed = service_closing.close(
                this_act(),
                trajectory_id,
                form.outcome.data,
                form.reason.data,
                form.start_next.data,
                form.keep_volunteer.data,
            )
            _say_what_happened(closed)
            return _back(trajectory_id)
        except Refused as refused:
            form.refuse(refused)
            trajectory = open_file(this_act(), trajectory_id)
    return answer(
        "handovers/closing.html",
        form=form,
        trajectory=trajectory,
        handover=next(iter(fetch_all(queries.open_of(trajectory_id))), None),
        status=422 if form.errors else 200,
    )


def _say_what_happened(closed: service_closing.Closed) -> None:
    succeeded(_("Het traject is afgesloten."), own_step=True)
    if closed.next is None:
        return
    succeeded(_("%(type)s is begonnen.", type=in_language(closed.next.type)), own_step=True)
    if closed.not_kept is not None:
        why = say(Refused(f"assign_{closed.not_kept}"))
        flash(_("De begeleider gaat niet mee: %(why)s Het nieuwe traject wacht nu.", why=why), "warning")


def _back(trajectory_id: int) -> Any:
    return redirect(url_for("dossier.trajectory", trajectory_id=trajectory_id), 303)
