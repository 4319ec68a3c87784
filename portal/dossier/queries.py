"""Everything the trajectory's page shows, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.access import Actor, RoleKind
from portal.audit import AuditLine
from portal.caseload.queries import rhythm_facts
from portal.caseload.rules import first_step
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverNeed
from portal.handovers.planning.queries import next_steps
from portal.handovers.planning.rules import NextStep
from portal.people.models.people import User, Volunteer
from portal.people.queries import coordinators_to_ask
from portal.trajectories.models.configuration import Phase, TrajectoryType
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Assignment, Goal, PlannedSilence, Trajectory
from portal.trajectories.queries import is_visible_to, phase_rules, visible_to
from portal.trajectories.rules import phase_on
from portal.work import fetch_all, find, rows


@dataclass(frozen=True)
class File:
    """A trajectory with the parts around it. `silences` are those that are not over, `consultations` the questions to a
    team that were answered. `next_step` is that of the handover when the end comes near. `to_reach`: the
    coordinators, for who supports the household; its supporter, for a coordinator."""

    trajectory: Trajectory
    phase: Phase
    handover: WarmHandover | None
    next_step: NextStep | None
    consultations: list[WarmHandover]
    silences: list[PlannedSilence]
    others: list[Any]
    first_step: str | None
    to_reach: list[User]


def file_of(actor: Actor, trajectory_id: int, today: date) -> File:
    """The file of a trajectory this person may open. Raises NotVisible."""
    people = joinedload(Trajectory.household).selectinload(Household.clients)
    coordinates = actor.kind is RoleKind.COORDINATOR
    trajectory = find(
        visible_to(actor)
        .where(Trajectory.id == trajectory_id)
        .options(
            joinedload(Trajectory.type).lazyload(TrajectoryType.functions),
            joinedload(Trajectory.household).joinedload(Household.municipality),
            people.selectinload(Client.spoken),
            joinedload(Trajectory.duration_rule),
            joinedload(Trajectory.current).joinedload(Assignment.volunteer).joinedload(Volunteer.user),
            selectinload(Trajectory.silences),
            selectinload(Trajectory.goals).joinedload(Goal.topic),
        )
        # Only a coordinator reads the other numbers of a client, and who supported them when.
        .options(
            *(
                (
                    people.selectinload(Client.aliases),
                    selectinload(Trajectory.assignments).joinedload(Assignment.volunteer).joinedload(Volunteer.user),
                )
                if coordinates
                else ()
            )
        )
    )
    handovers = _handovers(trajectory_id)
    return File(
        trajectory=trajectory,
        phase=phase_of(trajectory, today),
        handover=next(iter(handovers), None),
        next_step=next_steps([trajectory_id], today).get(trajectory_id) if trajectory.open else None,
        consultations=[each for each in handovers if each.variant == "C" and each.state == "completed"],
        silences=[each for each in trajectory.silences if each.ends_on >= today],
        others=_others(actor, trajectory),
        first_step=_first_step(actor, trajectory, today),
        to_reach=_to_reach(actor, trajectory),
    )


def _first_step(actor: Actor, trajectory: Trajectory, today: date) -> str | None:
    """The step with which its supporter begins; nobody else is asked for it."""
    mine = trajectory.current is not None and trajectory.current.volunteer_id == actor.volunteer_id
    return first_step(rhythm_facts([trajectory], today)[trajectory.id], today) if mine and trajectory.open else None


def _to_reach(actor: Actor, trajectory: Trajectory) -> list[User]:
    if actor.kind is RoleKind.VOLUNTEER:
        return fetch_all(coordinators_to_ask(actor))
    return [trajectory.current.volunteer.user] if trajectory.current else []


def phase_of(trajectory: Trajectory, today: date) -> Phase:
    """The phase a trajectory is in on a day."""
    phases = trajectory.type.phases
    code = phase_on(phase_rules(phases), trajectory.starts_on, today).code
    return next(phase for phase in phases if phase.code == code)


def _handovers(trajectory_id: int) -> list[WarmHandover]:
    """The handovers of a trajectory and the questions to a team, the newest first."""
    needs = selectinload(WarmHandover.needs).joinedload(HandoverNeed.topic)
    parts = joinedload(WarmHandover.team), joinedload(WarmHandover.organisation)
    statement = select(WarmHandover).where(WarmHandover.trajectory_id == trajectory_id).options(*parts, needs)
    return list(db.session.scalars(statement.order_by(WarmHandover.id.desc())))


def _others(actor: Actor, trajectory: Trajectory) -> list[Any]:
    """The other trajectories of the same household that this person may open, as `id`, `starts_on`, `name` and
    `name_en` of their type."""
    return rows(
        select(Trajectory.id, Trajectory.starts_on, TrajectoryType.name, TrajectoryType.name_en)
        .join(Trajectory.type)
        .where(is_visible_to(actor), Trajectory.household_id == trajectory.household_id, Trajectory.id != trajectory.id)
        .order_by(Trajectory.starts_on.desc(), Trajectory.id.desc())
    )


def goal_of(actor: Actor, goal_id: int) -> Goal:
    """A goal of a trajectory that this person may open. Raises NotVisible."""
    of_theirs = select(Goal).join(Trajectory, Trajectory.id == Goal.trajectory_id).where(is_visible_to(actor))
    return find(of_theirs.where(Goal.id == goal_id).options(joinedload(Goal.topic)))


def audit_lines(household_id: int, before: int | None, size: int) -> list[tuple[AuditLine, User | None]]:
    """One page of a household's audit lines and one more, newest first, with who did it."""
    statement = (
        select(AuditLine, User)
        .outerjoin(User, User.id == AuditLine.actor_id)
        .where(AuditLine.household_id == household_id)
        .order_by(AuditLine.id.desc())
        .limit(size + 1)
    )
    if before is not None:
        statement = statement.where(AuditLine.id < before)
    rows = db.session.execute(statement)
    return [(line, user) for line, user in rows]
