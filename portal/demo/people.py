"""The people of the demo as actors at any moment, and the chance that decides among them."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import select

from portal.access import Actor, RoleKind
from portal.days import AMSTERDAM, day_of
from portal.db import db
from portal.handovers.terms.queries import free_days
from portal.handovers.terms.rules import is_working, working_day_after
from portal.people.models.people import User, Volunteer
from portal.people.queries import identity
from portal.refusals import Refused
from portal.work import Act

SEED = 2023  # the same demo every time, around another day


class Cast:
    """Who acts in the demo, and when."""

    def __init__(self, at: datetime, location_id: int, volunteer: str, coordinator: str, team_member: str) -> None:
        self.at = at
        self.location_id = location_id
        self.chance = random.Random(SEED)  # noqa: S311 - a demo keeps no secret
        self.emails = {"volunteer": volunteer, "coordinator": coordinator, "team_member": team_member}
        # The appointments of today of the own volunteer come two hours after each other.
        self.hours = cycle(range(10, 20, 2))
        self._actors: dict[int, Actor] = {}
        self._free: frozenset[date] | None = None

    @property
    def today(self) -> date:
        """The calendar day on which the demo is loaded."""
        return day_of(self.at)

    def working_day(self, day: date) -> date:
        """The day itself when people of a team work on it, or else the next on which they do."""
        if self._free is None:
            self._free = free_days(self.today - timedelta(days=800), self.today + timedelta(days=60))
        return day if is_working(day, self._free) else working_day_after(day, 1, self._free)

    def user_id(self, who: str) -> int:
        """The account behind "volunteer", "coordinator" or "team_member"."""
        return db.session.scalars(select(User.id).where(User.email == self.emails[who])).one()

    def own_volunteer(self) -> Volunteer:
        """The volunteer one can sign in as."""
        return db.session.scalars(select(Volunteer).where(Volunteer.user_id == self.user_id("volunteer"))).one()

    def act_of_admin(self) -> Act:
        """The machine as a functional admin, now."""
        return Act(Actor(0, "systeem", RoleKind.FUNCTIONAL_ADMIN, 0), self.at)

    def act(self, user_id: int, on: date, hour: int = 17) -> Act:
        """An act of a user on a day, never later than now."""
        if user_id not in self._actors:
            known = identity(user_id)
            actor = known.actor(None) if known else None
            assert actor is not None
            self._actors[user_id] = actor
        moment = datetime.combine(on, time(hour, self.chance.randrange(60)), AMSTERDAM)
        return Act(self._actors[user_id], min(moment, self.at))

    def between(self, first: date, last: date) -> date:
        """A day from the first to the last, both included; the first when there is none."""
        return first + timedelta(days=self.chance.randint(0, max((last - first).days, 0)))

    def one_in(self, many: int) -> bool:
        """True once in so many times."""
        return self.chance.randrange(many) == 0


def unless_refused(command: Callable[..., object], *args: object) -> bool:
    """Run a command; False when the domain says no, as it may to anybody."""
    try:
        command(*args)
    except Refused:
        return False
    return True
