"""After the handover: did the household arrive, and did it ask again."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, may, require
from portal.handovers import queries as handover_queries
from portal.handovers.afterwards import queries, service
from portal.handovers.afterwards.forms import ArrivalForm
from portal.handovers.afterwards.rules import NEED_CATEGORIES
from portal.handovers.loose_ends.page import left_over
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import to_handover, too_late
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import Forbidden, Refused
from portal.web.acting import this_act, today
from portal.web.editing import FormPage, attempt, done, edit
from portal.web.rendering import answer
from portal.wording import label, say
from portal.work import find

blueprint = Blueprint("handovers_afterwards", __name__)
PAGE = "handovers/afterwards/arrival.html"


@blueprint.route("/overdrachten/<reference>/nagevraagd", methods=["GET", "POST"])
def check(reference: str) -> ResponseReturnValue:
    """Whether the household arrived at the team."""
    handover = _checked(reference)
    form = ArrivalForm(data={"arrival": handover.arrival})
    form.offer_choices(handover.recipient, read_there=not handover.answered_here)

    def show(
        status: int, handover: WarmHandover = handover, problem: str | None = None, **late: Any
    ) -> ResponseReturnValue:
        kept = _kept(handover)
        return answer(PAGE, status=status, form=form, handover=handover, kept=kept, problem=problem, **late)

    return edit(
        FormPage(form, show),
        lambda: service.check(this_act(), reference, form.arrival.data, form.note.data),
        lambda _made: to_handover(reference, _("Vastgelegd. Dank u wel.")),
        otherwise=too_late(partial(_checked, reference)),
    )


@blueprint.get("/terugmelding")
def feedback() -> ResponseReturnValue:
    """The references about which the team can tell whether the household asked again."""
    return _feedback()


@blueprint.post("/terugmelding/<reference>/<int:months>")
def tell(reference: str, months: int) -> ResponseReturnValue:
    """One tap: no, or the category it asked about."""
    return attempt(
        lambda: service.tell(this_act(), reference, months, request.form.get("over", "")),
        lambda _made: done(url_for("handovers_afterwards.feedback", _anchor=reference), _("Vastgelegd. Dank u wel.")),
        _feedback,
    )


def _feedback(refused: Refused | None = None) -> ResponseReturnValue:
    actor = this_act().actor
    if actor.team_id is None:
        raise Forbidden("feedback")
    rows = queries.feedback_rows(actor, today())
    problem = say(refused) if refused else None
    return answer(
        "handovers/afterwards/feedback.html",
        "handovers/afterwards/_feedback.html",
        rows=rows,
        open=sum(len(row.open) for row in rows),
        categories=NEED_CATEGORIES,
        words=_in_words,
        problem=problem,
        status=409 if refused else 200,
    )


def _in_words(categories: Sequence[str]) -> str:
    return ", ".join(label("need_category", code) for code in categories).lower()


def _checked(reference: str) -> WarmHandover:
    """The handover the form is about. The form shows facts of the household, so opening it leaves a line."""
    require(this_act().actor, Action.CHECK_ARRIVAL, find(handover_queries.by_reference(this_act().actor, reference)))
    return open_handover(this_act(), reference)


def _kept(handover: WarmHandover) -> ResponseReturnValue:
    """Who keeps what of the loose ends; the team reads what it was sent, and no more (rule 9)."""
    return left_over(handover)["kept"] if may(this_act().actor, Action.READY_HANDOVER, handover) else []
