"""The board: what each volunteer of a location offers and carries, in one statement.

Hours are hundredths of an hour a week (see `trajectories.load`), so that the sum row is
exactly the sum of the rows. An absent volunteer offers nothing today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Subquery, bindparam, case, cast, false, func, literal, or_, select

from portal.access import Actor
from portal.caseload.board.rules import Easiest, VolunteerNumbers, has_room
from portal.contacts.models import ContactMoment
from portal.db import Columns, db
from portal.keyset import Order, cursor, keyset_page
from portal.named import found_by
from portal.people.models.people import VOLUNTEER_FUNCTIONS, User, Volunteer
from portal.people.queries import away_on, volunteers_visible_to
from portal.trajectories.load import HUNDREDTHS, caseloads, hours
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.pool.queries import easiest_waiting
from portal.work import rows

HOURS = ("offered", "expected", "free")
# The columns of the sum row, in the order of `Sums`, and the sums of nobody.
SUMMED: dict[str, Any] = {**dict.fromkeys(HOURS, Decimal(0)), "households": 0, "max_households": 0}
SORTS = ("naam", "functie", "aanbod", "verwacht", "vrij", "huishoudens", "laatst")
SHOWN = ("", "ruimte", "te-vol", "afwezig", "gestopt")
NEVER = date.min
ABLE = bindparam("able", type_=Integer, expanding=True)


@dataclass(frozen=True)
class BoardAsked:
    """The reader's choices on the board: a function, one of SHOWN, a part of a name, an order, and the cursor of the
    last row seen. The order is one of SORTS; a "-" before it turns it around."""

    function: str = ""
    shown: str = ""
    search: str = ""
    sort: str = "vrij"
    after: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it leaves volunteers out."""
        return bool(self.function or self.shown or self.search)


@dataclass(frozen=True)
class Sums:
    """The sum row: how many volunteers, and the sums of their numbers; hours are hours a week."""

    volunteers: int
    offered: Decimal
    expected: Decimal
    free: Decimal
    households: int
    max_households: int


@dataclass(frozen=True)
class BoardPage:
    """Volunteers as rows, the cursor behind them, the sums and number of the whole selection, and the least that waits
    asks of each function."""

    rows: list[VolunteerNumbers]
    next_cursor: str | None
    sums: Sums
    waiting: list[Easiest]


def board_page(actor: Actor, today: date, asked: BoardAsked, size: int, function_words: Mapping[str, str]) -> BoardPage:
    """One page of the volunteers of the coordinator's location. `function_words` are the names of
    the functions in the reader's language, by which that column sorts."""
    waiting = easiest(actor, today)
    volunteers = _volunteers(actor, today)
    functions = tuple(sorted(VOLUNTEER_FUNCTIONS, key=lambda code: function_words[code]))
    statement, order = _page(volunteers, asked, functions, size)
    able = {"able": _able(volunteers, waiting, today)} if asked.shown == "ruimte" else {}
    found = rows(statement, **able)
    return BoardPage(
        rows=[numbers(row) for row in found[:size]],
        next_cursor=cursor(found[size - 1], order) if len(found) > size else None,
        sums=_sums(found),
        waiting=waiting,
    )


def easiest(actor: Actor, today: date) -> list[Easiest]:
    """The least that waits at the coordinator's location asks of each function."""
    return [Easiest(row.function, hours(row.hours), row.kept_for) for row in easiest_waiting(actor.location_id, today)]


def _able(volunteers: Subquery, waiting: Sequence[Easiest], today: date) -> list[int]:
    """The volunteers who could claim something that waits, by the rule of a claim: Python decides it for those few for
    whom hours and households leave any hope."""
    columns = [column for column in volunteers.c if column.name != "last_activity"]
    hope = volunteers.c.status == "active", volunteers.c.free > 0, volunteers.c.households < volunteers.c.max_households
    return [row.id for row in rows(select(*columns).where(*hope)) if has_room(numbers(row), waiting, today)]


@lru_cache(maxsize=64)
def _page(volunteers: Subquery, asked: BoardAsked, functions: tuple[str, ...], size: int) -> tuple[Columns, Order]:
    """The statement of a page, and its order; each row carries the sums of the whole selection."""
    sums = [func.sum(volunteers.c[name]).over().label(f"sum_{name}") for name in SUMMED]
    counted = func.count().over().label("sum_volunteers")
    chosen = select(volunteers, counted, *sums).where(*_chosen(volunteers.c, asked)).subquery("chosen")
    order = _order(chosen.c, asked.sort, functions)
    return keyset_page(select(chosen), order, asked.after, size), order


def board_row(actor: Actor, volunteer_id: int, today: date) -> VolunteerNumbers:
    """The row of one volunteer the coordinator may see."""
    volunteers = _volunteers(actor, today)
    return numbers(db.session.execute(select(volunteers).where(volunteers.c.id == volunteer_id)).one())


def numbers(row: Any) -> VolunteerNumbers:
    """A row of the statement with its hours as hours."""
    return VolunteerNumbers(
        id=row.id,
        name=row.name,
        function=row.function,
        status=row.status,
        certificate_seen_on=row.certificate_seen_on,
        confidentiality_signed_on=row.confidentiality_signed_on,
        basic_course_on=row.basic_course_on,
        absent=bool(row.absent),
        offered=hours(row.offered),
        expected=hours(row.expected),
        free=hours(row.free),
        households=row.households,
        max_households=row.max_households,
        last_activity=getattr(row, "last_activity", NEVER),
    )


def _sums(found: Sequence[Any]) -> Sums:
    if not found:
        return Sums(0, *SUMMED.values())
    values = {name: int(found[0]._mapping[f"sum_{name}"]) for name in ("volunteers", *SUMMED)}
    return Sums(**{**values, **{name: hours(values[name]) for name in HOURS}})


def has_volunteers(actor: Actor) -> bool:
    """Whether the coordinator's location has any volunteer at all."""
    return bool(db.session.scalar(select(volunteers_visible_to(actor).exists())))


@lru_cache(maxsize=64)
def _volunteers(actor: Actor, today: date) -> Subquery:
    """Each volunteer the coordinator may see, with the numbers of the board. Kept, for it is the
    same on every page of a day and costly to build."""
    day = literal(today, Date())
    load = caseloads(day, Trajectory.location_id == actor.location_id).subquery("load")
    # Once for all: a condition that stands in several columns is looked up for each of them.
    away = select(Volunteer.id).where(Volunteer.location_id == actor.location_id, away_on(day)).subquery("away")
    absent = away.c.id.is_not(None)
    offered = case((absent, 0), else_=cast(func.round(Volunteer.hours_per_week * HUNDREDTHS), Integer))
    expected = func.coalesce(load.c.expected, 0)
    return (
        volunteers_visible_to(actor)
        .with_only_columns(
            Volunteer.id.label("id"),
            User.name.label("name"),
            User.name_key.label("name_key"),
            Volunteer.function.label("function"),
            Volunteer.status.label("status"),
            Volunteer.conduct_certificate_seen_on.label("certificate_seen_on"),
            Volunteer.confidentiality_signed_on.label("confidentiality_signed_on"),
            Volunteer.basic_course_on.label("basic_course_on"),
            case((absent, 1), else_=0).label("absent"),
            offered.label("offered"),
            expected.label("expected"),
            (offered - expected).label("free"),
            func.coalesce(load.c.households, 0).label("households"),
            Volunteer.max_households.label("max_households"),
            func.coalesce(_last_activity(), NEVER).label("last_activity"),
        )
        .join(User, User.id == Volunteer.user_id)
        .outerjoin(load, load.c.volunteer_id == Volunteer.id)
        .outerjoin(away, away.c.id == Volunteer.id)
        .subquery("volunteers")
    )


def _last_activity() -> ColumnElement[date]:
    """The day of the last contact a volunteer logged for a household of the location.

    Looks from the last one back, and asks of each where it was: nearly always the first one is it. With a join, or a
    plain comparison, PostgreSQL expects that few are, and reads and sorts all there are.
    """
    place = select(Trajectory.location_id).where(Trajectory.id == ContactMoment.trajectory_id).scalar_subquery()
    return (
        select(ContactMoment.on_date)
        .where(
            ContactMoment.author_id == Volunteer.user_id,
            ContactMoment.withdrawn_at.is_(None),
            func.coalesce(place == Volunteer.location_id, false()),
        )
        .order_by(ContactMoment.on_date.desc())
        .limit(1)
        .scalar_subquery()
    )


def _chosen(row: Any, asked: BoardAsked) -> list[ColumnElement[bool]]:
    shown = {
        "": or_(row.status != "inactive", row.households > 0),
        "ruimte": row.id.in_(ABLE),
        "te-vol": or_(row.free < 0, row.households > row.max_households),
        "afwezig": row.absent == 1,
        "gestopt": row.status == "inactive",
    }
    conditions = [shown.get(asked.shown, shown[""])]
    if asked.function:
        conditions.append(row.function == asked.function)
    if asked.search:
        conditions.append(found_by(asked.search, row.name_key))
    return conditions


def _order(row: Any, sort: str, functions: tuple[str, ...]) -> Order:
    by_words = case(*((row.function == code, place) for place, code in enumerate(functions)), else_=len(functions))
    columns: dict[str, tuple[ColumnElement[Any], ...]] = {
        "naam": (row.name_key,),
        "functie": (by_words, row.name_key),
        "aanbod": (row.offered,),
        "verwacht": (row.expected,),
        "vrij": (row.free,),
        "huishoudens": (row.households, row.max_households),
        "laatst": (row.last_activity,),
    }
    name = sort.removeprefix("-")
    return Order(columns.get(name, columns["vrij"]), row.id, sort.startswith("-"))
