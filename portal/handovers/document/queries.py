"""Which version of a handover somebody may have as a document, and what stands in it."""

from datetime import datetime

from portal.access import Actor
from portal.db import db
from portal.handovers.document.rules import HandoverDocument, Recipient
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer.queries import content_of
from portal.handovers.versions.queries import readable_versions, still_consented
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import NotVisible


def versions_for(actor: Actor, handover: WarmHandover) -> list[Snapshot]:
    """The versions this person may download now, the newest last: those they read on the page and that consent still
    covers. The sender still reads the others on the page, without a document (rule 9)."""
    return still_consented(handover, list(reversed(readable_versions(actor, handover))))


def version_for(actor: Actor, handover: WarmHandover, number: int | None) -> Snapshot:
    """The version with a number, or the newest. Raises NotVisible when it is not this person's to have."""
    for snapshot in reversed(versions_for(actor, handover)):
        if number is None or snapshot.number == number:
            return snapshot
    raise NotVisible


def document_of(handover: WarmHandover, snapshot: Snapshot) -> HandoverDocument:
    """A frozen version as it was offered."""
    return HandoverDocument(
        handover.reference, snapshot.number, snapshot.made_at, _recipient(snapshot), snapshot.content
    )


def draft_of(handover: WarmHandover, at: datetime) -> HandoverDocument:
    """The document of what would go along now, made by the function that freezes a version."""
    return HandoverDocument(handover.reference, None, at, _recipient(handover), content_of(handover))


def _recipient(thing: Snapshot | WarmHandover) -> Recipient:
    """For whom a version was frozen, or a handover is being prepared."""
    if thing.organisation_id is not None:
        return Recipient("other_organisation", db.session.get_one(OtherOrganisation, thing.organisation_id).name, None)
    team = db.session.get_one(NeighbourhoodTeam, thing.team_id)
    return Recipient("neighbourhood_team", team.name, team.municipality.name)
