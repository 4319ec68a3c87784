"""The sender's side: prepare, choose the team, fill in, offer, withdraw."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.access import Action, require
from portal.handovers import rules
from portal.handovers.models import HandoverNeed, WarmHandover
from portal.handovers.rules import Agreed
from portal.handovers.service_beginning import begin, check_way, to_begin
from portal.handovers.service_sending import check_editable, choose_team, offer_now, redirect_to
from portal.handovers.service_steps import (
    done_by,
    lock_handover,
    take_back,
    tell_senders,
    tell_team,
    tell_timeline,
)
from portal.refusals import Refused
from portal.trajectories.models_configuration import Topic
from portal.work import Act, Work, unit_of_work


def prepare(act: Act, trajectory_id: int, team_id: int, variant: str, reason: str | None = None) -> WarmHandover:
    """Start a handover to a team; nobody of the team sees it yet.

    `reason` says why another team than the one that covers the postcode. Raises as
    `service_beginning.to_begin`, Refused "team_unknown" or "other_team_needs_reason".
    """
    with unit_of_work(act) as work:
        trajectory = to_begin(work, trajectory_id, rules.TEAM, variant)
        team = choose_team(work, trajectory, team_id, reason)
        handover = begin(work, trajectory, rules.TEAM, variant, team=team, other_team_reason=reason)
        work.commit("handover.prepared", handover, reference=handover.reference)
    return handover


def change_course(
    act: Act, reference: str, version: int | None, team_id: int, variant: str, reason: str | None
) -> WarmHandover:
    """Choose another team or variant before the (next) offer. Another team starts afresh: the team
    that had it no longer finds it, at once.

    Raises as `prepare`, Refused("stale"), and Refused("handover_moved_on") when it is with a team.
    """
    with unit_of_work(act) as work:
        handover = _to_change(work, reference, version)
        check_way(handover.trajectory, handover.kind, variant)
        team = choose_team(work, handover.trajectory, team_id, reason)
        if team.id != handover.team_id:
            redirect_to(work, handover, team, reason)
        handover.choose_variant(variant)
        handover.other_team_reason = reason
        work.commit("handover.changed", handover, reference=reference)
    return handover


def change_content(
    act: Act,
    reference: str,
    version: int | None,
    needs: Sequence[tuple[int, str]],
    who_else_helps: str | None,
    agreements: Sequence[Agreed],
) -> None:
    """Write what goes along in variant B: a sentence for each need (topic key, sentence), who else
    helps, and what was agreed already. While a team has it, that team goes on reading what was sent; see
    `service_versions.renew`.

    Raises NotVisible, Forbidden, Refused "stale", "handover_moved_on" or "topic_unknown".
    """
    with unit_of_work(act) as work:
        handover = _to_edit(work, reference, version)
        known = set(work.session.scalars(select(Topic.id)))
        if any(topic_id not in known for topic_id, _sentence in needs):
            raise Refused("topic_unknown")
        if _says_otherwise(handover, needs, who_else_helps, agreements):
            handover.draft_read_on = None  # the client did not read what it says now
        handover.needs = [HandoverNeed(topic_id=topic_id, sentence=sentence) for topic_id, sentence in needs]
        handover.who_else_helps = who_else_helps
        handover.put_agreements("offer", agreements)
        work.commit("handover.changed", handover, reference=reference)


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
        rules.next_state(handover.path, handover.state, "offer")
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


def _to_change(work: Work, reference: str, version: int | None) -> WarmHandover:
    handover = _to_edit(work, reference, version)
    rules.next_state(handover.path, handover.state, "change")
    return handover


def _to_edit(work: Work, reference: str, version: int | None) -> WarmHandover:
    handover = lock_handover(work, reference)
    require(work.act.actor, Action.PREPARE_HANDOVER, handover)
    check_editable(handover)
    if handover.version != version:
        raise Refused("stale")
    return handover


def _says_otherwise(
    handover: WarmHandover,
    needs: Sequence[tuple[int, str]],
    who_else_helps: str | None,
    agreements: Sequence[Agreed],
) -> bool:
    now = (
        [(need.topic_id, need.sentence) for need in handover.needs],
        handover.who_else_helps,
        [Agreed(each.what, each.who, each.before) for each in handover.agreements if each.stage == "offer"],
    )
    return now != (list(needs), who_else_helps, list(agreements))
