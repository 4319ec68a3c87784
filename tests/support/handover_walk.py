"""A walk through the path of a handover: at each step somebody tries something, allowed or not, and afterwards
everything that must never break is looked at in the database."""

import random
from typing import Any

from sqlalchemy import func, select

from portal.access import Action, Actor, may
from portal.audit import AuditLine
from portal.db import db
from portal.handovers.models import WarmHandover
from portal.handovers.models_consent import Consent
from portal.handovers.rules import DONE_STATES, EXCEPTIONS, OPEN_STATES, TRANSITIONS, can
from portal.handovers.rules_meeting import needed as needed_on
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.handover_moves import BY_THE_TEAM, MOVES, ONWARD, SELDOM, Move
from tests.support.handovers import Scene

READING = ("opened", "listed", "fetched", "downloaded")


class Walk:
    """Two households on their way to a team, and everybody who might interfere. `moved` are the states before and
    after each step that succeeded, `broken` what did not hold after a step."""

    def __init__(self, make: Any, clock: Any, chance: random.Random) -> None:
        self.make, self.clock, self.chance = make, clock, chance
        self.moved: list[tuple[str, str]] = []
        self.broken: list[str] = []
        self._fresh()
        elsewhere = make.location("Team Elders")
        self.strangers = [make.coordinator(elsewhere), make.team_member(make.team()), make.volunteer().user]

    def _fresh(self) -> None:
        """The next household, when nothing can happen to this one any more."""
        self.scene = Scene.another(self.make)
        self.scene.variant = self.chance.choice("AB")

    def step(self) -> None:
        """Somebody tries something."""
        db.session.rollback()
        if self.chance.random() < 0.02:
            self.clock.move(days=self.chance.randint(1, 9))
        if self._over() and self.chance.random() < 0.2:
            self._fresh()
        before, lines = self._states(), self._lines()
        move, who = self._choose(before)
        try:
            move(self, who)
            done = True
        except (Refused, Forbidden, NotVisible):
            done = False
        db.session.rollback()
        self._look(move.__name__, who, before, lines, done)

    def _choose(self, states: dict[str, str]) -> tuple[Move, Any]:
        """Half of the time what would bring the handover on, by who should; else anything by anybody."""
        scene = self.scene
        state = states.get(scene.reference, "none")
        if self.chance.random() < 0.5 and state in ONWARD:
            move = self.chance.choice(ONWARD[state])
            return move, scene.member if move in BY_THE_TEAM else scene.coordinator
        anybody = [scene.coordinator, scene.member, scene.volunteer.user, self.chance.choice(self.strangers)]
        return self.chance.choice(MOVES), self.chance.choice(anybody)

    # what is looked at

    def _look(self, move: str, who: Any, before: dict[str, str], lines: int, done: bool) -> None:
        after, written = self._states(), self._lines() - lines
        changed = {
            key: (before.get(key, "prepared"), state) for key, state in after.items() if before.get(key) != state
        }
        self.moved += [(before[key], state) for key, (_old, state) in changed.items() if key in before]
        self.moved += [("prepared", state) for key, state in after.items() if key not in before]
        complain = self.broken.append
        if not done and (changed or written):
            complain(f"{move}: refused, and yet {changed} and {written} lines")
        if written != 1 and (changed or written) and move != "let_lapse":
            complain(f"{move}: {changed} left {written} lines")
        if who in self.strangers and (changed or written):
            complain(f"{move}: a stranger changed {changed}")
        for key, (old, new) in changed.items():
            path = self._handover(key).path
            steps = [step for (state, step), (to, _p) in TRANSITIONS.items() if (state, to) == (old, new)]
            if key in before and not any(can(path, old, step) for step in steps):
                complain(f"{move}: {old} became {new} outside the table")
        for handover in self._all():
            self._look_at(move, handover, complain)

    def _look_at(self, move: str, handover: WarmHandover, complain: Any) -> None:
        trajectory = handover.trajectory
        open_now = [each for each in self._all() if each.state in OPEN_STATES]
        if len(open_now) > 1:
            complain(f"{move}: rule 8, {len(open_now)} open handovers")
        present = {each.party for each in handover.presences}
        needed = set(needed_on(handover.path))
        met = handover.held_on is not None and (needed <= present or handover.counted_by_id is not None)
        if handover.state in DONE_STATES and not met:
            complain(f"{move}: rule 7, completed without a meeting")
        handed_over = trajectory.closure_outcome == "handed_over"
        if handed_over and not any(each.state in DONE_STATES for each in self._all()):
            complain(f"{move}: rule 6, closed as handed over without a handover")
        if trajectory.closure_outcome not in (None, "handed_over", *EXCEPTIONS):
            complain(f"{move}: rule 6, closed as {trajectory.closure_outcome}")
        for member in (self.scene.member, self.strangers[1]):
            self._look_at_access(move, handover, self.make.actor(member), complain)

    def _look_at_access(self, move: str, handover: WarmHandover, actor: Actor, complain: Any) -> None:
        if not may(actor, Action.VIEW_SNAPSHOT, handover):
            return
        if actor.team_id != handover.team_id or handover.offered_at is None:
            complain(f"{move}: rule 3, read by a team it is not offered to")
        names = {person["name"] for person in handover.snapshots[-1].content["people"]}
        for client in handover.trajectory.household.clients:
            if client.name in names and not self._consents(client.id, handover.team_id):
                complain(f"{move}: rule 9, {handover.state} is read without consent")

    # what is read

    def _all(self) -> list[WarmHandover]:
        return list(
            db.session.scalars(
                select(WarmHandover).where(WarmHandover.trajectory_id == self.scene.trajectory_id)
            ).unique()
        )

    def _states(self) -> dict[str, str]:
        return {each.reference: each.state for each in self._all()}

    def _handover(self, reference: str) -> WarmHandover:
        return next(each for each in self._all() if each.reference == reference)

    def _lines(self) -> int:
        changes = [AuditLine.event.not_like(f"%.{reading}") for reading in READING]
        return db.session.scalar(select(func.count(AuditLine.id)).where(*changes)) or 0

    def _consents(self, client_id: int, team_id: int | None) -> bool:
        standing = Consent.client_id == client_id, Consent.team_id == team_id, Consent.withdrawn_at.is_(None)
        return bool(db.session.scalar(select(func.count(Consent.id)).where(*standing)))

    def _over(self) -> bool:
        states = set(self._states().values())
        return bool(states) and states <= {"completed", "checked", "withdrawn"}

    # for the moves

    def act(self, who: Any) -> Any:
        """An act of somebody, now."""
        return self.make.act(who)

    def handover(self) -> WarmHandover | None:
        """The handover the walk is at, None before it is begun."""
        return next((each for each in self._all() if each.reference == self.scene.reference), None)

    def seldom(self) -> bool:
        """Whether to do now what is done seldom."""
        return self.chance.random() < SELDOM
