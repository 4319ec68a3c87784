"""The conversation of a handover."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.handovers.conversation import service
from portal.handovers.conversation.forms import MessageForm
from portal.handovers.page.views import handover_page
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.forms import new_key, submitted
from portal.web.saying import succeeded

blueprint = Blueprint("handovers_conversation", __name__)


@blueprint.post("/overdrachten/<reference>/bericht")
def write(reference: str) -> ResponseReturnValue:
    """Write a message to the others; a second tap writes it once."""
    form = MessageForm()
    if not submitted(form):
        return handover_page(reference, 422, message_form=form)
    try:
        service.write(this_act(), reference, form.text.data, form.submission_key.data)
    except Refused as refused:
        form.submission_key.data = new_key()
        return handover_page(reference, 409, refused, message_form=form)
    succeeded(_("Uw bericht is geplaatst."), own_step=True)
    return redirect(url_for("handovers.handover", reference=reference) + "#thread", 303)
