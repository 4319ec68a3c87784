"""Reads of notices."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from portal.access import Actor
from portal.db import db
from portal.people.models.people import Notice


def notices_of(actor: Actor) -> Select[Notice]:
    """The notices of this person, whichever role they are in; nobody reads another's."""
    return select(Notice).where(Notice.user_id == actor.user_id)


def notice_rows(actor: Actor, after: int | None, limit: int) -> list[Notice]:
    """A person's notices, newest first, those older than the notice `after`."""
    statement = notices_of(actor)
    if after is not None:
        statement = statement.where(Notice.id < after)
    return list(db.session.scalars(statement.order_by(Notice.id.desc()).limit(limit)))


def by_place(notices: Iterable[Notice]) -> list[list[Notice]]:
    """The notices that lead to the same household, handover or page together: the place with the newest first, the
    newest of each place first."""
    places: dict[str, list[Notice]] = {}
    for notice in notices:
        places.setdefault(notice.path, []).append(notice)
    return list(places.values())
