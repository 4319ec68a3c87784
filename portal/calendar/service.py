"""Commands on the address of one's calendar: make one, make a new one, stop."""

from sqlalchemy import select

from portal.access import Action, require
from portal.calendar import queries, rules
from portal.calendar.models import CalendarFeed
from portal.people.models.people import User
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work


def make_address(act: Act, key: str, submission_key: str, in_place_of: int | None) -> str:
    """The secret of a new address for one's own calendar; the one before stops at once.

    Only its hash is kept. Sending the same form again gives the same secret while that one works.
    `in_place_of` is the address the page showed, None without one. Raises Forbidden, and
    Refused("calendar_changed") when there is another by now, or when the form served before.
    """
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
