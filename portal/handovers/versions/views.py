"""Versions of what goes along: read one, look at the next, send it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from portal import i18n
from portal.access import Action, require
from portal.handovers.offer.forms import OfferForm
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.offer.words import renewed_words
from portal.handovers.page.views import handover_page, readable, to_handover
from portal.handovers.readiness.queries import readiness_facts
from portal.handovers.readiness.rules import offer_refusals, readiness
from portal.handovers.traces import open_handover
from portal.handovers.versions import service
from portal.handovers.versions.page import changed_since_sending
from portal.handovers.versions.service import read_version
from portal.refusals import Refused
from portal.web.acting import this_act, today
from portal.web.editing import attempt
from portal.web.rendering import answer
from portal.wording import say

blueprint = Blueprint("handovers_versions", __name__)


@blueprint.get("/overdrachten/<reference>/versies/<int:number>")
def version(reference: str, number: int) -> ResponseReturnValue:
    """One version as it was frozen; reading it leaves a line."""
    handover, found = read_version(this_act(), reference, number)
    return answer(
        "handovers/versions/version.html",
        handover=handover,
        number=number,
        when=i18n.moment(found.made_at),
        snapshot=readable(found.content),
    )


@blueprint.get("/overdrachten/<reference>/nieuwe-versie")
def preview(reference: str) -> ResponseReturnValue:
    """Exactly what would go along in a new version, and what is missing for it."""
    return _preview(reference)


@blueprint.post("/overdrachten/<reference>/nieuwe-versie")
def renew(reference: str) -> ResponseReturnValue:
    """Send the version that was read on the preview."""

    def refuse(refused: Refused) -> ResponseReturnValue:
        over = refused.code in ("handover_moved_on", "nothing_changed")
        return handover_page(reference, 409, refused) if over else _preview(reference, refused)

    return attempt(
        lambda: service.renew(this_act(), reference, OfferForm().seen.data),
        lambda made: to_handover(reference, renewed_words(made.kind, made.recipient), own_step=True),
        refuse,
    )


def _preview(reference: str, refused: Refused | None = None) -> ResponseReturnValue:
    handover = open_handover(this_act(), reference)
    require(this_act().actor, Action.OFFER, handover)
    changed = changed_since_sending(handover)
    if not changed:
        return to_handover(reference)
    content = content_of(handover)
    items = readiness(readiness_facts(handover, today()), today())
    return answer(
        "handovers/versions/renew.html",
        status=409 if refused else 200,
        handover=handover,
        form=OfferForm(data={"seen": fingerprint(content)}, formdata=None),
        problem=say(refused) if refused else None,
        changed=changed,
        number=handover.snapshots[-1].number + 1,
        readiness=items,
        missing=offer_refusals(items),
        snapshot=readable(content),
    )
