"""The parts that every step of a handover shares: the lock, the state, the timeline."""

import secrets
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, Select, select, update

from portal import places
from portal.access import Action, RoleKind, require
from portal.db import Columns
from portal.handovers import path, queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.path import REFERENCE_ALPHABET, REFERENCE_LENGTH, next_state, reference_of
from portal.refusals import Busy, NotVisible, Refused
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work, unit_of_work

T = TypeVar("T")
# Who may take a step, and the line it leaves in the audit log.
STEPS_OF_PEOPLE: dict[str, tuple[Action, str]] = {
    "redirect": (Action.OFFER, "handover.changed"),
    "offer": (Action.OFFER, "handover.offered"),
    "renew": (Action.OFFER, "handover.renewed"),
    "accept": (Action.ANSWER_HANDOVER, "handover.accepted"),
    "return": (Action.ANSWER_HANDOVER, "handover.returned"),
    "answer": (Action.ANSWER_HANDOVER, "handover.answered"),
    "plan": (Action.ANSWER_HANDOVER, "handover.planned"),
    "hold": (Action.ANSWER_HANDOVER, "handover.held"),
    "miss": (Action.ANSWER_HANDOVER, "handover.missed"),
    "count": (Action.COUNT_MEETING, "handover.counted"),
    "complete": (Action.ANSWER_HANDOVER, "handover.completed"),
    "check": (Action.CHECK_ARRIVAL, "handover.checked"),
    "withdraw": (Action.WITHDRAW, "handover.withdrawn"),
}


def hold_household(work: Work, trajectory: Columns) -> None:
    """Hold the household of the trajectory that a statement finds or joins. Every step of its handovers and consents
    waits its turn: so an offer never overtakes the withdrawal of its consent. Raises NotVisible when it finds none."""
    work.hold(trajectory.join(Trajectory.household).with_only_columns(Household.id))


def lock_handover(work: Work, reference: str) -> WarmHandover:
    """The handover as it is now, held until the end of the step.
    Raises NotVisible for a reference that is not this person's to see."""
    statement = queries.by_reference(work.act.actor, reference)
    hold_household(work, statement.join(WarmHandover.trajectory))
    return work.lock(statement)


class Step:
    """A step that somebody takes now: `facts` are what its audit line says besides the reference."""

    def __init__(self, work: Work, handover: WarmHandover, name: str) -> None:
        self.work, self.handover, self.name = work, handover, name
        self.facts: dict[str, Any] = {}
        self.before: bool | None = None
        self.taken = False

    def again(self, same: bool = True, *steps: str, mine: bool = True) -> bool:
        """Whether it was taken just before with the `same` outcome, so that a second tap does nothing. `steps` are
        those it may have become; not `mine` is by anybody.
        Raises Refused("handover_moved_on") when it cannot be taken now."""
        names = steps or (self.name,)
        there = same and self.handover.state in path.states_after(*names)
        self.before = there and (not mine or done_by(self.work, self.handover, *names))
        if not self.before:
            next_state(self.handover.path, self.handover.state, self.name)
        return self.before

    def take(self, note: str | None = None, become: str | None = None, **facts: Any) -> None:
        """Move the handover on and write the step in the timeline, as the one it has `become`."""
        assert self.before is False, "ask first whether it was done before"
        self.name = become or self.name
        take(self.work, self.handover, self.name, note, **facts)
        self.taken = True


@contextmanager
def held(act: Act, reference: str, action: Action) -> Generator[tuple[Work, WarmHandover]]:
    """A unit of work about one handover, held, for who may do this with it. Raises NotVisible or Forbidden."""
    with unit_of_work(act) as work:
        handover = lock_handover(work, reference)
        require(act.actor, action, handover)
        yield work, handover


@contextmanager
def step(act: Act, reference: str, name: str) -> Generator[Step]:
    """A step of a handover, kept at the end of the block. The block must ask whether it was done before (`again`) and
    take it (`take`). Raises NotVisible, Forbidden, and as the block does."""
    with held(act, reference, STEPS_OF_PEOPLE[name][0]) as (work, handover):
        now = Step(work, handover, name)
        yield now
        if not now.before:
            assert now.taken, f"nobody took the step {name}"
            work.commit(STEPS_OF_PEOPLE[now.name][1], handover, reference=reference, **now.facts)


def lock_trajectory(work: Work, trajectory: Trajectory) -> Trajectory:
    """The trajectory, held after its household: always in this order, so that two steps never wait
    for each other."""
    return work.lock(select(Trajectory).where(Trajectory.id == trajectory.id))


def take_turns(
    act: Act, due: Sequence[Any], row_of: Callable[[int], Select[T]], take: Callable[[Work, T], bool | None]
) -> dict[str, int]:
    """Take the steps of the portal itself: each row (`id`, `household_id`) in a transaction of its own, which locks the
    household, then the row, and looks again. `row_of` finds a row as long as something is due; when `take` says that
    more is, it comes again. Gives how many were "done", and how many "failed" because they had no turn."""
    counts = {"done": 0, "failed": 0}
    for each in due:
        try:
            more: bool | None = True
            while more:
                with unit_of_work(act) as work:
                    work.hold(select(Household.id).where(Household.id == each.household_id))
                    more = take(work, work.lock(row_of(each.id)))
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
    Raises Refused("handover_moved_on") when the step does not follow from its state."""
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


def done_by(work: Work, handover: WarmHandover, *steps: str) -> bool:
    """Whether this person took one of these steps just before."""
    last = work.session.scalars(
        select(HandoverEvent)
        .where(HandoverEvent.handover_id == handover.id, HandoverEvent.step != "seen")
        .order_by(HandoverEvent.id.desc())
        .limit(1)
    ).first()
    return last is not None and last.step in steps and last.by_id == work.act.actor.user_id


def path_of(handover: WarmHandover) -> str:
    """Where the handover stands, for a notice."""
    return places.handover(handover.reference)


def check_editable(handover: WarmHandover) -> None:
    """Raise Refused("handover_moved_on") when the sender can write nothing in it now."""
    if not path.can_edit(handover.path, handover.state):
        raise Refused("handover_moved_on", state=handover.state, step="change")


def put_aside(work: Work, handover: WarmHandover, *when: ColumnElement[bool], **values: Any) -> bool:
    """Give the row these values past its version: a form that somebody fills in does not get stale by it. Tells whether
    it still was so (`when`)."""
    statement = update(WarmHandover).where(WarmHandover.id == handover.id, *when).values(values)
    done = work.session.execute(statement, execution_options={"synchronize_session": False})
    return bool(cast(CursorResult[Any], done).rowcount)
