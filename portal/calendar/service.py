"""Commands on the address of one's calendar, and a phone that reads it, with the trace that leaves (rule 11).
A phone asks again and again: each household in the answer leaves one line a day, not one each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select

from portal import audit
from portal.access import Action, Actor, require
from portal.calendar import queries, rules
from portal.calendar.models import CalendarFeed
from portal.calendar.queries import Upcoming
from portal.days import AMSTERDAM
from portal.db import db
from portal.people.models.people import User
from portal.people.queries import identity
from portal.refusals import NotVisible, Refused
from portal.trajectories.named import NamedTrajectory
from portal.work import Act, Work, find, unit_of_work


def make_address(act: Act, key: str, submission_key: str, in_place_of: int | None) -> str:
    """The secret of a new address for one's own calendar; the one before stops at once. `in_place_of` is the address on
    the page. Sending the same form again gives the same secret while that one works.
    Raises Forbidden, and Refused("calendar_changed") when there is another by now, or when the form served before."""
    require(act.actor, Action.SUBSCRIBE)
    secret = rules.secret_for(key, act.actor.user_id, submission_key)
    with unit_of_work(act) as work:
        present = _present(work)
        if present is not None and present.secret_hash == rules.hash_of(secret):
            return secret
        if (present.id if present else None) != in_place_of:
            raise Refused("calendar_changed")
        if present is not None:
            present.stopped_at = act.at
            work.session.flush()  # before the new one, or the database would see two that work
        made = CalendarFeed(user_id=act.actor.user_id, secret_hash=rules.hash_of(secret), made_at=act.at)
        work.commit("calendar.address_made", work.add(made))
    return secret


def stop(act: Act) -> None:
    """Let the own address answer no more. Stopping twice is stopping once. Raises Forbidden."""
    require(act.actor, Action.SUBSCRIBE)
    with unit_of_work(act) as work:
        present = _present(work)
        if present is not None:
            present.stopped_at = act.at
            work.commit("calendar.stopped", present)


def _present(work: Work) -> CalendarFeed | None:
    """The address that works now. The person is locked, not the address: there may be none yet."""
    user_id = work.act.actor.user_id
    work.lock(select(User).where(User.id == user_id))
    return queries.feed_of(user_id)


FETCHED = "calendar.fetched"
SHOWN = "appointment.fetched"


@dataclass(frozen=True)
class Calendar:
    """The calendar behind an address: the language of the person, and their appointments."""

    locale: str
    upcoming: list[Upcoming]


def fetch(secret: str, at: datetime) -> Calendar:
    """The calendar behind an address. Raises NotVisible for one that was never made or was stopped, and for a person
    who may not be in or is no volunteer any more."""
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
