"""The list of handovers, filtered and paged, and whom a team can reach about one."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.access import Action, Actor, RoleKind, may
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import BACK_STATES, DONE_STATES, OPEN_STATES, TAKEN_STATES, WITH_TEAM_STATES
from portal.handovers.queries import is_parked, needs_reader, passes_over, senders_of, visible_to
from portal.people.models.people import Role, User
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


@dataclass(frozen=True)
class Reach:
    """Somebody of the sender whom a team can reach; without a number or an address where that is not theirs to read."""

    name: str
    phone: str | None
    email: str | None


@dataclass(frozen=True)
class FromSender:
    """The people of the sender for a team that accepted: who sent it, and the supporter while they support."""

    senders: list[Reach]
    supporter: Reach | None


def from_sender(actor: Actor, handover: WarmHandover) -> FromSender | None:
    """The people whom a team can reach about a handover that it accepted and may still read (rules 3 and 9). The
    number of a supporter is theirs to give, and nothing of this stands in a document."""
    taken = handover.state in TAKEN_STATES and handover.accepted_at is not None
    if actor.kind is not RoleKind.TEAM_MEMBER or not taken or not may(actor, Action.VIEW_SNAPSHOT, handover):
        return None
    senders = select(User).join(Role, Role.user_id == User.id).where(Role.id.in_(senders_of(handover)), User.active)
    users = db.session.scalars(senders.order_by(User.name_key, User.id)).unique()
    return FromSender([Reach(each.name, each.phone, each.email) for each in users], _supporter(actor, handover))


def _supporter(actor: Actor, handover: WarmHandover) -> Reach | None:
    current, until = handover.trajectory.current, handover.access_until
    if current is None or (until is not None and until < actor.today) or not current.volunteer.user.active:
        return None
    user = current.volunteer.user
    return Reach(user.name, user.phone if user.phone_for_teams else None, None)
