"""A phone that reads a calendar, and the trace it leaves (rule 11).

A phone asks again and again: each household in the answer leaves one line a day, not one each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from portal import audit
from portal.access import Actor
from portal.calendar import queries, rules
from portal.calendar.queries import Upcoming
from portal.db import db
from portal.people.queries import identity
from portal.refusals import NotVisible
from portal.trajectories.named import NamedTrajectory
from portal.work import AMSTERDAM, Act, find, unit_of_work

FETCHED = "calendar.fetched"
SHOWN = "appointment.fetched"


@dataclass(frozen=True)
class Calendar:
    """What an address answers: the language of the person, and their appointments."""

    locale: str
    upcoming: list[Upcoming]


def fetch(secret: str, at: datetime) -> Calendar:
    """The calendar behind an address.

    Raises NotVisible for one that was never made or was stopped, and for a person who may not be in
    or is no volunteer any more.
    """
    feed = find(queries.working_feed(rules.hash_of(secret)))
    person = identity(feed.user_id)
    actors = queries.volunteers_in(person)
    if person is None or not actors:
        raise NotVisible
    act = Act(actors[0], at)
    found = queries.upcoming(actors, act.today)
    if feed.fetched_on != act.today or _untraced(act, found):
        found = _leave_trace(act, feed.secret_hash, actors)
    return Calendar(person.locale, found)


def _leave_trace(act: Act, secret_hash: str, actors: Sequence[Actor]) -> list[Upcoming]:
    """The appointments as the transaction that writes the lines finds them, and the day of the fetch."""
    with unit_of_work(act) as work:
        feed = work.lock(queries.working_feed(secret_hash))
        found = queries.upcoming(actors, act.today)
        untraced = _untraced(act, found)
        if untraced or feed.fetched_on != act.today:
            feed.fetched_on = act.today
            audit.write_all(work.session, [audit.line(act, SHOWN, each, {}) for each in untraced])
            work.commit(FETCHED, feed)
    return found


def _untraced(act: Act, found: Sequence[Upcoming]) -> list[NamedTrajectory]:
    """The trajectories of which no line tells yet that a phone read their appointment today."""
    midnight = datetime.combine(act.today, time.min, AMSTERDAM)
    return audit.unread(db.session(), act, SHOWN, [each.trajectory for each in found], midnight)
