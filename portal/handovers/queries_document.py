"""Which version of a handover somebody may have as a document, and what stands in it."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from portal.access import Actor
from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.models_consent import Consent, OtherOrganisation
from portal.handovers.models_timeline import Snapshot
from portal.handovers.queries_snapshot import content_of
from portal.handovers.queries_versions import readable_versions
from portal.handovers.rules_document import HandoverDocument, Recipient
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import NotVisible
from portal.trajectories.models_households import Client
from portal.work import rows


def versions_for(actor: Actor, handover: WarmHandover) -> list[Snapshot]:
    """The versions this person may have now, the newest last: those they read on the page, and for nobody one whose
    consent was withdrawn since. What was shared, the sender still reads on the page; a document for the team is not
    made of it any more (rule 9)."""
    found = readable_versions(actor, handover)
    if not found:
        return []
    withdrawn = _withdrawals(handover)
    return [
        snapshot
        for snapshot in reversed(found)
        # At the same moment counts as withdrawn: rather one version too few than one too many.
        if snapshot.made_at
        > withdrawn.get((snapshot.team_id, snapshot.organisation_id), datetime.min.replace(tzinfo=UTC))
    ]


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
    """What would go along now, made by what will freeze it."""
    return HandoverDocument(handover.reference, None, at, _recipient(handover), content_of(handover))


def _recipient(thing: Snapshot | WarmHandover) -> Recipient:
    """For whom a version was frozen, or a handover is being prepared."""
    if thing.organisation_id is not None:
        return Recipient("other_organisation", db.session.get_one(OtherOrganisation, thing.organisation_id).name, None)
    team = db.session.get_one(NeighbourhoodTeam, thing.team_id)
    return Recipient("neighbourhood_team", team.name, team.municipality.name)


def _withdrawals(handover: WarmHandover) -> dict[tuple[int | None, int | None], datetime]:
    """By team or other organisation, when one of the household last withdrew a consent for it."""
    statement = (
        select(Consent.team_id, Consent.organisation_id, func.max(Consent.withdrawn_at))
        .join(Client, Client.id == Consent.client_id)
        .where(Client.household_id == handover.household_id, Consent.withdrawn_at.is_not(None))
        .group_by(Consent.team_id, Consent.organisation_id)
    )
    return {(team_id, organisation_id): at for team_id, organisation_id, at in rows(statement)}
