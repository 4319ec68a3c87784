"""A walk through one path of a handover: at each step somebody tries something, allowed or not, and whatever was
written is held against the rules that must never break."""

import random
from typing import Any

from sqlalchemy import select

from portal.access import NOBODY, Actor
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import OPEN_STATES
from portal.refusals import Forbidden, NotVisible, Refused
from portal.work import Act, find
from tests.support import handover_moves as moves
from tests.support import handover_moves_around as around
from tests.support.handover_home import Home, Now
from tests.support.handover_moves import Move
from tests.support.handover_routes import BEGIN, BY_RECIPIENT, CONSENT, Pair, moves_of, steps_of, towards
from tests.support.handover_seen import Seen, Tried
from tests.support.statements import Written

# How much of the walk does what would bring the handover on; the rest is anything, by anybody.
ONWARD = 0.6
# How much of that anything is tried by who should, as far as they may.
RIGHT = 0.6
# How often somebody wants what follows an internal handover, before the next household comes.
CLAIMED = 0.5
# How often the coordinator would rather close the trajectory.
CLOSING = 0.06
# Each step of the table, as a move.
STEPS: dict[str, Move] = {
    BEGIN: moves.begin,
    "change": moves.fill,
    "redirect": moves.redirect,
    "offer": moves.offer,
    "renew": moves.renew,
    "accept": around.accept,
    "return": around.give_back,
    "lapse": around.let_lapse,
    "plan": around.plan,
    "hold": around.hold,
    "miss": around.miss,
    "count": moves.count,
    "answer": around.answer,
    "complete": around.complete,
    "check": around.check,
    "withdraw": moves.withdraw,
    CONSENT: moves.take_back_consent,
}
# The move of somebody who reads this refusal, before they try again.
REMEDIES: dict[str, Move] = {
    "consent_missing": moves.consent_to_enough,
    "nobody_goes_along": moves.consent_to_enough,
    "needs_missing": moves.fill,
    "question_missing": moves.fill,
    "nothing_changed": around.change_phone,
    "draft_not_read": moves.read_draft,
    "question_open": around.write,
    "items_undecided": moves.decide,
    "nothing_to_count": around.miss,
}
# The moves anybody may try at any time, and how often; those that end a handover seldom, so that it gets somewhere.
OFTEN, SELDOM = 4, 1
MOVES: dict[Move, int] = {
    **dict.fromkeys(STEPS.values(), OFTEN),
    **dict.fromkeys((moves.change_variant, moves.consent, moves.read_draft, moves.offer_again, moves.pass_on), OFTEN),
    **dict.fromkeys((moves.decide, around.write, around.look_in, around.night, around.claim_next), OFTEN),
    **dict.fromkeys((around.tell, around.be_away, around.change_phone, moves.take_back_any_consent), OFTEN),
    **dict.fromkeys(
        (moves.stay_out, moves.take_back_consent, moves.withdraw, moves.close, around.adult_comes, around.adult_leaves),
        SELDOM,
    ),
    **dict.fromkeys((around.let_lapse, around.months_later), SELDOM),
}
DETOURS = ("withdraw", "redirect", "change", "return", "lapse", "renew")
BY_TEAM = (*(STEPS[step] for step in BY_RECIPIENT), around.check, around.look_in, around.write, around.tell)
BY_ITSELF = (around.night, around.let_lapse, around.months_later)


class Walk:
    """`taken` are the steps of the table that were taken, each with its path and state; `reached` and `left` the states
    that handovers on the path of the walk were seen in, and were not in any more; `broken` is what did not hold after a
    step. `written` is filled by who listens to the database."""

    def __init__(self, make: Any, clock: Any, chance: random.Random, path: str, written: list[Written]) -> None:
        self.make, self.clock, self.chance, self.path, self.written = make, clock, chance, path, written
        self.taken: set[tuple[str, str, str]] = set()
        self.reached: set[str] = set()
        self.left: set[str] = set()
        self.broken: list[str] = []
        self.steps = 0
        self.remedy: Move | None = None
        self.home = Home(make, path, chance)
        self._remember(Seen(self.home, clock()))

    def step(self) -> None:
        """Somebody tries something."""
        self.steps += 1
        self.clock.move(minutes=1)
        move, who = self._choose()
        self.written.clear()
        refusal = self._try(move, who)
        db.session.rollback()
        self.remedy = REMEDIES.get(refusal or "", self.remedy)
        if self.written:
            self._look(Tried(move.__name__, who, refusal, tuple(self.written)))

    def _try(self, move: Move, who: Actor) -> str | None:
        """Why it was refused, None when it was not."""
        try:
            move(self, who)
        except Refused as refused:
            return refused.code
        except (Forbidden, NotVisible) as refused:
            return type(refused).__name__
        return None

    def _choose(self) -> tuple[Move, Actor]:
        """A move that brings the handover on, by who should; or any move by anybody."""
        if self.chance.random() < ONWARD:
            return self._onward()
        move = self.chance.choices(list(MOVES), list(MOVES.values()))[0]
        if move in BY_ITSELF:
            return move, NOBODY
        if self.chance.random() < RIGHT:
            return move, self.chance.choice(self._whose(move))
        return move, self.chance.choice([*self.home.colleagues, *self._volunteers(), *self.home.strangers])

    def _onward(self) -> tuple[Move, Actor]:
        remedy, self.remedy = self.remedy, None
        if remedy is not None:
            return remedy, self.home.coordinators[0]
        if self.chance.random() < CLOSING:
            return moves.close, self.home.coordinators[0]
        if self.now.next_id and self.chance.random() < CLAIMED:
            return around.claim_next, self.chance.choice(self._volunteers())
        step = self._next_step()
        if step == BEGIN and self.seen.closed and not self.now.came_back:
            self.home.another_household()
            self._remember(Seen(self.home, self.clock(), self.seen.last_event))
        if step == "lapse":
            return STEPS[step], NOBODY
        return STEPS[step], self.chance.choice(self._whose(STEPS[step]))

    def _whose(self, move: Move) -> list[Actor]:
        """The people who should make the move."""
        if move is around.claim_next:
            return self._volunteers()
        with_team = move in BY_TEAM and self.now.team_id is not None
        return self.home.members[self.now.team_id or 0] if with_team else self.home.coordinators

    def _volunteers(self) -> list[Actor]:
        return [self.home.volunteer, self.home.neighbour]

    def _next_step(self) -> str:
        """Towards what was not done yet; where all was done anything that can follow, seldom the end."""
        now, missing = self.now, self.missing()
        if now.state == "none":
            return BEGIN
        if now.path == self.path and missing and self.chance.random() < 0.9:
            return towards(now.path, now.state, missing) or BEGIN
        here = [step for state, step in steps_of(now.path) if state == now.state]
        weights = [SELDOM if step in DETOURS else OFTEN for step in here]
        if now.state not in OPEN_STATES:
            here, weights = [*here, BEGIN], [*weights, OFTEN]
        return self.chance.choices(here, weights)[0]

    def missing(self) -> list[Pair]:
        """The moves on this path that were not made yet."""
        return [pair for pair in moves_of(self.path) if (self.path, *pair) not in self.taken]

    def _look(self, tried: Tried) -> None:
        """Hold what is in the database now against the rules."""
        seen = Seen(self.home, self.clock(), self.seen.last_event)
        self.broken += [f"{tried}: {fault}" for fault in seen.faults(tried, self.seen)]
        self.taken |= seen.taken
        for key, (path, state) in seen.states.items():
            before = self.seen.states.get(key, (path, state))
            if path == self.path == before[0]:
                self.reached.add(state)
                self.left |= {before[1]} - {state}
        self._remember(seen)

    def _remember(self, seen: Seen) -> None:
        self.seen = seen
        self.home.client_ids = seen.client_ids
        self.now = Now.of(seen.handovers[-1]) if seen.handovers else Now()
        db.session.rollback()

    # for the moves

    def act(self, who: Actor) -> Act:
        """An act of somebody, now."""
        return Act(who, self.clock())

    def handover(self) -> WarmHandover:
        """The handover the walk is at, as it is in the database. Raises NotVisible before it is begun."""
        return find(select(WarmHandover).where(WarmHandover.reference == self.now.reference))
