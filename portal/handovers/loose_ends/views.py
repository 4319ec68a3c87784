"""Deciding about every loose end."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.access import Action, require
from portal.handovers.loose_ends import queries, service, words
from portal.handovers.loose_ends.forms import LooseEndsForm
from portal.handovers.loose_ends.rules import LooseEnd, can_decide
from portal.handovers.models.handover import WarmHandover
from portal.handovers.page.views import now_of, to_handover
from portal.handovers.traces import open_handover
from portal.i18n import gettext as _
from portal.refusals import Refused
from portal.web.acting import this_act, today
from portal.web.editing import attempt
from portal.web.rendering import answer
from portal.wording import say

blueprint = Blueprint("handovers_loose_ends", __name__)
LOOSE_ENDS = "handovers/loose_ends/loose_ends.html"


@blueprint.route("/overdrachten/<reference>/losse-einden", methods=["GET", "POST"])
def loose_ends(reference: str) -> ResponseReturnValue:
    """Decide what happens with everything that is still open."""
    handover = ready_handover(reference)
    form = LooseEndsForm(_ends(handover))
    if request.method != "POST" or not form.validate():
        return _page(handover, form, 422 if form.errors else 200)

    def refuse(refused: Refused) -> ResponseReturnValue:
        fresh = ready_handover(reference)
        if refused.code == "handover_moved_on":
            return _page(fresh, form, 409, problem=say(refused), now=now_of(fresh))
        form.refuse(refused, _ends(fresh))
        return _page(fresh, form, 409)

    return attempt(
        lambda: service.decide(this_act(), reference, form.decisions()),
        lambda _made: to_handover(reference, _("Opgeslagen.")),
        refuse,
    )


def _page(handover: WarmHandover, form: LooseEndsForm, status: int, **late: Any) -> ResponseReturnValue:
    actor = this_act().actor
    deciding = can_decide(handover.path, handover.state)
    decided = service.to_decide(actor, handover, queries.decided(handover))
    return answer(
        LOOSE_ENDS,
        status=status,
        handover=handover,
        form=form,
        deciding=deciding,
        over=words.in_facts(
            [each for each in decided if each.name not in form.rows or not deciding]
            + ([] if deciding else service.undecided(form.ends))
        ),
        waiting=sum(each.kind == "late" for each in queries.loose_ends(handover, today())),
        words=words,
        **{"problem": None, **late},
    )


def _ends(handover: WarmHandover) -> list[LooseEnd]:
    """Those this reader decides about, undecided first."""
    ends = queries.loose_ends(handover, today())
    mine = service.to_decide(this_act().actor, handover, ends)
    return sorted(mine, key=lambda each: each.decision is not None)


def ready_handover(reference: str) -> WarmHandover:
    """The handover of somebody who may get it ready; opening it leaves a line."""
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.READY_HANDOVER, handover)
    return handover
