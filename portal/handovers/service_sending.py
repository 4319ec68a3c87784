"""What the ways to send a handover share: choosing the team, freezing what goes along, offering."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.handovers import queries, rules
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import Snapshot
from portal.handovers.queries_snapshot import adults_of, content_of, fingerprint, readiness_facts
from portal.handovers.rules_readiness import AdultFacts, offer_refusals, readiness
from portal.handovers.service_steps import take, tell_team
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.work import Work


def choose_team(work: Work, trajectory: Trajectory, team_id: int, reason: str | None) -> NeighbourhoodTeam:
    """The team that was chosen for an address.

    Raises Refused "team_unknown" or "other_team_needs_reason".
    """
    today = work.act.today
    found = next((team for team in queries.choosable(trajectory.household, today) if team.id == team_id), None)
    if found is None:
        raise Refused("team_unknown", field="team")
    rules.check_team(team_id, [team.id for team in queries.covering(trajectory.household, today)], reason)
    return found


def check_editable(handover: WarmHandover) -> None:
    """Raise Refused("handover_moved_on") when the sender can write nothing in it now."""
    if not rules.can_edit(handover.path, handover.state):
        raise Refused("handover_moved_on", state=handover.state, step="change")


def redirect_to(work: Work, handover: WarmHandover, team: NeighbourhoodTeam, reason: str | None) -> None:
    """Another team gets it, and starts afresh: the one that had it no longer finds it, at once.

    Raises Refused("handover_moved_on"), also for what goes to no team: the way is fixed once begun.
    """
    if handover.kind != rules.TEAM:
        raise Refused("handover_moved_on", state=handover.state, step="redirect")
    handover.team = team
    handover.team_id = team.id
    handover.other_team_reason = reason
    handover.start_afresh()
    take(work, handover, "redirect", reason, team=team.name)


def offer_now(work: Work, handover: WarmHandover, seen: str | None) -> int:
    """Freeze what goes along and open it to the team; gives the number of the version.

    Raises Refused("handover_moved_on") and as `freeze`.
    """
    rules.next_state(handover.path, handover.state, "offer")
    if handover.team_id is not None:  # its last reader waits to leave, or left
        work.hold(select(NeighbourhoodTeam.id).where(NeighbourhoodTeam.id == handover.team_id))
    number = freeze(work, handover, seen)
    handover.begin_offer(work.act.at)
    handover.offered_version = number
    take(work, handover, "offer", team=handover.recipient, number=number)
    tell_team(work, handover, "handover_offered")
    return number


def refuse_unready(work: Work, handover: WarmHandover, adults: Sequence[AdultFacts] | None = None) -> None:
    """Raise the named refusal of what the readiness list still needs, if anything."""
    today = work.act.today
    for item in offer_refusals(readiness(readiness_facts(handover, today, adults), today)):
        raise Refused(item.missing, who=item.who)


def freeze(work: Work, handover: WarmHandover, seen: str | None) -> int:
    """Keep what goes along now as the next snapshot; gives its number. `seen` is the fingerprint of what the sender
    read.

    Raises the named refusals of the readiness list, and Refused("snapshot_changed") when something else would go
    along than was read.
    """
    adults = adults_of(handover)
    refuse_unready(work, handover, adults)
    content = content_of(handover, adults)
    if fingerprint(content) != seen:
        raise Refused("snapshot_changed")
    number = len(handover.snapshots) + 1
    recipient = {"team_id": handover.team_id, "organisation_id": handover.organisation_id}
    snapshot = Snapshot(handover_id=handover.id, number=number, content=content, **recipient)
    snapshot.made_at = work.act.at
    work.add(snapshot)
    return number
