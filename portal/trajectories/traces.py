"""Reading that leaves a trace (rule 11), written in a unit of its own before the page is made."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import lazyload, selectinload

from portal import audit
from portal.access import Action, require
from portal.db import db
from portal.refusals import NotVisible
from portal.trajectories import queries
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.named import LISTED, NamedTrajectory, named
from portal.trajectories.recognising.queries import Resembling, who_resemble
from portal.work import Act, fetch_all, find, unit_of_work

OPENED = "household.opened"
Seen = TypeVar("Seen", bound=Trajectory | NamedTrajectory)


def open_file(act: Act, trajectory_id: int) -> Trajectory:
    """The trajectory whose file somebody opens; every opening leaves its line.
    Raises NotVisible when it is not theirs to see."""
    with unit_of_work(act) as work:
        # The line does not say of which type it is; the page reads that by itself.
        visible = queries.visible_to(act.actor).options(lazyload(Trajectory.type))
        trajectory = find(visible.where(Trajectory.id == trajectory_id))
        require(act.actor, Action.VIEW_TRAJECTORY, trajectory)
        work.commit("trajectory.opened", trajectory)
    return trajectory


def open_household(act: Act, household_id: int) -> Household:
    """The household that somebody opens; every opening leaves its line. Raises NotVisible."""
    with unit_of_work(act) as work:
        people = selectinload(Household.clients)
        known = people.selectinload(Client.spoken), people.selectinload(Client.aliases)
        household = find(queries.households_visible_to(act.actor).where(Household.id == household_id).options(*known))
        require(act.actor, Action.EDIT_HOUSEHOLD, household)
        work.commit(OPENED, household)
    return household


def read_household(act: Act, statement: Select[Household]) -> Household:
    """The household whose people a form shows; one line in 15 minutes. Raises NotVisible."""
    household = find(statement)
    require(act.actor, Action.EDIT_HOUSEHOLD, household)
    if audit.unread(db.session(), act, OPENED, [household]):
        return open_household(act, household.id)
    return household


def read_beside(act: Act, household_ids: Collection[int]) -> list[Household]:
    """The households whose people stand beside what somebody typed or brought, as far as they may see them.
    One line each in 15 minutes."""
    people = selectinload(Household.clients).selectinload(Client.aliases)
    visible = queries.households_visible_to(act.actor).options(people).order_by(Household.id)
    found = fetch_all(visible.where(Household.id.in_(household_ids)))
    if new := audit.unread(db.session(), act, OPENED, found):
        with unit_of_work(act) as work:
            audit.write_all(work.session, [audit.line(act, OPENED, each, {}) for each in new[1:]])
            work.commit(OPENED, new[0])
    return found


def read_resembling(
    act: Act, household: dict[str, Any], person: dict[str, Any], but_for: Sequence[int] = ()
) -> list[Resembling]:
    """The people whom typed details resemble, for the page that shows them; leaves the trace of it."""
    found = who_resemble(act.actor.location_id, household, person, but_for)
    read_beside(act, {each.client.household_id for each in found})
    return found


def listed(act: Act, list_name: str, read: Callable[[], list[Seen]]) -> list[Seen]:
    """The trajectories of a list or a form that shows names, as `read` gives them; each leaves a line once in 15
    minutes. Rows that the session held are read anew: call this first."""
    trajectories = read()
    if not _unread(act, trajectories):
        return trajectories
    with unit_of_work(act) as work:
        trajectories = read()
        new = _unread(act, trajectories)
        if new:
            lines = [audit.line(act, LISTED, trajectory, {"list": list_name}) for trajectory in new[1:]]
            audit.write_all(work.session, lines)
            work.commit(LISTED, new[0], list=list_name)
    return trajectories


def _unread(act: Act, trajectories: Sequence[Seen]) -> list[Seen]:
    """Those without a line of this reader of the last 15 minutes; one that came by name says so itself."""
    named = [each for each in trajectories if isinstance(each, NamedTrajectory)]
    if len(named) < len(trajectories):
        return audit.unread(db.session(), act, LISTED, trajectories)
    since = act.at - audit.SAME_READING
    return [each for each in named if each.read_at is None or each.read_at <= since]


def read_one(act: Act, list_name: str, read: Callable[[], list[Seen]]) -> Seen:
    """The one trajectory of a page that says whom it is about, such as a form, with the trace of a list.
    Raises NotVisible."""
    found = listed(act, list_name, read)
    if not found:
        raise NotVisible
    return found[0]


def read_name(act: Act, list_name: str, trajectory_id: int) -> NamedTrajectory:
    """A trajectory by name, for a page that shows little more of it. Raises NotVisible."""
    return read_one(act, list_name, lambda: named(act.actor, trajectory_id))
