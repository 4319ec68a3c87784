"""Deciding about loose ends: passed on, closed, or kept by somebody named."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access import Action, Actor, may, require
from portal.checklists.models import ChecklistItem
from portal.checklists.rules import ItemState
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.loose_ends.queries import COLUMNS, loose_ends
from portal.handovers.loose_ends.rules import DECISIONS, Decision, LooseEnd, can_decide, check_decision, moved_on
from portal.handovers.models.handover import WarmHandover
from portal.handovers.steps import held
from portal.handovers.telling import tell_senders
from portal.refusals import Refused
from portal.work import Act, Work


def decide(act: Act, reference: str, decisions: Sequence[Decision]) -> None:
    """Keep what was decided about the loose ends of a handover, all together or nothing. Closing an item says there
    that it is not for this household, with the reason; it ticks nothing. A loose end that is over since is left alone.
    Raises NotVisible, Forbidden, Refused "handover_moved_on" when the handover is over and checked,
    "loose_end_moved_on" (facts: `names`) when somebody else decided otherwise meanwhile, and what `check_decision`
    raises."""
    with held(act, reference, Action.READY_HANDOVER) as (work, handover):
        if not can_decide(handover.path, handover.state):
            raise Refused("handover_moved_on")
        ends = {each.name: each for each in to_decide(act.actor, handover, loose_ends(handover, act.today))}
        present = [each for each in decisions if each.name in ends]
        moved = moved_on(present, ends)
        if moved:
            raise Refused("loose_end_moved_on", names=moved)
        new = [each for each in present if each.changes(ends[each.name])]
        for decision in new:
            _keep(work, handover, ends[decision.name], decision)
        if new:
            said = Counter(each.decision for each in new)
            work.commit("loose_ends.decided", handover, reference=reference, **{code: said[code] for code in DECISIONS})


def to_decide(actor: Actor, handover: WarmHandover, ends: Sequence[LooseEnd]) -> list[LooseEnd]:
    """The loose ends this person decides about: late contacts are only a coordinator's to read."""
    settles = may(actor, Action.SETTLE_LATE_CONTACT, handover)
    return [each for each in ends if each.kind != "late" or settles]


def tell_undecided(work: Work, handover: WarmHandover) -> None:
    """Tell the coordinators that a loose end came in since the offer and nobody decided about it: in the step by which
    a meeting counts. It keeps nobody from completing."""
    if undecided(loose_ends(handover, work.act.today)):
        tell_senders(work, handover, "loose_ends_undecided", volunteer=False)


def undecided(ends: Sequence[LooseEnd]) -> list[LooseEnd]:
    """Those about which nobody decided."""
    return [each for each in ends if each.decision is None]


def _keep(work: Work, handover: WarmHandover, end: LooseEnd, decision: Decision) -> None:
    check_decision(end.kind, decision.decision, decision.words)
    about: dict[str, Any] = {"handover_id": handover.id, COLUMNS[end.kind]: end.key}
    row = work.session.scalars(select(LooseEndDecision).filter_by(**about)).first() or LooseEndDecision(**about)
    row.appointment_on = end.on if end.kind == "appointment" else None
    row.decision = decision.decision
    row.kept_by = decision.words if decision.decision == "kept" else None
    row.decided_by_id = work.act.actor.user_id
    row.decided_at = work.act.at
    work.session.add(row)
    if end.kind == "item" and decision.decision == "closed":
        _close_item(work, end.key, decision.words)


def _close_item(work: Work, item_id: int, reason: str | None) -> None:
    item = work.session.get_one(ChecklistItem, item_id)
    require(work.act.actor, Action.TICK_ITEM, item)
    if item.become(work.act, item.version, ItemState("not_applicable", reason=reason)):
        work.note("item.not_applicable", item, item_id=item.id)
