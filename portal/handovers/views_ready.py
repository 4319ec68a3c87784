"""Getting ready for the offer: decide about every loose end, read the draft with the client."""

from typing import Any

from flask import Blueprint, redirect, request, url_for

from portal.access import Action, require
from portal.handovers import queries_loose_ends, service_draft, service_loose_ends, words_ready
from portal.handovers.forms_ready import DraftForm, LooseEndsForm
from portal.handovers.models import WarmHandover
from portal.handovers.queries_snapshot import content_of
from portal.handovers.rules_loose_ends import LooseEnd, can_decide
from portal.handovers.service_reading import open_handover
from portal.handovers.views_pages import in_words, now_of, readable, too_late
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act, today
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.wording import say

blueprint = Blueprint("handovers_ready", __name__)
DRAFT = "handovers/draft.html"
LOOSE_ENDS = "handovers/loose_ends.html"


@blueprint.route("/overdrachten/<reference>/losse-einden", methods=["GET", "POST"])
def loose_ends(reference: str) -> Any:
    """Decide what happens with everything that is still open."""
    handover = _own(reference)
    form = LooseEndsForm(_ends(handover))
    if request.method == "POST" and form.validate():
        try:
            service_loose_ends.decide(this_act(), reference, form.decisions())
            succeeded(_("Opgeslagen."))
            return _to(reference)
        except Refused as refused:
            handover = _own(reference)
            if refused.code == "handover_moved_on":
                return _page(handover, form, 409, problem=say(refused), now=now_of(handover))
            form.refuse(refused, _ends(handover))
            return _page(handover, form, 409)
    return _page(handover, form, 422 if form.errors else 200)


@blueprint.route("/overdrachten/<reference>/concept", methods=["GET", "POST"])
def draft(reference: str) -> Any:
    """What goes along, to read with the client; and on which day that was done."""
    handover = _own(reference)
    form = DraftForm(data={"read_on": handover.draft_read_on})
    if submitted(form):
        try:
            service_draft.record_read(this_act(), reference, form.read_on.data)
            succeeded(_("Opgeslagen."))
            return _to(reference)
        except Refused as refused:
            if refused.code == "handover_moved_on":
                handover = _own(reference)
                return too_late(DRAFT, handover, refused, form=form, snapshot=in_words(handover)["snapshot"])
            form.refuse(refused)
    shown = {**in_words(handover), "form": form, "now": None, "problem": None}
    if shown["can_edit"]:
        # While the recipient reads what was frozen, the client reads what a newer version would hold.
        shown["snapshot"] = readable(content_of(handover))
    return answer(DRAFT, status=422 if form.errors else 200, **shown)


def _page(handover: WarmHandover, form: LooseEndsForm, status: int, **late: Any) -> Any:
    actor = this_act().actor
    deciding = can_decide(handover.path, handover.state)
    decided = service_loose_ends.to_decide(actor, handover, queries_loose_ends.decided(handover))
    return answer(
        LOOSE_ENDS,
        status=status,
        handover=handover,
        form=form,
        deciding=deciding,
        over=words_ready.in_facts(
            [each for each in decided if each.name not in form.rows or not deciding]
            + ([] if deciding else service_loose_ends.undecided(form.ends))
        ),
        waiting=sum(each.kind == "late" for each in queries_loose_ends.loose_ends(handover, today())),
        words=words_ready,
        **{"problem": None, "now": None, **late},
    )


def _ends(handover: WarmHandover) -> list[LooseEnd]:
    """Those this reader decides about, undecided first."""
    ends = queries_loose_ends.loose_ends(handover, today())
    mine = service_loose_ends.to_decide(this_act().actor, handover, ends)
    return sorted(mine, key=lambda each: each.decision is not None)


def _own(reference: str) -> WarmHandover:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.READY_HANDOVER, handover)
    return handover


def _to(reference: str) -> Any:
    return redirect(url_for("handovers.handover", reference=reference), 303)
