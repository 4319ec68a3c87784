"""The draft of what goes along, to read with the client."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.handovers.loose_ends.views import ready_handover, to_handover
from portal.handovers.offer.queries import content_of
from portal.handovers.page.views import in_words, readable, too_late
from portal.handovers.readiness import service
from portal.handovers.readiness.forms import DraftForm
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.forms import submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded

blueprint = Blueprint("handovers_readiness", __name__)
DRAFT = "handovers/readiness/draft.html"


@blueprint.route("/overdrachten/<reference>/concept", methods=["GET", "POST"])
def draft(reference: str) -> ResponseReturnValue:
    """The draft, to read with the client, and the day on which that was done."""
    handover = ready_handover(reference)
    form = DraftForm(data={"read_on": handover.draft_read_on})
    if submitted(form):
        try:
            service.record_read(this_act(), reference, form.read_on.data)
            succeeded(_("Opgeslagen."))
            return to_handover(reference)
        except Refused as refused:
            if refused.code == "handover_moved_on":
                handover = ready_handover(reference)
                return too_late(DRAFT, handover, refused, form=form, snapshot=in_words(handover)["snapshot"])
            form.refuse(refused)
    shown = {**in_words(handover), "form": form, "problem": None}
    if shown["can_edit"]:
        # While the recipient reads what was frozen, the client reads what a newer version would hold.
        shown["snapshot"] = readable(content_of(handover))
    return answer(DRAFT, status=422 if form.errors else 200, **shown)
