"""One tap after a return: to the team that should have it, or the same again."""

from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.db import key
from portal.handovers import queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer.words import sent_words
from portal.handovers.page.views import handover_page, to_handover
from portal.handovers.returned import service
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act
from portal.web.editing import attempt
from portal.wording import say
from portal.work import find

blueprint = Blueprint("handovers_returned", __name__)


@blueprint.post("/overdrachten/<reference>/naar-team")
def pass_on(reference: str) -> ResponseReturnValue:
    """Give it to the team that should have it, by the one that returned it."""
    act = this_act()
    handover = find(queries.by_reference(act.actor, reference))
    require(act.actor, Action.OFFER, handover)
    reason = _("Volgens %(team)s hoort het daar.", team=handover.recipient)

    def passed_on(made: WarmHandover) -> ResponseReturnValue:
        if made.state == "offered":
            return _offered(made)
        flash(_("Dit gaat nu naar %(team)s. Hieronder staat wat er nog mist.", team=made.recipient), "info")
        return to_handover(reference, place="ready-title")

    command = partial(service.pass_on, act, reference, request.form.get("team", type=key) or 0, reason)
    return attempt(command, passed_on, partial(handover_page, reference, 409))


@blueprint.post("/overdrachten/<reference>/opnieuw-aanbieden")
def offer_again(reference: str) -> ResponseReturnValue:
    """Offer what was sent before once more; what changed since is read first."""

    def refuse(refused: Refused) -> ResponseReturnValue:
        if refused.code == "handover_moved_on":
            return handover_page(reference, 409, refused)
        flash(say(refused), "warning")
        return redirect(url_for("handovers_offer.preview", reference=reference), 303)

    return attempt(lambda: service.offer_again(this_act(), reference), _offered, refuse)


def _offered(handover: WarmHandover) -> ResponseReturnValue:
    return to_handover(handover.reference, sent_words(handover.kind, handover.recipient), own_step=True)
