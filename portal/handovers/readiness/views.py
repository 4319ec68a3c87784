"""The draft of what goes along, to read with the client."""

from functools import partial
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.handovers.loose_ends.views import ready_handover
from portal.handovers.offer.queries import content_of
from portal.handovers.page.views import if_moved_on, in_words, readable, to_handover
from portal.handovers.readiness import service
from portal.handovers.readiness.forms import DraftForm
from portal.i18n import gettext as _
from portal.web.acting import this_act, today
from portal.web.editing import FormPage, edit
from portal.web.rendering import answer

blueprint = Blueprint("handovers_readiness", __name__)


@blueprint.route("/overdrachten/<reference>/concept", methods=["GET", "POST"])
def draft(reference: str) -> ResponseReturnValue:
    """The draft, to read with the client, and the day on which that was done."""
    handover = ready_handover(reference)
    form = DraftForm(data={"read_on": handover.draft_read_on or today()})

    def show(status: int, problem: str | None = None, **late: Any) -> ResponseReturnValue:
        shown = in_words(handover)
        if shown["can_edit"] and problem is None:
            # While the recipient reads what was frozen, the client reads what a newer version would hold.
            shown["snapshot"] = readable(content_of(handover))
        return answer("handovers/readiness/draft.html", status=status, **shown | late, form=form, problem=problem)

    return edit(
        FormPage(form, show),
        lambda: service.record_read(this_act(), reference, form.read_on.data),
        lambda _made: to_handover(reference, _("Opgeslagen.")),
        otherwise=if_moved_on(partial(ready_handover, reference)),
    )
