"""What every step of a handover shares: the lock, the state, the timeline, telling people."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, select

from portal.access import Action, RoleKind, require
from portal.handovers import queries, queries_team
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.queries_people import focal_officers_of, members_of, senders_of, who_accepted
from portal.handovers.rules import REFERENCE_ALPHABET, REFERENCE_LENGTH, next_state, reference_of
from portal.people.queries_stand_in import told_for
from portal.people.service_notices import notify
from portal.refusals import Busy, NotVisible
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_households import Household
from portal.work import Act, Work, unit_of_work

T = TypeVar("T")
FOCAL_OFFICER_FIRST = ("handover_offered",)
WHO_HAS_IT_FIRST = ("handover_renewed", "handover_message", "handover_stands_still")


def lock_household(work: Work, household_id: int) -> None:
    """Hold the household: every step of its handovers and consents waits its turn, so that an
    offer never overtakes the withdrawal of the consent it rests on."""
    work.hold(select(Household.id).where(Household.id == household_id))


def hold_household(work: Work, trajectory: Select[Any]) -> None:
    """As `lock_household`, of the trajectory that a statement finds, or that it joins.

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
    act: Act, due: Sequence[Any], row_of: Callable[[int], Select[tuple[T]]], take: Callable[[Work, T], object]
) -> dict[str, int]:
    """What the portal does by itself: each of these rows (`id`, `household_id`) in a transaction of its own, which
    holds the household, then the row, and looks again: what was done meanwhile is not done twice. `row_of` finds a row
    as long as something is due.

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


def tell_team(work: Work, handover: WarmHandover, code: str, reminder: bool = False) -> None:
    """Leave a notice with the team. It names the reference, nobody.

    An offer goes to the focal officer first, and to the worker it is meant for; the others hear of it with a
    reminder. What comes in while somebody has it goes to that person. When nobody of these works in the team now, and
    with every other notice, everyone who does is told at once: nothing waits for who is not there.
    """
    first: list[int] = []
    if code in FOCAL_OFFICER_FIRST and handover.team is not None:
        named = queries_team.named(queries_team.members_of(handover.team_id), handover.for_worker)
        first = focal_officers_of(handover) + (members_of(handover, named.id) if named else [])
    elif code in WHO_HAS_IT_FIRST:
        first = who_accepted(handover)
    tell_roles(work, handover, code, first or members_of(handover), reminder)


def tell_senders(work: Work, handover: WarmHandover, code: str, volunteer: bool = True) -> None:
    """Leave a notice with the coordinators of the location who took part in it (with all of them
    when none is left), and with the volunteer."""
    tell_roles(work, handover, code, senders_of(handover))
    assignment = handover.trajectory.current
    if volunteer and assignment is not None:
        notify(work, assignment.volunteer.user_id, code, path_of(handover), reference=handover.reference)


def tell_volunteer(work: Work, assignment: Assignment, code: str) -> None:
    """Leave a notice with the volunteer whose support ends: it leads to their start, since the file
    is no longer theirs to open."""
    notify(work, assignment.volunteer.user_id, code, "/vandaag")


def path_of(handover: WarmHandover) -> str:
    """Where the handover stands, for a notice."""
    return f"/overdrachten/{handover.reference}"


def tell_roles(work: Work, handover: WarmHandover, code: str, role_ids: list[int], reminder: bool = False) -> None:
    """Leave a notice with who has these roles, and with who stands in for those who are away."""
    for user_id in told_for(role_ids, work.act.today):
        notify(work, user_id, code, path_of(handover), reminder, reference=handover.reference)
