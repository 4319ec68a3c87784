"""Reads of trajectories, each built on `visible_to(actor)`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import joinedload

from portal.access import Actor, RoleKind
from portal.db import db
from portal.organisation.models import Language
from portal.people.models.people import Volunteer
from portal.people.rules import present
from portal.trajectories.models.configuration import DurationRule, Phase, TrajectoryType
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.rules import Duration, PhaseRule, TrajectoryFacts, VolunteerFacts, phase_on


def visible_to(actor: Actor) -> Select[Trajectory]:
    """The trajectories whose file this person may open (rule 3): a volunteer those assigned to
    them now, a coordinator those of the own location, nobody else any."""
    return (
        select(Trajectory)
        .options(joinedload(Trajectory.current), joinedload(Trajectory.household))
        .where(is_visible_to(actor))
    )


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition of `visible_to`, for rows that belong to a trajectory: join it and ask this."""
    if actor.kind is RoleKind.COORDINATOR:
        return Trajectory.location_id == actor.location_id
    if actor.kind is RoleKind.VOLUNTEER and actor.volunteer_id is not None:
        # Their few assignments first: with `exists` SQLite walks through every trajectory there is.
        mine = Assignment.volunteer_id == actor.volunteer_id
        return Trajectory.id.in_(select(Assignment.trajectory_id).where(mine, runs_for(actor)))
    return false()


def runs_for(actor: Actor) -> ColumnElement[bool]:
    """Whether an assignment gives access on the actor's day: it did not end, and the overlap after a
    handover is not over."""
    within = or_(Assignment.access_until.is_(None), Assignment.access_until >= actor.today)
    return and_(Assignment.ends_on.is_(None), within)


def households_visible_to(actor: Actor) -> Select[Household]:
    """The households a coordinator may edit: those of the own location."""
    statement = select(Household)
    if actor.kind is RoleKind.COORDINATOR:
        return statement.where(Household.location_id == actor.location_id)
    return statement.where(false())


def waiting_at(location_id: int | None) -> Select[Trajectory]:
    """The open trajectories of a location that nobody supports, without anything about who they
    are for: the pool (rule 2). Callers show type, area, size, languages, urgency, days."""
    return select(Trajectory).where(
        Trajectory.location_id == location_id,
        Trajectory.closed_on.is_(None),
        ~exists().where(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)),
    )


def phase_rules(phases: Sequence[Phase]) -> list[PhaseRule]:
    """Phases as plain values for the rules."""
    return [
        PhaseRule(
            code=phase.code,
            from_week=phase.from_week,
            contacts_per_week=phase.contacts_per_week,
            hours_per_week=phase.hours_per_week,
            quiet_after_days=phase.quiet_after_days,
        )
        for phase in phases
    ]


def expected_hours(trajectory: Trajectory, today: date) -> Decimal:
    """Hours a week that a trajectory asks in its phase of today."""
    rules = phase_rules(trajectory.type.phases)
    return phase_on(rules, trajectory.starts_on, today).hours_per_week


def duration_rules(type_id: int) -> list[Duration]:
    """The duration rules of a type that hold now."""
    rows = db.session.scalars(
        select(DurationRule).where(DurationRule.type_id == type_id, DurationRule.ended_on.is_(None))
    )
    return [Duration(row.id, row.municipality_id, row.housed_from, row.housed_before, row.months) for row in rows]


def caseload(volunteer_id: int) -> list[Trajectory]:
    """The open trajectories a volunteer supports now."""
    return list(
        db.session.scalars(
            select(Trajectory)
            .join(
                Assignment,
                and_(
                    Assignment.trajectory_id == Trajectory.id,
                    Assignment.ends_on.is_(None),
                    Assignment.volunteer_id == volunteer_id,
                ),
            )
            .where(Trajectory.closed_on.is_(None))
        )
    )


def volunteer_facts(volunteer: Volunteer, today: date) -> VolunteerFacts:
    """What the claim rules need to know of a volunteer, with the present caseload."""
    mine = caseload(volunteer.id)
    asked = sum((expected_hours(each, today) for each in mine), Decimal(0))
    return facts_with_load(volunteer, asked, len({each.household_id for each in mine}), today)


def facts_with_load(volunteer: Volunteer, hours: Decimal, households: int, today: date) -> VolunteerFacts:
    """What the claim rules need to know of a volunteer whose caseload is known already: expected
    hours a week and households."""
    absences = [(absence.starts_on, absence.ends_on) for absence in volunteer.absences]
    return VolunteerFacts(
        function=volunteer.function,
        status=volunteer.status,
        certificate_seen_on=volunteer.conduct_certificate_seen_on,
        confidentiality_signed_on=volunteer.confidentiality_signed_on,
        basic_course_on=volunteer.basic_course_on,
        hours_offered=volunteer.hours_per_week if present(absences, today) else Decimal(0),
        hours_expected=hours,
        households=households,
        max_households=volunteer.max_households,
        languages=frozenset(language.code for language in volunteer.languages),
        area=volunteer.postcode[:4] if volunteer.postcode else None,
    )


def trajectory_facts(trajectory: Trajectory, today: date) -> TrajectoryFacts:
    """What the claim rules need to know of a trajectory."""
    spoken = (
        select(Language.code)
        .join(ClientLanguage, ClientLanguage.language_id == Language.id)
        .join(Client, Client.id == ClientLanguage.client_id)
        .where(Client.household_id == trajectory.household_id, Client.left_on.is_(None))
    )
    return TrajectoryFacts(
        functions=frozenset(each.function for each in trajectory.type.functions),
        hours=expected_hours(trajectory, today),
        languages=frozenset(db.session.scalars(spoken)),
        area=trajectory.household.area,
    )


def active_types() -> list[TrajectoryType]:
    """The trajectory types that can start now, in their order."""
    return list(
        db.session.scalars(
            select(TrajectoryType).where(TrajectoryType.active).order_by(TrajectoryType.position, TrajectoryType.id)
        )
    )
