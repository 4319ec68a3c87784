"""The list of handovers, filtered and paged."""

from sqlalchemy import Select, and_, case, or_
from sqlalchemy.orm import joinedload, selectinload

from portal.access import Actor, RoleKind
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import BACK_STATES, DONE_STATES, OPEN_STATES, WITH_TEAM_STATES
from portal.handovers.queries import is_parked, needs_reader, passes_over, visible_to
from portal.positions import position, position_in
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory

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


def overview(actor: Actor, chosen: str, after: str | None, size: int) -> Select[WarmHandover]:
    """A page of the handovers somebody may see, one row more than it holds. Those that ask something of the reader come
    first (a team did not see them yet, to a coordinator they came back). Then the newest follow, and last those that
    are parked until a day. `after` is the `overview_key` of the last row of the page before."""
    rank = case((needs_reader(actor), 0), (is_parked(actor), 2), else_=1)
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
    place = position_in(after or "", int, int)
    if place is not None:
        ranked, last = place
        statement = statement.where(or_(rank > ranked, and_(rank == ranked, WarmHandover.id < last)))
    return statement.order_by(rank, WarmHandover.id.desc()).limit(size + 1)


def overview_key(actor: Actor, handover: WarmHandover) -> str:
    """Where a row stands in the overview, for the address of the next page."""
    parked = handover.parked_until(actor.today) is not None
    if actor.kind is RoleKind.TEAM_MEMBER:
        first = handover.state == "offered" and handover.seen_at is None
    else:
        first = handover.state in BACK_STATES and not parked
    return position(0 if first else 2 if parked else 1, handover.id)
