"""The rows one step of a walk wrote, and the database after it: each fault in a few words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from portal.access import Actor, RoleKind
from portal.days import AMSTERDAM
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import HandoverEvent
from portal.handovers.path import STEPS
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all, rows
from tests.support import handover_never
from tests.support.handover_home import Home
from tests.support.handover_routes import BY_RECIPIENT, CONSENT, steps_of
from tests.support.statements import Written

# Changes of the same step beside the thing it is about: each has a line of its own.
BESIDE = ("organisation.added", "organisation.changed", "item.not_applicable")
# The phases of a type and who may support it decide nothing here.
PARTS = (
    joinedload(Trajectory.current),
    joinedload(Trajectory.type).options(lazyload(TrajectoryType.phases), lazyload(TrajectoryType.functions)),
    joinedload(Trajectory.household).selectinload(Household.clients),
)


@dataclass(frozen=True)
class Tried:
    """One step of a walk: a move by somebody, why it was refused, and what it wrote for good."""

    move: str
    who: Actor
    refusal: str | None
    written: tuple[Written, ...]

    def __str__(self) -> str:
        return f"{self.move} by {self.who.kind or 'the portal'}"

    @property
    def events(self) -> set[str]:
        """The events in the audit lines."""
        return {event for each in self.written for event in each.events}

    def about(self, household_id: int) -> set[str]:
        """The events of a household in the audit lines."""
        lines = [line for each in self.written for line in each.lines]
        return {line["event"] for line in lines if line.get("household_id") == household_id}

    def faults(self) -> Iterator[str]:
        """A refused move changes nothing; every change leaves one line (rule 11)."""
        if self.refusal is not None:
            yield f"refused as {self.refusal}, and yet it wrote {self.events or self.written}"
        for each in self.written:
            own = [event for event in each.events if event not in BESIDE]
            if len(own) != 1 and set(own) != {"trajectory.overlap_ended"}:
                yield f"rule 11, the lines {each.events} for one change: {each.statements}"


class Seen:
    """The household as it is in the database now, with its handovers, the oldest first.

    `taken` are the steps of the table that led here from what was seen before, each with its path and state."""

    def __init__(self, home: Home, at: datetime, last_event: int = 0) -> None:
        self.home, self.today, self.last_event = home, at.astimezone(AMSTERDAM).date(), last_event
        db.session.expunge_all()
        self.trajectory = db.session.get_one(Trajectory, home.trajectory_id, options=PARTS)
        self.handovers = fetch_all(
            select(WarmHandover)
            .where(WarmHandover.trajectory_id == home.trajectory_id)
            .options(selectinload(WarmHandover.presences), selectinload(WarmHandover.snapshots))
            .order_by(WarmHandover.id)
        )
        # In plain values, for the step after this one.
        self.states = {each.id: (each.path, each.state) for each in self.handovers}
        self.teams = {each.offered_to_team_id for each in self.handovers}
        self.closed = not self.trajectory.open
        household = self.trajectory.household
        self.client_ids = [each.id for each in household.members or household.clients]
        self.volunteer_id, self.access_until = self.trajectory.volunteer_id, self.trajectory.access_until
        self.taken: set[tuple[str, str, str]] = set()

    def faults(self, tried: Tried, before: "Seen") -> Iterator[str]:
        """The faults of the step, and those of the database after it."""
        yield from tried.faults()
        about = tried.about(self.home.household_id) - {"trajectory.claimed"}  # what waits, anybody here can claim
        if about and not before.concerns(tried.who, self.today):
            yield f"rule 3, a stranger did {about}"
        steps = self._new_steps()
        for handover in self.handovers:
            yield from self._step_faults(tried, handover, steps.get(handover.id, []), before)
        yield from handover_never.faults(self.home, self.trajectory, self.handovers, self.today)

    def concerns(self, who: Actor, today: date) -> bool:
        """Whether somebody has to do with the household (rule 3); the portal itself has."""
        if who.kind is RoleKind.COORDINATOR:
            return who.location_id == self.home.location_id
        if who.kind is RoleKind.VOLUNTEER:
            until = self.access_until
            return who.volunteer_id == self.volunteer_id and (until >= today if until else not self.closed)
        return who.team_id in self.teams if who.kind is RoleKind.TEAM_MEMBER else who.kind is None

    def _new_steps(self) -> dict[int, list[str]]:
        """The lines of the timelines that came since the step before, by handover."""
        steps: dict[int, list[str]] = {}
        new = select(HandoverEvent.handover_id, HandoverEvent.step, HandoverEvent.id)
        for handover_id, step, event_id in rows(
            new.where(HandoverEvent.id > self.last_event).order_by(HandoverEvent.id)
        ):
            steps.setdefault(handover_id, []).append(step)
            self.last_event = event_id
        return steps

    def _step_faults(self, tried: Tried, handover: WarmHandover, timeline: list[str], before: "Seen") -> Iterator[str]:
        """The new lines of the timeline, taken through the table from the state before, give the state now."""
        path, state = before.states.get(handover.id, (handover.path, "prepared"))
        table, first = steps_of(path), state
        if CONSENT in timeline:
            self.taken.add((path, state, CONSENT))
            # It withdraws what the recipient has.
            timeline = ["withdraw"] if handover.state != state else []
        steps = [step for step in timeline if step in STEPS]
        if not steps and "handover.changed" in tried.events and (state, "change") in table:
            self.taken.add((path, state, "change"))
        for step in steps:
            if (state, step) not in table:
                yield f"{step} in {state} is no step of {path}"
            if not _may_take(step, path, tried):
                yield f"{step} on {path} is not theirs to take"
            self.taken.add((path, state, step))
            state = table.get((state, step), state)
        if {"offer", "renew"} & set(steps) and (unasked := _unasked(handover)):
            yield f"rule 9, sent while {unasked} adults were not asked"
        if state != handover.state:
            yield f"{first} became {handover.state}, and the timeline says {state}"


def _unasked(handover: WarmHandover) -> int:
    """How many adults neither go along in the newest version nor said that they stay out of it."""
    going = {each["name"] for each in handover.snapshots[-1].content["people"]}
    staying = {each.client_id for each in handover.not_going}
    return sum(each.name not in going and each.id not in staying for each in handover.trajectory.household.members)


def _may_take(step: str, path: str, tried: Tried) -> bool:
    """Whether this person may take the step: docs/handover.md, the table under the drawing."""
    if step == "withdraw" and "consent.withdrawn" in tried.events:
        return tried.who.kind in (RoleKind.COORDINATOR, RoleKind.VOLUNTEER)
    if step == "lapse":
        return tried.who.kind is None
    if step == "check":
        return tried.who.kind in (RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER)
    with_team = step in BY_RECIPIENT and path in ("team", "consultation")
    return tried.who.kind is (RoleKind.TEAM_MEMBER if with_team else RoleKind.COORDINATOR)
