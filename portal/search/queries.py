"""Which rows somebody finds. Each statement asks for what this person may see: nothing else counts, comes first or is
suggested (rule 3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from portal.access import Actor, RoleKind
from portal.db import Columns
from portal.finding import BACKWARDS
from portal.handovers import queries as handover_queries
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import SNAPSHOT_STATES
from portal.people.models.people import User, Volunteer
from portal.people.queries import volunteers_visible_to
from portal.search.kept.queries import CLIENT, HANDOVER, NOWHERE, NUMBER, PEOPLE, USER
from portal.search.rules import Answer, Asked, Match, Span, answered
from portal.searched import SearchWord
from portal.sounds import alike, begins_alike, sounds
from portal.trajectories import queries as trajectory_queries
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import rows

_LAST = "\U0010ffff"  # behind every word that begins so
_TYPED_SOUND = 3  # consonants from which a name that is still being typed is understood


@dataclass(frozen=True)
class Source:
    """One kind of words, with what is found by them: the columns of its key and its order, and which may be seen."""

    kind: str
    found: Columns
    place: int | None = None


def households(actor: Actor) -> list[Source]:
    """Households by their clients: a coordinator's of the location, a volunteer's own by who lives there now."""
    found = select(Client.household_id, Client.name_key).join(Client, Client.id == SearchWord.row_id)
    if actor.kind is RoleKind.COORDINATOR:
        seen = trajectory_queries.households_visible_to(actor).where(Household.id == Client.household_id)
        found = found.where(_is_there(seen, Household.id))
        return [Source(kind, found, actor.location_id) for kind in (CLIENT, NUMBER)]
    if actor.kind is RoleKind.VOLUNTEER:
        mine = select(Trajectory.household_id).where(trajectory_queries.is_visible_to(actor))
        members = select(Client.id).where(Client.household_id.in_(mine), Client.left_on.is_(None))
        return [Source(CLIENT, found.where(SearchWord.row_id.in_(members)))]
    return []


def volunteers(actor: Actor) -> list[Source]:
    """The volunteers of a coordinator's location."""
    if actor.kind is not RoleKind.COORDINATOR:
        return []
    here = volunteers_visible_to(actor).with_only_columns(Volunteer.user_id)
    found = (
        select(Volunteer.id, User.name_key)
        .join(User, User.id == SearchWord.row_id)
        .join(Volunteer, Volunteer.user_id == User.id)
        .where(Volunteer.location_id == actor.location_id, SearchWord.row_id.in_(here))
    )
    # Without their place, which is the same for everybody: the words of these people are read, and not those of all who
    # are called so anywhere.
    return [Source(USER, found)]


def handovers(actor: Actor) -> list[Source]:
    """Handovers by their reference; for a team also by the people in what it may read of them now (rule 9)."""
    visible = handover_queries.is_visible_to(actor)
    found = (
        select(WarmHandover.id, WarmHandover.reference)
        .join(WarmHandover, WarmHandover.id == SearchWord.row_id)
        .where(visible)
    )
    if actor.kind is RoleKind.COORDINATOR:
        return [Source(HANDOVER, found, actor.location_id)]
    mine = found.where(SearchWord.row_id.in_(select(WarmHandover.id).where(visible)))
    if actor.kind is RoleKind.TEAM_MEMBER:
        readable = WarmHandover.state.in_(SNAPSHOT_STATES), WarmHandover.snapshot_closed_at.is_(None)
        return [Source(HANDOVER, mine), Source(PEOPLE, found.where(*readable), actor.team_id)]
    return [Source(HANDOVER, mine)] if actor.kind is RoleKind.VOLUNTEER else []


def users(actor: Actor) -> list[Source]:
    """Everybody with an account, for the functional admin."""
    if actor.kind is not RoleKind.FUNCTIONAL_ADMIN:
        return []
    return [Source(USER, select(User.id, User.name_key).join(User, User.id == SearchWord.row_id), NOWHERE)]


def matches(asked: Asked, sources: Sequence[Source]) -> list[Match]:
    """The rows that are found among these, best first."""
    answers: dict[int, Answer] = {}
    for source in sources:
        for key, order, word in rows(_words(source, asked)):
            answer = answers.setdefault(key, Answer(order))
            for span in asked.spans:
                how = _how(span, word)
                if how is not None:
                    answer.add(span.covers, how)
    return answered(asked, answers)


def _how(span: Span, word: str) -> bool | None:
    """Whether a word is what was typed (True), another spelling of it (False), or neither (None)."""
    if word.startswith(span.text) or (span.number and word.startswith(_backwards(span))):
        return True
    if span.number:
        return None
    return False if alike(span.text, word) or begins_alike(span.text, word) else None


def _backwards(span: Span) -> str:
    return BACKWARDS + span.text[::-1]


def _words(source: Source, asked: Asked) -> Columns:
    """The words that begin as what was typed, or sound as it does."""
    base = source.found.add_columns(SearchWord.word).where(SearchWord.kind == source.kind)
    if source.place is not None:
        base = base.where(SearchWord.place_id == source.place)
    words = union_all(*(base.where(*bounds) for span in asked.spans for bounds in _bounds(span)))
    return select(*words.subquery().c)


def _bounds(span: Span) -> Iterator[tuple[ColumnElement[bool], ...]]:
    yield _begins(SearchWord.word, span.text)
    if span.number:
        yield _begins(SearchWord.word, _backwards(span))
        return
    for sound in sounds(span.text):
        yield _begins(SearchWord.sound, sound) if len(sound) >= _TYPED_SOUND else (SearchWord.sound == sound,)


def _begins(column: Any, text: str) -> tuple[ColumnElement[bool], ...]:
    """In the order of bytes, which an index of either database has."""
    return column >= text, column < text + _LAST


def _is_there(statement: Select[Any], key: Any) -> ColumnElement[bool]:
    return exists(statement.with_only_columns(key).correlate(Client))


def shown_trajectories(actor: Actor, household_ids: Sequence[int]) -> Select[Trajectory]:
    """The trajectories of these households that this person may open, the running and the newest first."""
    return (
        trajectory_queries.visible_to(actor)
        .where(Trajectory.household_id.in_(household_ids))
        .options(
            joinedload(Trajectory.household).selectinload(Household.clients),
            joinedload(Trajectory.current).joinedload(Assignment.volunteer),
        )
        .order_by(Trajectory.closed_on.is_not(None), Trajectory.starts_on.desc(), Trajectory.id.desc())
    )


def shown_volunteers(actor: Actor, keys: Sequence[int]) -> Select[Volunteer]:
    """These volunteers, with what their rows show."""
    return volunteers_visible_to(actor).where(Volunteer.id.in_(keys))


def shown_handovers(actor: Actor, keys: Sequence[int]) -> Select[WarmHandover]:
    """These handovers, with what their rows show."""
    household = joinedload(WarmHandover.trajectory).joinedload(Trajectory.household)
    return (
        handover_queries.visible_to(actor)
        .where(WarmHandover.id.in_(keys))
        .options(household.selectinload(Household.clients), selectinload(WarmHandover.snapshots))
        .options(joinedload(WarmHandover.next_type))
    )


def shown_users(keys: Sequence[int]) -> Select[User]:
    """These users, with the roles they have."""
    return select(User).where(User.id.in_(keys)).options(selectinload(User.roles))
