"""Offering: what goes along is frozen and opened to the team; and taking the offer back."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers import path as handover_path
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.readiness.queries import adults_of, readiness_facts
from portal.handovers.readiness.rules import AdultFacts, offer_refusals, readiness
from portal.handovers.steps import done_by, lock_handover, take, take_back, tell_timeline
from portal.handovers.telling import tell_senders, tell_team
from portal.organisation.models import NeighbourhoodTeam
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def offer_now(work: Work, handover: WarmHandover, seen: str | None) -> int:
    """Freeze what goes along and open it to the team; gives the number of the version.

    Raises Refused("handover_moved_on") and as `freeze`.
    """
    handover_path.next_state(handover.path, handover.state, "offer")
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


def offer(act: Act, reference: str, seen: str | None) -> WarmHandover:
    """Freeze what goes along and offer it to the team, which sees it from now on (rule 9).

    `seen` is the fingerprint of the preview that was read. A second tap gives the same result.
    Raises NotVisible, Forbidden, Refused("handover_moved_on"), Refused("snapshot_changed") when
    something else would go along than was shown, and the named refusals of the readiness list.
    """
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, Action.OFFER, handover)
        if handover.state == "offered" and done_by(work, handover, "offer"):
            return handover
        handover_path.next_state(handover.path, handover.state, "offer")
        number = offer_now(work, handover, seen)
        work.commit(
            "handover.offered", handover, reference=reference, team_id=handover.team_id, snapshot_version=number
        )
    return handover


def withdraw(act: Act, reference: str, reason: str) -> None:
    """Take an open handover back, with a reason that both sides read.

    A second tap gives the same result. Raises NotVisible, Forbidden, Refused("handover_moved_on").
    """
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, Action.WITHDRAW, handover)
        if handover.state == "withdrawn" and done_by(work, handover, "withdraw"):
            return
        take_back(work, handover, reason)
        tell_timeline(work, handover, "withdraw", reason)
        if handover.offered_to_team_id is not None:
            tell_team(work, handover, "handover_withdrawn")
        tell_senders(work, handover, "handover_withdrawn")
        work.commit("handover.withdrawn", handover, reference=reference)
