"""Send a newer version of what goes along, while the recipient has it."""

from portal.access import Action, require
from portal.handovers import rules
from portal.handovers.models import WarmHandover
from portal.handovers.queries_snapshot import content_of
from portal.handovers.rules_versions import changed_parts
from portal.handovers.service_sending import freeze
from portal.handovers.service_steps import done_by, lock_handover, take, tell_team
from portal.refusals import Refused
from portal.work import Act, unit_of_work


def renew(act: Act, reference: str, seen: str | None) -> WarmHandover:
    """Send what goes along now as a newer version; the version that was accepted stays known.

    `seen` is the fingerprint of the preview that was read. A second tap gives the same result. Raises NotVisible,
    Forbidden, Refused "handover_moved_on", "nothing_changed", "snapshot_changed", and the named refusals of the
    readiness list: consent must cover what is sent (rule 9).
    """
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, Action.OFFER, handover)
        rules.next_state(handover.path, handover.state, "renew")
        parts = changed_parts(handover.snapshots[-1].content, content_of(handover))
        if not parts and done_by(work, handover, "renew"):
            return handover
        if not parts:
            raise Refused("nothing_changed")
        number = freeze(work, handover, seen)
        # To the team it is new again until somebody opened it.
        handover.seen_at = None if handover.state == "offered" else handover.seen_at
        take(work, handover, "renew", number=number, parts=parts)
        tell_team(work, handover, "handover_renewed")
        work.commit(
            "handover.renewed", handover, reference=reference, team_id=handover.team_id, snapshot_version=number
        )
    return handover
