"""Which versions of what went along a reader may open, and what would go along now."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.access import Action, Actor, RoleKind, may
from portal.db import db
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverNeed, Snapshot
from portal.handovers.offer.queries import content_of
from portal.handovers.readiness.rules import AdultFacts
from portal.trajectories.models.household import Client, ClientLanguage
from portal.trajectories.models.trajectory import Goal
from portal.work import rows


def content_now(handover: WarmHandover, adults: Sequence[AdultFacts] | None = None) -> dict[str, Any]:
    """The content of now, for a page that compares: the same number of statements however large the household.
    `adults`: the content if they had consented so."""
    household_id = handover.household_id
    spoken = selectinload(Client.spoken).joinedload(ClientLanguage.language)
    parts = (
        select(Client).where(Client.household_id == household_id).options(spoken),
        select(HandoverNeed).where(HandoverNeed.handover_id == handover.id).options(joinedload(HandoverNeed.topic)),
        select(Goal).where(Goal.trajectory_id == handover.trajectory_id).options(joinedload(Goal.topic)),
    )
    # Held until the content is made: what nobody holds the session forgets.
    held = [db.session.scalars(part).all() for part in parts]
    content = content_of(handover, adults)
    del held
    return content


def readable_versions(actor: Actor, handover: WarmHandover) -> list[Snapshot]:
    """The versions, newest first: for the sender all, for the team those of the offer that runs, while it reads
    anything (rule 9). The sender reads none of an earlier offer that went to an organisation without an account."""
    if not may(actor, Action.VIEW_SNAPSHOT, handover):
        return []
    found = handover.snapshots
    if actor.kind is RoleKind.TEAM_MEMBER:
        first = handover.offered_version or 1
        found = [each for each in found if each.team_id == actor.team_id and each.number >= first]
    elif any(each.organisation_id for each in found):
        kept = still_consented(handover, found)
        found = [each for each in found if each.organisation_id is None or each in kept]
    return list(reversed(found))


def still_consented(handover: WarmHandover, snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """Those since which nobody of the household withdrew a consent for whom they went to. At the same moment counts as
    withdrawn: rather one version too few than one too many."""
    withdrawn = _withdrawals(handover) if snapshots else {}
    never = datetime.min.replace(tzinfo=UTC)
    return [each for each in snapshots if each.made_at > withdrawn.get((each.team_id, each.organisation_id), never)]


def _withdrawals(handover: WarmHandover) -> dict[tuple[int | None, int | None], datetime]:
    """When, per team or other organisation, one of the household last withdrew a consent for it."""
    statement = (
        select(Consent.team_id, Consent.organisation_id, func.max(Consent.withdrawn_at))
        .join(Client, Client.id == Consent.client_id)
        .where(Client.household_id == handover.household_id, Consent.withdrawn_at.is_not(None))
        .group_by(Consent.team_id, Consent.organisation_id)
    )
    return {(team_id, organisation_id): at for team_id, organisation_id, at in rows(statement) if at}
