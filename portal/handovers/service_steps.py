"""What every step of a handover shares: the lock, the state, the timeline, telling people."""

import secrets
from typing import Any

from sqlalchemy import select

from portal.access import RoleKind
from portal.handovers import queries
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.rules import REFERENCE_ALPHABET, REFERENCE_LENGTH, next_state, reference_of
from portal.people.models import Role, User
from portal.people.service_notices import notify
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_households import Household
from portal.work import Work, find


def lock_household(work: Work, household_id: int) -> None:
    """Hold the household: every step of its handovers and consents waits its turn, so that an
    offer never overtakes the withdrawal of the consent it rests on."""
    work.lock(select(Household).where(Household.id == household_id))


def lock_handover(work: Work, reference: str) -> WarmHandover:
    """The handover as it is now, held until the end of the step.

    Raises NotVisible for a reference that is not this person's to see.
    """
    statement = queries.by_reference(work.act.actor, reference)
    lock_household(work, find(statement).household_id)
    return work.lock(statement)


def lock_trajectory(work: Work, trajectory: Trajectory) -> Trajectory:
    """The trajectory, held after its household: always in this order, so that two steps never wait
    for each other."""
    return work.lock(select(Trajectory).where(Trajectory.id == trajectory.id))


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
    """Write a line in the timeline, from the side of the person who acts."""
    work.session.add(
        HandoverEvent(
            handover_id=handover.id,
            step=step,
            at=work.act.at,
            by_id=work.act.actor.user_id,
            side="team" if work.act.actor.kind is RoleKind.TEAM_MEMBER else "sender",
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


def tell_team(work: Work, handover: WarmHandover, code: str) -> None:
    """Leave a notice with everyone who works in the team now. It names the reference, nobody. At another
    organisation nobody reads notices here."""
    if handover.team_id is None:
        return
    members = select(Role.user_id).where(
        Role.kind == RoleKind.TEAM_MEMBER, Role.team_id == handover.team_id, Role.ended_on.is_(None)
    )
    _tell(work, handover, code, members)


def tell_senders(work: Work, handover: WarmHandover, code: str, volunteer: bool = True) -> None:
    """Leave a notice with the coordinators of the location who took part in it (with all of them
    when none is left), and with the volunteer."""
    current = select(Role.user_id).where(
        Role.kind == RoleKind.COORDINATOR, Role.location_id == handover.location_id, Role.ended_on.is_(None)
    )
    took_part = select(HandoverEvent.by_id).where(
        HandoverEvent.handover_id == handover.id, HandoverEvent.side == "sender"
    )
    people = set(work.session.scalars(current.where(Role.user_id.in_(took_part))))
    _tell(work, handover, code, current.where(Role.user_id.in_(people)) if people else current)
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


def _tell(work: Work, handover: WarmHandover, code: str, people: Any) -> None:
    active = select(User.id).where(User.id.in_(people), User.active).order_by(User.id)
    for user_id in work.session.scalars(active).all():
        notify(work, user_id, code, path_of(handover), reference=handover.reference)
