"""Which versions of what went along a reader may open."""

from portal.access import Action, Actor, RoleKind, may
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import Snapshot


def readable_versions(actor: Actor, handover: WarmHandover) -> list[Snapshot]:
    """Newest first: for the sender every one, for the team those of the offer that runs, as long as it reads what goes
    along at all (rule 9). One of an offer before may rest on a consent that no longer stands."""
    if not may(actor, Action.VIEW_SNAPSHOT, handover):
        return []
    found = handover.snapshots
    if actor.kind is RoleKind.TEAM_MEMBER:
        first = handover.offered_version or 1
        found = [each for each in found if each.team_id == actor.team_id and each.number >= first]
    return list(reversed(found))
