"""Closing a trajectory by rule 6, and completing its handover."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers import queries
from portal.handovers.answer.views import answered
from portal.handovers.ending import rules, service
from portal.handovers.ending.forms import ClosingForm
from portal.handovers.ending.page import completing
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import handover_page, to_handover
from portal.i18n import gettext as _
from portal.i18n import in_language, short_day
from portal.refusals import Refused
from portal.trajectories.traces import open_file
from portal.web.acting import this_act
from portal.web.editing import FormPage, done, edit, on_page, succeeded
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

    def refuse(refused: Refused, page: FormPage) -> ResponseReturnValue:
        form.refuse(refused)
        return page.show(status=422, trajectory=open_file(this_act(), trajectory_id))

    running = next(iter(fetch_all(queries.open_of(trajectory_id))), None)
    return edit(
        on_page("handovers/ending/closing.html", form, trajectory=trajectory, handover=running),
        lambda: service.close(this_act(), trajectory_id, form.closing()),
        _closed,
        otherwise=refuse,
    )


def _closed(closed: service.Closed) -> ResponseReturnValue:
    succeeded(_("Het traject is afgesloten."), own_step=True)
    if closed.next is not None:
        succeeded(_("%(type)s is begonnen.", type=in_language(closed.next.type)), own_step=True)
    if closed.not_kept is not None:
        why = say(Refused(f"assign_{closed.not_kept}"))
        flash(_("De begeleider gaat niet mee: %(why)s Het nieuwe traject wacht nu.", why=why), "warning")
    return _back(closed.trajectory.id)


def _back(trajectory_id: int) -> ResponseReturnValue:
    return done(url_for("dossier.trajectory", trajectory_id=trajectory_id))


@blueprint.post("/overdrachten/<reference>/afronden")
def complete(reference: str) -> ResponseReturnValue:
    """Complete: the lead moves, or the next trajectory starts."""
    handover = answered(reference)
    form = completing(handover)
    return edit(
        on_page("handovers/ending/complete.html", form, handover=handover),
        lambda: service.complete(this_act(), reference, form.weeks.data),
        lambda made: to_handover(reference, _what_happened(made), own_step=True),
        otherwise=lambda refused, _page: handover_page(reference, 409, refused),
    )


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
