"""Offering: what goes along is frozen and opened to the team; and taking the offer back."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.readiness.queries import adults_of, readiness_facts
from portal.handovers.readiness.rules import AdultFacts, offer_refusals, readiness
from portal.handovers.steps import Step, step
from portal.handovers.telling import tell_senders, tell_team
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import Refused
from portal.work import Act, Work


def offer_now(now: Step, seen: str | None) -> None:
    """Freeze what goes along and open it to the team, as the step somebody takes or as what it became.
    Raises Refused("handover_moved_on") and as `freeze`."""
    work, handover = now.work, now.handover
    if handover.team_id is not None:  # its last reader waits to leave, or left
        work.hold(select(NeighbourhoodTeam.id).where(NeighbourhoodTeam.id == handover.team_id))
    number = freeze(work, handover, seen)
    handover.begin_offer(work.act.at)
    handover.offered_version = number
    now.take(become="offer", team=handover.recipient, number=number)
    now.facts.update(team_id=handover.team_id, snapshot_version=number)
    tell_team(work, handover, "handover_offered")


def refuse_unready(work: Work, handover: WarmHandover, adults: Sequence[AdultFacts] | None = None) -> None:
    """Raise the named refusal of what the readiness list still needs, if anything."""
    today = work.act.today
    for item in offer_refusals(readiness(readiness_facts(handover, today, adults), today)):
        raise Refused(item.missing, who=item.who)


def freeze(work: Work, handover: WarmHandover, seen: str | None) -> int:
    """Keep what goes along now as the next snapshot; gives its number. `seen` is the fingerprint of what was read.
    Raises the refusals of the readiness list, and Refused("snapshot_changed") when something else would go along."""
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


def offer(act: Act, reference: str, seen: str | None) -> WarmHandover:
    """Freeze what goes along and offer it to the team, which sees it from now on (rule 9). `seen` is the fingerprint of
    the preview that was read. Raises NotVisible, Forbidden, Refused("handover_moved_on"), and as `freeze`."""
    with step(act, reference, "offer") as now:
        if not now.again():
            offer_now(now, seen)
    return now.handover


def withdraw(act: Act, reference: str, reason: str) -> None:
    """Take an open handover back, with a reason that both sides read. A second tap gives the same result.
    Raises NotVisible, Forbidden, Refused("handover_moved_on")."""
    with step(act, reference, "withdraw") as now:
        handover = now.handover
        if now.again():
            return
        handover.end_by_withdrawal(act.at, reason)
        now.take(reason)
        if handover.offered_to_team_id is not None:
            tell_team(now.work, handover, "handover_withdrawn")
        tell_senders(now.work, handover, "handover_withdrawn")
