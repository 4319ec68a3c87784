"""Reads of handovers, each built on `visible_to(actor)`."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, not_, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from portal.access import Actor, RoleKind
from portal.db import db, key
from portal.handovers.models import WarmHandover
from portal.handovers.models_consent import Consent
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.rules import BACK_STATES, DONE_STATES, INTERNAL, OFFERED_STATES, OPEN_STATES, WITH_TEAM_STATES
from portal.organisation.models import Coverage, LocationMunicipality, NeighbourhoodTeam
from portal.trajectories.models import Assignment, Trajectory
from portal.trajectories.models_configuration import Topic, TrajectoryType
from portal.trajectories.models_households import Client, Household
from portal.trajectories.queries import runs_for

# Steps of the sender alone: the team reads its timeline from the offer on.
BEFORE_THE_OFFER = ("prepare", "redirect")


def visible_to(actor: Actor) -> Select[tuple[WarmHandover]]:
    """The handovers this person may see (rule 3): a coordinator those of the own location, a
    volunteer those of the trajectories they support now, a team member those offered to the team,
    from the offer on."""
    return (
        select(WarmHandover)
        .options(
            joinedload(WarmHandover.trajectory).options(
                joinedload(Trajectory.current),
                joinedload(Trajectory.household),
                joinedload(Trajectory.location),
                # No step of a handover asks how often a volunteer comes, or who may be one.
                joinedload(Trajectory.type).options(*map(lazyload, (TrajectoryType.phases, TrajectoryType.functions))),
            ),
            joinedload(WarmHandover.team),
            joinedload(WarmHandover.organisation),
        )
        .where(is_visible_to(actor))
    )


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition of `visible_to`."""
    if actor.kind is RoleKind.COORDINATOR:
        return WarmHandover.location_id == actor.location_id
    if actor.kind is RoleKind.VOLUNTEER and actor.volunteer_id is not None:
        return exists().where(
            Assignment.trajectory_id == WarmHandover.trajectory_id,
            Assignment.volunteer_id == actor.volunteer_id,
            runs_for(actor),
        )
    if actor.kind is RoleKind.TEAM_MEMBER and actor.team_id is not None:
        return and_(
            WarmHandover.team_id == actor.team_id,
            WarmHandover.state.in_(OFFERED_STATES),
            WarmHandover.offered_at.is_not(None),
        )
    return false()


def by_reference(actor: Actor, reference: str) -> Select[tuple[WarmHandover]]:
    """The handover with a reference, when this person may see it. A guess finds nothing."""
    return visible_to(actor).where(WarmHandover.reference == reference)


# Filter of the overview → the states it shows.
FILTERS: dict[str, tuple[str, ...]] = {
    "open": OPEN_STATES,
    "prepared": ("prepared",),
    "offered": ("offered",),
    "running": ("accepted", "planned", "held"),
    "returned": ("returned", "lapsed"),
    "to_check": ("completed",),
    "completed": DONE_STATES,
    "withdrawn": ("withdrawn",),
    "all": (),
}


def overview(actor: Actor, chosen: str, after: str | None, size: int) -> Select[tuple[WarmHandover]]:
    """A page of the handovers somebody may see, one row more than it holds: what asks something
    of the reader first (for a team what it has not seen, for a coordinator what came back), then
    the newest, and last what is parked until a day. `after` is the `overview_key` of the last row
    of the page before."""
    rank = case((needs_reader(actor), 0), (_is_parked(actor), 2), else_=1)
    statement = visible_to(actor).options(
        joinedload(WarmHandover.trajectory).joinedload(Trajectory.household).selectinload(Household.clients),
        joinedload(WarmHandover.accepted_by),
        joinedload(WarmHandover.next_type),
        selectinload(WarmHandover.snapshots),
    )
    states = FILTERS.get(chosen, ())
    if chosen == "open" and actor.kind is RoleKind.TEAM_MEMBER:
        states = WITH_TEAM_STATES
    if states:
        statement = statement.where(WarmHandover.state.in_(states))
    if chosen == "to_check":
        statement = statement.where(passes_over())  # of another one nobody asks whether the household arrived
    place = _place(after or "")
    if place is not None:
        ranked, last = place
        statement = statement.where(or_(rank > ranked, and_(rank == ranked, WarmHandover.id < last)))
    return statement.order_by(rank, WarmHandover.id.desc()).limit(size + 1)


def passes_over() -> ColumnElement[bool]:
    """Handovers to somebody outside the organisation: a consultation passes nothing over, an internal one stays with
    us."""
    return and_(WarmHandover.variant != "C", WarmHandover.kind != INTERNAL)


def passed_over() -> ColumnElement[bool]:
    """Those by which a household went there: as `WarmHandover.passed_over`."""
    return and_(WarmHandover.state.in_(DONE_STATES), passes_over())


def needs_reader(actor: Actor) -> ColumnElement[bool]:
    """Whether a handover stands on top of this reader's list."""
    if actor.kind is RoleKind.TEAM_MEMBER:
        return and_(WarmHandover.state == "offered", WarmHandover.seen_at.is_(None))
    return and_(WarmHandover.state.in_(BACK_STATES), not_(_is_parked(actor)))


def _is_parked(actor: Actor) -> ColumnElement[bool]:
    """As `WarmHandover.parked_until`: it waits for a day on which the team has room."""
    until = func.coalesce(WarmHandover.no_capacity_until, date.min)
    return and_(WarmHandover.state == "returned", until > actor.today)


def overview_key(actor: Actor, handover: WarmHandover) -> str:
    """Where a row stands in the overview, for the address of the next page."""
    parked = handover.parked_until(actor.today) is not None
    if actor.kind is RoleKind.TEAM_MEMBER:
        first = handover.state == "offered" and handover.seen_at is None
    else:
        first = handover.state in BACK_STATES and not parked
    return f"{0 if first else 2 if parked else 1}-{handover.id}"


def _place(text: str) -> tuple[int, int] | None:
    """What an `overview_key` says, None when it is none."""
    ranked, _dash, last = text.partition("-")
    try:
        return key(ranked), key(last)
    except ValueError:
        return None


def timeline(actor: Actor, handover: WarmHandover) -> list[HandoverEvent]:
    """The steps this reader sees, newest first. A team reads those of its own time with the
    handover, not what went on with another team before."""
    rows = db.session.scalars(
        select(HandoverEvent)
        .options(joinedload(HandoverEvent.by))
        .where(HandoverEvent.handover_id == handover.id)
        .order_by(HandoverEvent.id.desc())
    )
    if actor.kind is not RoleKind.TEAM_MEMBER:
        return list(rows)
    return [row for row in rows if row.team_id == actor.team_id and row.step not in BEFORE_THE_OFFER]


def of_trajectory(trajectory_id: int) -> Select[tuple[WarmHandover]]:
    """The handovers of a trajectory, newest first; for who may see the trajectory."""
    return (
        select(WarmHandover)
        .options(joinedload(WarmHandover.team), joinedload(WarmHandover.organisation))
        .where(WarmHandover.trajectory_id == trajectory_id)
        .order_by(WarmHandover.id.desc())
    )


def open_of(trajectory_id: int) -> Select[tuple[WarmHandover]]:
    """The one open handover of a trajectory (rule 8)."""
    return of_trajectory(trajectory_id).where(WarmHandover.state.in_(OPEN_STATES))


def completed_of(trajectory_id: int) -> Select[tuple[WarmHandover]]:
    """The completed handovers of a trajectory to another party, the last first: with one it closes as handed over."""
    return of_trajectory(trajectory_id).where(passed_over())


def covering(household: Household, today: date) -> list[NeighbourhoodTeam]:
    """The teams whose postcodes cover the address on this day."""
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .where(
                _runs(today),
                exists().where(
                    Coverage.team_id == NeighbourhoodTeam.id,
                    Coverage.postcode_area == household.area,
                    Coverage.valid_from <= today,
                    or_(Coverage.valid_until.is_(None), Coverage.valid_until > today),
                ),
            )
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def choosable(household: Household, today: date) -> list[NeighbourhoodTeam]:
    """The teams to choose from: those of the municipalities the location serves and of the
    household's own, and those that cover the address."""
    served = select(LocationMunicipality.municipality_id).where(
        LocationMunicipality.location_id == household.location_id
    )
    own = [team.id for team in covering(household, today)]
    return list(
        db.session.scalars(
            select(NeighbourhoodTeam)
            .options(joinedload(NeighbourhoodTeam.municipality))
            .where(
                _runs(today),
                or_(
                    NeighbourhoodTeam.municipality_id.in_(served),
                    NeighbourhoodTeam.municipality_id == household.municipality_id,
                    NeighbourhoodTeam.id.in_(own),
                ),
            )
            .order_by(NeighbourhoodTeam.name_key, NeighbourhoodTeam.id)
        )
    )


def _runs(today: date) -> ColumnElement[bool]:
    return or_(NeighbourhoodTeam.ended_on.is_(None), NeighbourhoodTeam.ended_on > today)


def topics() -> Select[tuple[Topic]]:
    """The topics a need can be about."""
    return select(Topic).where(Topic.active).order_by(Topic.position)


def standing_consents(household_id: int) -> list[Consent]:
    """The consents of a household's clients that were not withdrawn, for any recipient."""
    return list(
        db.session.scalars(
            select(Consent)
            .join(Client, Client.id == Consent.client_id)
            .options(*map(joinedload, (Consent.client, Consent.team, Consent.organisation, Consent.recorded_by)))
            .where(Client.household_id == household_id, Consent.withdrawn_at.is_(None))
            .order_by(Consent.id)
        )
    )
