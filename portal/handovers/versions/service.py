"""Send a newer version of what goes along, while the recipient has it."""

from portal.handovers import queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer.queries import content_of
from portal.handovers.offer.service import freeze
from portal.handovers.steps import step
from portal.handovers.telling import tell_team
from portal.handovers.versions.queries import readable_versions
from portal.handovers.versions.rules import changed_parts
from portal.refusals import NotVisible, Refused
from portal.work import Act, find, unit_of_work


def renew(act: Act, reference: str, seen: str | None) -> WarmHandover:
    """Send what goes along now as a newer version; the accepted version stays known. `seen` is the fingerprint of the
    preview. Raises NotVisible, Forbidden, Refused "handover_moved_on", "nothing_changed", "snapshot_changed", and the
    named refusals of the readiness list: consent must cover what is sent (rule 9)."""
    with step(act, reference, "renew") as now:
        handover = now.handover
        sent = handover.can("renew")
        parts = changed_parts(handover.snapshots[-1].content, content_of(handover)) if sent else []
        if now.again(not parts):
            return handover
        if not parts:
            raise Refused("nothing_changed")
        number = freeze(now.work, handover, seen)
        # To the team it is new again until somebody opened it.
        handover.seen_at = None if handover.state == "offered" else handover.seen_at
        now.take(number=number, parts=parts)
        now.facts.update(team_id=handover.team_id, snapshot_version=number)
        tell_team(now.work, handover, "handover_renewed")
    return handover


def read_version(act: Act, reference: str, number: int) -> tuple[WarmHandover, Snapshot]:
    """The handover of which somebody opens one version, and that version; the line says which.
    Raises NotVisible, also for a version that is not theirs to read."""
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        found = next((each for each in readable_versions(act.actor, handover) if each.number == number), None)
        if found is None:
            raise NotVisible
        work.commit("handover.opened", handover, snapshot_version=number)
    return handover, found
