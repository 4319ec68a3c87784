"""Reads of trajectories, each built on `visible_to(actor)`."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access import Actor, RoleKind
from portal.db import Columns, db
from portal.organisation.models import Language
from portal.people.models.people import Volunteer, VolunteerLanguage
from portal.people.queries import away_on
from portal.trajectories.load import TODAY, caseloads, hours
from portal.trajectories.models.configuration import DurationRule, Phase, TrajectoryType
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.rules import Duration, PhaseRule, TrajectoryFacts, VolunteerFacts, phase_on
from portal.work import rows


def visible_to(actor: Actor) -> Select[Trajectory]:
    """The trajectories whose file this person may open (rule 3). A volunteer opens those assigned to them now, a
    coordinator those of the own location, nobody else any."""
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


def waiting_at(location_id: int | ColumnElement[int] | None) -> Select[Trajectory]:
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


def _volunteer_facts() -> Columns:
    load = caseloads(TODAY, Assignment.volunteer_id.in_(VOLUNTEERS)).subquery()
    return (
        select(
            Volunteer.id,
            Volunteer.function,
            Volunteer.status,
            Volunteer.postcode,
            Volunteer.hours_per_week,
            Volunteer.max_households,
            Volunteer.conduct_certificate_seen_on,
            Volunteer.confidentiality_signed_on,
            Volunteer.basic_course_on,
            away_on(TODAY).label("away"),
            load.c.expected,
            func.coalesce(load.c.households, 0).label("households"),
        )
        .outerjoin(load, load.c.volunteer_id == Volunteer.id)
        .where(Volunteer.id.in_(VOLUNTEERS))
    )


VOLUNTEERS = bindparam("volunteers", type_=Integer, expanding=True)
VOLUNTEER_FACTS = _volunteer_facts()
SPOKEN = (
    select(VolunteerLanguage.volunteer_id, Language.code)
    .join(Language, Language.id == VolunteerLanguage.language_id)
    .where(VolunteerLanguage.volunteer_id.in_(VOLUNTEERS))
)


def volunteer_facts(volunteer_ids: Collection[int], today: date) -> dict[int, VolunteerFacts]:
    """The facts of volunteers for the claim rules, with the present caseload, by volunteer id."""
    languages: dict[int, set[str]] = defaultdict(set)
    for volunteer_id, code in rows(SPOKEN, volunteers=volunteer_ids):
        languages[volunteer_id].add(code)
    return {
        row.id: VolunteerFacts(
            function=row.function,
            status=row.status,
            certificate_seen_on=row.conduct_certificate_seen_on,
            confidentiality_signed_on=row.confidentiality_signed_on,
            basic_course_on=row.basic_course_on,
            hours_offered=Decimal(0) if row.away else row.hours_per_week,
            hours_expected=hours(row.expected),
            households=row.households,
            max_households=row.max_households,
            languages=frozenset(languages[row.id]),
            area=row.postcode[:4] if row.postcode else None,
        )
        for row in rows(VOLUNTEER_FACTS, volunteers=volunteer_ids, today=today)
    }


def trajectory_facts(trajectory: Trajectory, today: date) -> TrajectoryFacts:
    """The facts of a trajectory for the claim rules."""
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
