"""The sender offers and withdraws."""

from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer import service
from portal.handovers.offer.forms import OfferForm, WithdrawForm
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.offer.words import sent_words
from portal.handovers.page.views import handover_page, in_words, to_handover, too_late
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.editing import attempt, edit, on_page
from portal.web.rendering import answer
from portal.wording import say

blueprint = Blueprint("handovers_offer", __name__)


@blueprint.get("/overdrachten/<reference>/aanbieden")
def preview(reference: str) -> ResponseReturnValue:
    """Exactly what goes along, and what is still missing."""
    return _preview(reference)


@blueprint.post("/overdrachten/<reference>/aanbieden")
def offer(reference: str) -> ResponseReturnValue:
    """Offer what was read on the preview."""

    def refuse(refused: Refused) -> ResponseReturnValue:
        moved = refused.code == "handover_moved_on"
        return handover_page(reference, 409, refused) if moved else _preview(reference, refused)

    return attempt(
        lambda: service.offer(this_act(), reference, OfferForm().seen.data),
        lambda made: to_handover(reference, sent_words(made.kind, made.recipient), own_step=True),
        refuse,
    )


@blueprint.route("/overdrachten/<reference>/intrekken", methods=["GET", "POST"])
def withdraw(reference: str) -> ResponseReturnValue:
    """Take an open handover back, with a reason."""
    handover = _own(reference, Action.WITHDRAW)
    form = WithdrawForm()
    return edit(
        on_page("handovers/offer/withdraw.html", form, handover=handover, problem=None),
        lambda: service.withdraw(this_act(), reference, form.reason.data),
        lambda _made: to_handover(reference, _("De overdracht is ingetrokken."), own_step=True),
        otherwise=too_late(partial(_own, reference, Action.WITHDRAW)),
    )


def _preview(reference: str, refused: Refused | None = None) -> ResponseReturnValue:
    handover = _own(reference, Action.OFFER)
    if not handover.can("offer"):
        return to_handover(reference)
    content = content_of(handover)
    form = OfferForm(data={"seen": fingerprint(content)}, formdata=None)
    context = in_words(handover)
    problem = say(refused) if refused else None
    return answer("handovers/offer/offer.html", form=form, problem=problem, status=409 if refused else 200, **context)


def _own(reference: str, action: Action) -> WarmHandover:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, action, handover)
    return handover
