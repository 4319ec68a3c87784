"""The conversation of a handover."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.handovers.conversation import service
from portal.handovers.conversation.forms import MessageForm
from portal.handovers.page.views import handover_page, to_handover
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.editing import attempt
from portal.web.forms import new_key, submitted

blueprint = Blueprint("handovers_conversation", __name__)


@blueprint.post("/overdrachten/<reference>/bericht")
def write(reference: str) -> ResponseReturnValue:
    """Write a message to the others; a second tap writes it once."""
    form = MessageForm()
    if not submitted(form):
        return handover_page(reference, 422, message_form=form)

    def refuse(refused: Refused) -> ResponseReturnValue:
        form.submission_key.data = new_key()
        return handover_page(reference, 409, refused, message_form=form)

    return attempt(
        lambda: service.write(this_act(), reference, form.text.data, form.submission_key.data),
        lambda _made: to_handover(reference, _("Uw bericht is geplaatst."), own_step=True, place="thread"),
        refuse,
    )
