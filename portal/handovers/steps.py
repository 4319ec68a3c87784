"""The parts that every step of a handover shares: opening it, the lock, the state, the timeline."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Select, select, update

from portal import audit, places
from portal.access import Action, RoleKind, may, require
from portal.db import Columns, db
from portal.handovers import path, queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.path import REFERENCE_ALPHABET, REFERENCE_LENGTH, next_state, reference_of
from portal.refusals import Busy, NotVisible, Refused
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work, fetch_all, find, unit_of_work

T = TypeVar("T")


def lock_household(work: Work, household_id: int) -> None:
    """Hold the household: every step of its handovers and consents waits its turn, so that an
    offer never overtakes the withdrawal of the consent it rests on."""
    work.hold(select(Household.id).where(Household.id == household_id))


def hold_household(work: Work, trajectory: Columns) -> None:
    """Do as `lock_household` does, for the trajectory that a statement finds or joins.

    Raises NotVisible when it finds none.
    """
    work.hold(trajectory.join(Trajectory.household).with_only_columns(Household.id))


def lock_handover(work: Work, reference: str) -> WarmHandover:
    """The handover as it is now, held until the end of the step.

    Raises NotVisible for a reference that is not this person's to see.
    """
    statement = queries.by_reference(work.act.actor, reference)
    hold_household(work, statement.join(WarmHandover.trajectory))
    return work.lock(statement)


def to_answer(work: Work, reference: str) -> WarmHandover:
    """The handover, held, for a step of the recipient. Raises NotVisible or Forbidden."""
    handover = lock_handover(work, reference)
    require(work.act.actor, Action.ANSWER_HANDOVER, handover)
    return handover


def lock_trajectory(work: Work, trajectory: Trajectory) -> Trajectory:
    """The trajectory, held after its household: always in this order, so that two steps never wait
    for each other."""
    return work.lock(select(Trajectory).where(Trajectory.id == trajectory.id))


def take_turns(
    act: Act, due: Sequence[Any], row_of: Callable[[int], Select[T]], take: Callable[[Work, T], object]
) -> dict[str, int]:
    """Take the steps of the portal itself: each of these rows (`id`, `household_id`) in a transaction of its own. It
    locks the household, then the row, and looks again: a step taken meanwhile is not taken twice. `row_of` finds a
    row as long as something is due.

    Gives how many were "done", and how many "failed" because they had no turn: those come again.
    """
    counts = {"done": 0, "failed": 0}
    for each in due:
        try:
            with unit_of_work(act) as work:
                lock_household(work, each.household_id)
                take(work, work.lock(row_of(each.id)))
                counts["done"] += 1
        except NotVisible:
            continue
        except Busy:
            counts["failed"] += 1
    return counts


def new_reference(work: Work) -> str:
    """A reference nobody can guess, short enough to read aloud."""
    while True:
        reference = reference_of("".join(secrets.choice(REFERENCE_ALPHABET) for _sign in range(REFERENCE_LENGTH)))
        if work.session.scalar(select(WarmHandover.id).where(WarmHandover.reference == reference)) is None:
            return reference


def take(work: Work, handover: WarmHandover, step: str, note: str | None = None, **facts: Any) -> None:
    """Move the handover one step on and write it in the timeline.

    Raises Refused("handover_moved_on") when the step does not follow from its state.
    """
    handover.state = next_state(handover.path, handover.state, step)
    tell_timeline(work, handover, step, note, **facts)


def tell_timeline(work: Work, handover: WarmHandover, step: str, note: str | None = None, **facts: Any) -> None:
    """Write a line in the timeline, from the side of the person who acts; what the portal does by
    itself nobody did."""
    actor = work.act.actor
    side = "team" if actor.kind is RoleKind.TEAM_MEMBER else "sender"
    work.session.add(
        HandoverEvent(
            handover_id=handover.id,
            step=step,
            at=work.act.at,
            by_id=actor.user_id or None,
            side=side if actor.user_id else "portal",
            team_id=handover.team_id,
            note=note,
            facts=facts,
        )
    )


def take_back(work: Work, handover: WarmHandover, reason: str | None) -> None:
    """Withdraw the handover as part of another step, which writes its own line in the timeline."""
    handover.state = next_state(handover.path, handover.state, "withdraw")
    handover.end_by_withdrawal(work.act.at, reason)


def done_by(work: Work, handover: WarmHandover, step: str) -> bool:
    """Whether this person took this step just before: a second tap of the same button."""
    last = work.session.scalars(
        select(HandoverEvent)
        .where(HandoverEvent.handover_id == handover.id, HandoverEvent.step != "seen")
        .order_by(HandoverEvent.id.desc())
        .limit(1)
    ).first()
    return last is not None and last.step == step and last.by_id == work.act.actor.user_id


def path_of(handover: WarmHandover) -> str:
    """Where the handover stands, for a notice."""
    return places.handover(handover.reference)


def check_editable(handover: WarmHandover) -> None:
    """Raise Refused("handover_moved_on") when the sender can write nothing in it now."""
    if not path.can_edit(handover.path, handover.state):
        raise Refused("handover_moved_on", state=handover.state, step="change")


LISTED = "handover.listed"


def open_handover(act: Act, reference: str) -> WarmHandover:
    """The handover somebody opens; every opening leaves its line with the version of the snapshot
    that was read (none when it shows no snapshot). The first by the team after an offer is written
    in the timeline: the sender sees that it was seen.

    Raises NotVisible.
    """
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        require(act.actor, Action.VIEW_HANDOVER, handover)
        shown = may(act.actor, Action.VIEW_SNAPSHOT, handover) and handover.snapshots
        mark_seen(work, handover)
        work.commit("handover.opened", handover, snapshot_version=handover.snapshots[-1].number if shown else None)
    return handover


def listed(act: Act, statement: Select[WarmHandover]) -> list[WarmHandover]:
    """The handovers of a list; each leaves one line, at most once in 15 minutes per reader.

    Rows that the session held are read anew: call this first.
    """
    handovers = fetch_all(statement)
    if not audit.unread(db.session(), act, LISTED, handovers):
        return handovers
    with unit_of_work(act) as work:
        handovers = fetch_all(statement)
        new = audit.unread(work.session, act, LISTED, handovers)
        if new:
            audit.write_all(work.session, [audit.line(act, LISTED, handover, {}) for handover in new[1:]])
            work.commit(LISTED, new[0])
    return handovers


def mark_seen(work: Work, handover: WarmHandover) -> None:
    """The first reading by the team after an offer goes into the timeline: the sender sees that it was seen."""
    # Past the version of the row: opening it must not make a form that somebody fills in stale.
    if work.act.actor.kind is not RoleKind.TEAM_MEMBER or handover.state != "offered":
        return
    marked = work.session.execute(
        update(WarmHandover)
        .where(WarmHandover.id == handover.id, WarmHandover.seen_at.is_(None), WarmHandover.state == "offered")
        .values(seen_at=work.act.at)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[Any], marked).rowcount:
        tell_timeline(work, handover, "seen")
